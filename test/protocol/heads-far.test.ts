import { expect } from "chai";
import { applyShopperEntry } from "../../backend/contract/apply-shopper-entry.ts";
import { applyStaffEntry } from "../../backend/contract/apply-staff-entry.ts";
import { createLiveTicket, type LiveState } from "../../backend/contract/live-ticket.ts";
import { type Resumed, resumePage } from "../../backend/contract/sockets.ts";
import { answerOf, type Client, collect, watchAs } from "../support/clients.ts";
import { dyingNode } from "../support/dying-node.ts";
import { eventually } from "../support/eventually.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { openTicket } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

/** A client of ours, without its screen. */
function keepLive<View extends { seq: number }, Entry extends { seq: number }>(
  client: Client,
  ticketId: string,
  apply: (view: View, entry: Entry) => View,
) {
  let state: LiveState<View> | null = null;
  const kinds: string[] = [];
  const ask = async (after: number | null) => {
    const resumed = answerOf(await watchAs(client, ticketId, after)) as unknown as Resumed<View, Entry>;
    kinds.push(resumed.kind);
    return resumed;
  };
  const live = createLiveTicket<View, Entry>({
    ticketId,
    apply,
    watch: ask,
    onChange: (now) => {
      state = now;
    },
  });
  const pushed = collect<{ entries: Entry[] }>(client, "entries");
  (client as { on(event: string, listen: (told: { entries: Entry[] }) => void): void }).on(
    "entries",
    ({ entries }) => live.receive(entries),
  );
  live.open();
  return {
    kinds,
    pushedCount: () => pushed.seen.reduce((sum, { entries }) => sum + entries.length, 0),
    state: () => state,
    async fresh(): Promise<View> {
      const resumed = await ask(null);
      if (resumed.kind !== "snapshot") throw new Error("asked for a snapshot");
      return resumed.view;
    },
  };
}

/** With rounds as far apart as in life: page after page, one a round, it would take longer than anybody's patience here. */
describe("many pages that a node left unsaid", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  it("reach each client by the next round, as a fresh view that it asks for", async function () {
    this.timeout(60_000);
    const { ticketId } = await openTicket(live.scene);
    const shown = [
      keepLive(await live.consoleOf("agent"), ticketId, applyStaffEntry),
      keepLive(await live.widgetOf("shopper"), ticketId, applyShopperEntry),
    ];
    const areLive = () => shown.every(({ state }) => state()?.status === "live");
    await eventually(areLive);
    const dying = dyingNode(live);
    const words = (text: string) => ({ ticketId, text, photoIds: [] });
    await Promise.all(
      Array.from({ length: 8 * resumePage }, (_, index) =>
        dying.run("shopper", "message.send", words(`n${index}`)),
      ),
    );
    await dying.run("shopper", "message.send", words("the last that the shopper gets"));
    // What tells a shopper of the gap cannot be the last line, which is not theirs.
    await dying.run("agent", "note.write", words("between us"));
    for (const { state } of shown) {
      await eventually(() => JSON.stringify(state()?.view).includes("the last that the shopper gets"));
    }
    await eventually(areLive);
    for (const each of shown) {
      expect(each.state()?.view).to.deep.equal(await each.fresh());
      expect(each.kinds).to.include("snapshot");
      expect(each.pushedCount()).to.be.lessThan(3 * resumePage);
    }
    expect(JSON.stringify(shown[0]?.state()?.view)).to.include("between us");
    expect(JSON.stringify(shown[1]?.state()?.view)).to.not.include("between us");
  });
});
