import { expect } from "chai";
import type { Page } from "playwright-core";
import { protocolVersion } from "../../backend/contract/sockets.ts";
import { useStage } from "./stage.ts";

/** From the next page on, its sockets can be made to speak the version before this one. */
async function holdVersion(page: Page): Promise<{ isOld: boolean }> {
  const held = { isOld: false };
  await page.routeWebSocket(/socket\.io/, (browserSide) => {
    const serverSide = browserSide.connectToServer();
    browserSide.onMessage((message) => {
      const now = `"protocol":${protocolVersion}`;
      const before = `"protocol":${protocolVersion - 1}`;
      serverSide.send(held.isOld ? message.toString().replace(now, before) : message);
    });
  });
  return held;
}

describe("a browser program that is too old for its server", function () {
  const stage = useStage(this, { lineOf: "staff" });

  it("of staff says so, loads the new one by a button, and sends then what was written", async () => {
    const agent = await stage.staff("lin");
    const version = await holdVersion(agent.page);
    await agent.page.reload();
    await agent.openTicket("All open", /Sofia Rossi/);
    version.isOld = true;
    // The node that this page has spoken to is replaced by one that no longer speaks its version.
    stage.line().cutAll();
    const banner = agent.page.getByRole("alert").filter({ hasText: "A new version of Frontline is running" });
    await banner.waitFor();
    await agent.reply("Written on the old page");
    version.isOld = false;
    await banner.getByRole("button").click();
    await agent.timeline.getByText(/^(Sent|Seen)$/).waitFor();
    await agent.reads("Written on the old page");
    expect(await agent.timeline.getByText("Written on the old page").count()).to.equal(1);
    expect(await banner.count()).to.equal(0);
  });

  it("of a shopper says so, and goes on by a button", async () => {
    const shopper = await stage.shopper("Sofia Rossi");
    const version = await holdVersion(shopper.page);
    version.isOld = true;
    await shopper.page.reload();
    await shopper.openChat();
    const notice = shopper.chat.getByText("This page is out of date. Please reload it to go on.");
    await notice.waitFor();
    version.isOld = false;
    await shopper.chat.getByRole("button", { name: /^Reload/ }).click();
    await notice.waitFor({ state: "detached" });
    await shopper.openChat();
    await shopper.chat.getByRole("button", { name: /Write to us/ }).click();
    await shopper.write("Written on the new page");
    await shopper.sent("Written on the new page");
  });
});
