import { expect } from "chai";
import type { Page } from "playwright-core";
import { engine } from "../support/database.ts";
import type { Node } from "../support/frontline.ts";
import { targetOf } from "../support/tcp-proxy.ts";
import { useScene } from "../support/use-scene.ts";
import { chatOn, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

/** One process at a time may hold an SQLite file: there a deployment is a short outage, which `widget-offline` is about. */
const onServices = engine === "services" ? describe : describe.skip;

/** Keeps every word that the panel shows from here on that tells of trouble. */
async function keepTroubles(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const root = document.querySelector("#frontline")?.shadowRoot;
    const found: string[] = [];
    Object.assign(globalThis, { troubles: found });
    if (!root) throw new Error("no widget");
    new MutationObserver(() => {
      const trouble = /No connection|went wrong|not sent|Try again|back online/i.exec(root.textContent ?? "");
      if (trouble !== null && !found.includes(trouble[0])) found.push(trouble[0]);
    }).observe(root, { subtree: true, childList: true, characterData: true });
  });
  return () => page.evaluate(() => (globalThis as unknown as { troubles: string[] }).troubles);
}

onServices("a deployment in mid-conversation", () => {
  let scene: WidgetScene;
  let serving: Node;
  useScene(startWidgetScene, async (started) => {
    scene = started;
    serving = await scene.startNode();
    scene.line.pointTo(targetOf(serving.url, 80));
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  /** The new version's node first, then the old one's drain, while both sides go on writing. */
  async function deploy(writeMeanwhile: () => Promise<void>): Promise<void> {
    const next = await scene.startNode();
    scene.line.pointTo(targetOf(next.url, 80));
    const drained = serving.stop();
    await writeMeanwhile();
    await drained;
    serving = next;
  }

  it("is not noticed by the shopper, twice: nothing is lost, doubled or complained of", async function () {
    this.timeout(60_000);
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write("Before any deployment");
    await chat.sent("Before any deployment");
    const agent = await scene.agentOf("Before any deployment");
    const troubles = await keepTroubles(page);
    const all = ["Before any deployment"];

    for (const count of [1, 2]) {
      await deploy(async () => {
        await chat.write(`Asked during deployment ${count}`);
        await agent.say(`Answered during deployment ${count}`);
      });
      await chat.timeline.getByText(`Answered during deployment ${count}`).waitFor({ timeout: 12_000 });
      await chat.write(`Asked after deployment ${count}`);
      await chat.sent(`Asked after deployment ${count}`);
      all.push(
        `Asked during deployment ${count}`,
        `Answered during deployment ${count}`,
        `Asked after deployment ${count}`,
      );
    }

    const stored = (await agent.entries()).flatMap((entry) =>
      entry.kind === "message.sent" ? [entry.body.text] : [],
    );
    expect(stored).to.have.members(all);
    expect(stored.length).to.equal(all.length);
    for (const text of all) {
      expect(await chat.timeline.getByText(text, { exact: true }).count(), text).to.equal(1);
    }
    expect(await troubles()).to.deep.equal([]);
    expect(scene.complaints).to.deep.equal([]);
  });
});
