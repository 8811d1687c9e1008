import { expect } from "chai";
import type { Locator, Request } from "playwright-core";
import { plainJpeg } from "../support/images.ts";
import { useStage } from "./stage.ts";

/** A photo by the clipboard, or let go of above the place. */
async function give(place: Locator, by: "paste" | "drop"): Promise<void> {
  const bytes = [...(await plainJpeg({ width: 60, height: 40 }))];
  await place.evaluate(
    (element, how) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([new Uint8Array(how.bytes)], "a.jpg", { type: "image/jpeg" }));
      const data = { bubbles: true, cancelable: true };
      const events =
        how.by === "paste"
          ? [new ClipboardEvent("paste", { ...data, clipboardData: transfer })]
          : ["dragenter", "dragover", "drop"].map(
              (kind) => new DragEvent(kind, { ...data, dataTransfer: transfer }),
            );
      for (const event of events) element.dispatchEvent(event);
    },
    { by, bytes },
  );
}

describe("the console's desk", function () {
  const stage = useStage(this);

  it("is worked by keys alone: open, reply, note, resolve, reopen, go", async () => {
    const agent = await stage.staff("lin");
    const { page, timeline } = agent;
    await page.keyboard.press("g");
    await page.keyboard.press("a");
    await page.getByRole("region", { name: "Tickets" }).getByRole("link").nth(3).waitFor();
    await page.keyboard.press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await timeline.waitFor();
    await page.keyboard.press("r");
    await page.keyboard.type("One moment, e and x are only letters here");
    await page.keyboard.press("Control+Enter");
    await agent.reads("One moment, e and x are only letters here");
    await page.keyboard.press("Escape");
    await page.keyboard.press("n");
    await page.keyboard.type("Looks like the carrier");
    await page.keyboard.press("Control+Enter");
    await agent.reads("Looks like the carrier");
    await timeline.getByText(/Internal note/).waitFor();
    await page.keyboard.press("Escape");
    await page.keyboard.press("e");
    await page
      .getByRole("alert")
      .getByText(/1 department is still asked/)
      .waitFor();
    for (const key of ["j", "j", "j", "Enter"]) await page.keyboard.press(key);
    await page.getByRole("heading", { name: /Sofia Rossi/ }).waitFor();
    await timeline.getByText(/pulled thread/).waitFor();
    await page.keyboard.press("e");
    await agent.reads("Lin Yue resolved the ticket");
    await page.keyboard.press("e");
    await agent.reads("Lin Yue reopened the ticket");
    await page.keyboard.press("g");
    await page.keyboard.press("l");
    await page.getByRole("heading", { name: "Limits" }).waitFor();
  });

  it("keeps what was begun in each ticket, also after a reload", async () => {
    const { page, openTicket } = await stage.staff("wang");
    await openTicket("All open", /Zhang Wei/);
    const field = page.getByRole("textbox", { name: /^Write to/ });
    await field.fill("Half a thought");
    await openTicket("All open", /Sofia Rossi/);
    expect(await field.inputValue()).to.equal("");
    await openTicket("All open", /Zhang Wei/);
    expect(await field.inputValue()).to.equal("Half a thought");
    await page.reload();
    await field.waitFor();
    expect(await field.inputValue()).to.equal("Half a thought");
  });

  it("sends once what was written without a line, also when the page is loaded anew meanwhile", async () => {
    const { page, openTicket, reply, timeline } = await stage.staff("wang");
    await openTicket("All open", /Chen Jing/);
    await page.context().setOffline(true);
    await reply("Written without a line");
    await timeline.getByText("Waits for the connection").waitFor();
    await page
      .getByRole("status")
      .getByText(/You are offline/)
      .waitFor();
    await page.context().setOffline(false);
    await timeline.getByText("Waits for the connection").waitFor({ state: "detached" });
    await page.reload();
    await timeline.getByText("Written without a line").waitFor();
    expect(await timeline.getByText("Written without a line").count()).to.equal(1);
  });

  it("shows at once what others do: who looks, who types, who took it over", async () => {
    const wang = await stage.staff("wang");
    const lin = await stage.staff("lin");
    await lin.openTicket("All open", /Sofia Rossi/);
    await wang.openTicket("All open", /Sofia Rossi/);
    await lin.page.getByRole("img", { name: "Also looking: Wang Hao" }).waitFor();
    await lin.page.locator("body").press("a");
    await wang.reads(/Assigned to Lin Yue/);
    await lin.page.getByRole("textbox", { name: /^Write to/ }).pressSequentially("Hello");
    await wang.timeline.getByText("Lin Yue is typing").waitFor();
    await wang.page.locator("body").press("a");
    await lin.reads("Wang Hao took it over");
    await lin.page.getByRole("button", { name: "Owner: Wang Hao" }).waitFor();
  });

  it("fills in a template and offers it by a slash", async () => {
    const { page, openTicket } = await stage.staff("lin");
    await openTicket("All open", /Zhang Wei/);
    const field = page.getByRole("textbox", { name: /^Write to/ });
    await field.fill("/sor");
    await page.getByRole("option", { name: /\/sorry/ }).waitFor();
    await field.press("Enter");
    expect(await field.inputValue()).to.match(/^Hello Zhang Wei, I am Lin Yue/);
  });

  it("keeps a template of one's own, until it is deleted by a button or by keys", async () => {
    const { page, openTicket } = await stage.staff("lin");
    await openTicket("All open", /Zhang Wei/);
    const field = page.getByRole("textbox", { name: /^Write to/ });
    const own = page.getByRole("option", { name: /\/our-hours/ });
    async function keep() {
      await field.fill("We answer from nine to six.");
      await page.getByRole("button", { name: "Save this text as a template" }).click();
      await page.getByLabel("Name of the template").fill("our hours");
      await page.getByRole("button", { name: "Save", exact: true }).click();
      await field.fill("/our");
      await own.waitFor();
    }
    await keep();
    await page.getByRole("button", { name: "Delete the template /our-hours" }).click();
    await own.waitFor({ state: "detached" });
    await keep();
    await field.press("Shift+Delete");
    await own.waitFor({ state: "detached" });
    await page.reload();
    await field.fill("/");
    await page.getByRole("option", { name: /\/sorry/ }).waitFor();
    expect(await own.count()).to.equal(0);
    await page.getByRole("option", { name: /\/sorry/ }).hover();
    expect(await page.getByRole("button", { name: /^Delete the template/ }).count(), "a common one").to.equal(
      0,
    );
    await field.fill("");
  });

  it("lets what is typed take the place of an amount that came while somebody was in the field", async () => {
    const { page, openTicket, amount } = await stage.staff("wang");
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route("**/api/queries/remedy.headroom", async (route) => {
      await held;
      await route.continue();
    });
    await openTicket("All open", /Zhang Wei/);
    await amount.focus();
    expect(await amount.inputValue()).to.equal("");
    release();
    await page.getByText(/You may refund up to/).waitFor();
    expect(await amount.inputValue()).to.match(/^\d/);
    await page.keyboard.type("20");
    expect(await amount.inputValue()).to.equal("20");
  });

  it("asks what may be given of exactly what it will send: above the ticked lines' worth without these lines", async () => {
    const { page, openTicket, amount, panel } = await stage.staff("wang");
    const isHeadroomOf = (count: number) => (request: Request) =>
      request.url().endsWith("/api/queries/remedy.headroom") && request.postDataJSON().lines.length === count;
    const ofLine = page.waitForRequest(isHeadroomOf(1));
    await openTicket("All open", /Zhang Wei/);
    await ofLine;
    await page.getByText(/You may refund up to/).waitFor();
    const worth = Number((await amount.inputValue()).replaceAll(",", ""));
    expect(worth).to.be.above(0);
    const ofOrder = page.waitForRequest(isHeadroomOf(0));
    await amount.fill((worth + 0.01).toFixed(2));
    await ofOrder;
    await panel.getByRole("button", { name: /^(Refund|Ask)/ }).waitFor();
  });

  it("takes photos that are pasted and that are dropped", async () => {
    const { page, openTicket, timeline } = await stage.staff("wang");
    await openTicket("All open", /Zhang Wei/);
    const composer = page.getByRole("region", { name: "Reply" });
    await give(page.getByRole("textbox", { name: /^Write to/ }), "paste");
    await composer.getByRole("img", { name: "Photo 1" }).waitFor();
    await give(composer, "drop");
    await composer.getByRole("img", { name: "Photo 2" }).waitFor();
    const before = await timeline.getByRole("button", { name: /^Photo/ }).count();
    await composer.getByRole("button", { name: /^Send/ }).click();
    await timeline
      .getByRole("button", { name: /^Photo/ })
      .nth(before + 1)
      .waitFor();
    expect(await composer.getByRole("img").count()).to.equal(0);
  });

  it("takes photos, says why one is not taken, and shows them close up", async () => {
    const { page, openTicket, timeline } = await stage.staff("lin");
    await openTicket("All open", /Zhang Wei/);
    const composer = page.getByRole("region", { name: "Reply" });
    await page.locator("input[type=file]").setInputFiles([
      { name: "a.jpg", mimeType: "image/jpeg", buffer: await plainJpeg() },
      { name: "b.jpg", mimeType: "image/jpeg", buffer: Buffer.from("this is no photo") },
    ]);
    await composer.getByRole("img", { name: "Photo 1" }).waitFor();
    await composer.getByRole("alert").waitFor();
    await composer.getByRole("alert").getByRole("button", { name: "Remove photo" }).click();
    await composer.getByRole("button", { name: /^Send/ }).click();
    await timeline.getByRole("button", { name: "Photo 1" }).last().click();
    await page
      .getByRole("dialog")
      .getByRole("button", { name: /^Larger/ })
      .click();
    await page.keyboard.press("Escape");
    await page.getByRole("dialog").waitFor({ state: "hidden" });
  });

  it("asks a department, whose whole desk is that ticket, and hears its answer", async () => {
    const agent = await stage.staff("lin");
    const warehouse = await stage.staff("chen");
    await warehouse.page.getByText(/Nobody has asked your department/).waitFor();
    await agent.openTicket("All open", /Li Na/);
    await agent.page.locator("body").press("x");
    const form = agent.page.getByRole("dialog");
    await form.getByRole("combobox", { name: "Department" }).click();
    await form.getByRole("option", { name: "Warehouse" }).click();
    await form.getByLabel("Question").fill("Is there one bowl left over?");
    await form.getByRole("button", { name: /^Ask/ }).click();
    await agent.reads("Warehouse was asked");
    const tickets = warehouse.page.getByRole("region", { name: "Tickets" }).getByRole("link");
    await tickets.first().click();
    expect(await tickets.count()).to.equal(1);
    await warehouse.timeline.waitFor();
    expect(await warehouse.panel.count(), "a department grants nothing").to.equal(0);
    await warehouse.page.getByRole("textbox", { name: /^Your answer/ }).fill("Yes, one");
    await warehouse.page.getByRole("button", { name: /^Send/ }).click();
    await agent.timeline.getByText(/Warehouse answers/).waitFor();
    await warehouse.page.getByLabel("Result").fill("One bowl put aside");
    await warehouse.page.getByRole("button", { name: "Finish with a result" }).click();
    await agent.reads("One bowl put aside");
    await warehouse.page.getByText(/Nobody has asked your department/).waitFor();
  });
});
