import { expect } from "chai";
import { newId, newSecret } from "../../backend/core/ids.ts";
import type { Notice } from "../../backend/core/notices.ts";
import { sendMessage } from "../../backend/desk/send-message.ts";
import { writeNote } from "../../backend/desk/write-note.ts";
import { endSession } from "../../backend/staff/end-session.ts";
import { entries, tickets } from "../../backend/tickets/tables.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";
import { createShopScene, type ShopScene } from "../support/shop-scene.ts";
import { openTicket } from "../support/situations.ts";

const upTo = (count: number) => Array.from({ length: count }, (_, index) => index + 1);

describe("messages in a crowd", () => {
  let house: TestHouse;
  let scene: ShopScene;
  before(async () => {
    house = await createTestHouse();
    scene = await createShopScene(house);
  });
  after(() => house.close());

  /** The numbers of each telling, in the order in which they were told. */
  const toldOf = (notices: readonly Notice[], ticketId: string) =>
    notices.flatMap((notice) =>
      notice.kind === "entries" && notice.entries[0]?.ticketId === ticketId
        ? [notice.entries.map(({ seq }) => seq)]
        : [],
    );

  it("are numbered without a gap in both counts, and each is told once", async () => {
    const made: string[] = [];
    for (let count = 0; count < 5; count++) made.push((await openTicket(scene)).ticketId);
    const before = new Map<string, number>();
    for (const id of made) before.set(id, (await house.reader.one(tickets, { id }))?.seq ?? 0);
    house.notices.length = 0;
    const { agent, shopper, supervisor } = scene.callers;
    await Promise.all(
      upTo(200).map((index) => {
        const input = { ticketId: made[index % 5], text: `line ${index}`, photoIds: [] };
        // Notes walk alone, beside the batches of messages.
        if (index % 7 === 0) return house.run(writeNote, input, supervisor);
        return house.run(sendMessage, input, index % 2 === 0 ? agent : shopper);
      }),
    );
    let told = 0;
    for (const ticketId of made) {
      const rows = await house.reader.many(entries, {
        where: { ticketId },
        order: { seq: "ASC" },
        take: 500,
      });
      expect(rows.map(({ seq }) => seq)).to.deep.equal(upTo(rows.length));
      const shown = rows.filter(({ publicSeq }) => publicSeq !== null);
      expect(shown.map(({ publicSeq }) => publicSeq)).to.deep.equal(upTo(shown.length));
      const ticket = await house.reader.one(tickets, { id: ticketId });
      expect(ticket).to.deep.include({ seq: rows.length, publicSeq: shown.length });
      const tellings = toldOf(house.notices, ticketId);
      for (const [first = 0, ...rest] of tellings)
        expect(rest).to.deep.equal(rest.map((_seq, index) => first + index + 1));
      // Of two commits the later one's answer may overtake the first's on its way back from the database, so the order of
      // tellings is none that is promised: clients go by the number (contract/live-ticket.ts).
      const published = tellings.flat().sort((one, other) => one - other);
      expect(published).to.deep.equal(upTo(rows.length).slice(before.get(ticketId)));
      told += published.length;
    }
    // The agent's first line in each ticket takes it over, which is a line of its own.
    expect(told).to.be.within(200, 205);
  });

  it("of a person are the same command after signing in anew", async () => {
    const { ticketId } = await openTicket(scene);
    const made = await house.makePerson("agent");
    const input = { ticketId, text: "sent before, answered after", photoIds: [] };
    const commandId = newId();
    const first = await house.execute(sendMessage, input, { caller: made.caller, commandId });
    await house.run(endSession, {}, made.caller);
    const again = await house.personCaller(made.personId, newSecret());
    expect(await house.execute(sendMessage, input, { caller: again, commandId })).to.deep.equal(first);
    expect(
      (await refusalOf(house.execute(sendMessage, input, { caller: made.caller, commandId }))).code,
    ).to.equal("signed_out");
    const said = await house.reader.many(entries, { where: { ticketId, kind: "message.sent" }, take: 100 });
    expect(said.filter(({ body }) => (body as { text: string }).text === input.text).length).to.equal(1);
  });
});
