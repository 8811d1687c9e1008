import { expect } from "chai";
import { type Caller, callerKey } from "../../backend/core/actor.ts";
import { day, minute } from "../../backend/core/clock.ts";
import { identityStamps, stampCount } from "../../backend/core/database/identity-stamps.ts";
import { remove, update, type Write } from "../../backend/core/database/writes.ts";
import type { Executor } from "../../backend/core/execute.ts";
import { newId } from "../../backend/core/ids.ts";
import type { Metrics } from "../../backend/core/metrics.ts";
import { receiptIdOf, receipts } from "../../backend/core/receipts.ts";
import { sendMessage } from "../../backend/desk/send-message.ts";
import { shoppers } from "../../backend/shop/storefront-tables.ts";
import { changePerson } from "../../backend/staff/change-person.ts";
import { endSession } from "../../backend/staff/end-session.ts";
import { departments, people, staffSessions } from "../../backend/staff/tables.ts";
import { resolveTicket } from "../../backend/tickets/resolve-ticket.ts";
import { entries, tickets } from "../../backend/tickets/tables.ts";
import { engine } from "../support/database.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";
import { createShopScene, type ShopScene } from "../support/shop-scene.ts";
import { openTicket } from "../support/situations.ts";

type Node = Pick<Executor, "execute"> & { metrics: Metrics };

/** On SQLite nobody walks ahead; all that is promised holds there too. */
const isAhead = engine === "services";

describe("commands walked on what the node remembers", () => {
  let house: TestHouse;
  let scene: ShopScene;
  let other: Node;
  before(async () => {
    house = await createTestHouse();
    scene = await createShopScene(house);
    other = await house.otherNode();
  });
  after(() => house.close());

  const say = (node: Node, caller: Caller, ticketId: string, text: string, commandId = newId()) =>
    node.execute(sendMessage, { ticketId, text, photoIds: [] }, { caller, commandId });

  async function aheadOf({ metrics }: Node): Promise<number> {
    return (await metrics.walkedAhead.get()).values[0]?.value ?? 0;
  }

  /** How many of its commands this node walked ahead meanwhile. */
  async function counted(node: Node, work: () => Promise<unknown>): Promise<number> {
    const before = await aheadOf(node);
    await work();
    return (await aheadOf(node)) - before;
  }

  /** All lines of a ticket, which must be numbered without a gap. */
  async function linesOf(ticketId: string): Promise<string[]> {
    const rows = await house.reader.many(entries, { where: { ticketId }, order: { seq: "ASC" }, take: 500 });
    expect(rows.map(({ seq }) => seq)).to.deep.equal(rows.map((_row, index) => index + 1));
    const ticket = await house.reader.one(tickets, { id: ticketId });
    expect(ticket?.seq).to.equal(rows.length);
    return rows
      .filter(({ kind }) => kind === "message.sent")
      .map(({ body }) => (body as { text: string }).text);
  }

  it("need no question to the database from the second line on", async () => {
    const { ticketId } = await openTicket(scene);
    const { shopper, agent } = scene.callers;
    await say(house, shopper, ticketId, "one");
    await say(house, agent, ticketId, "two");
    const ahead = await counted(house, async () => {
      await say(house, shopper, ticketId, "three");
      await Promise.all([say(house, agent, ticketId, "four"), say(house, shopper, ticketId, "five")]);
    });
    expect(ahead).to.equal(isAhead ? 3 : 0);
    expect((await linesOf(ticketId)).slice(1)).to.have.ordered.members([
      "one",
      "two",
      "three",
      "four",
      "five",
    ]);
  });

  it("see what another node has changed meanwhile", async () => {
    const { ticketId } = await openTicket(scene);
    const { shopper, agent } = scene.callers;
    await say(house, shopper, ticketId, "here");
    await say(other, agent, ticketId, "there");
    await say(house, shopper, ticketId, "here again");
    await say(other, agent, ticketId, "there again");
    expect((await linesOf(ticketId)).slice(1)).to.deep.equal(["here", "there", "here again", "there again"]);
    await other.execute(resolveTicket, { ticketId }, { caller: agent, commandId: newId() });
    await say(house, shopper, ticketId, "it is not");
    expect((await house.reader.one(tickets, { id: ticketId }))?.status).to.equal("open");
  });

  it("are not tried on rows and rights that another node was heard to change", async () => {
    const { ticketId } = await openTicket(scene);
    const { shopper, agent } = scene.callers;
    await say(house, shopper, ticketId, "one");
    house.notices.length = 0;
    await say(other, agent, ticketId, "two");
    house.heard(house.notices);
    house.heard([{ kind: "person-changed", personId: newId() }]);
    const ahead = await counted(house, () => say(house, shopper, ticketId, "three"));
    expect(ahead).to.equal(0);
    expect(await counted(house, () => say(house, shopper, ticketId, "four"))).to.equal(isAhead ? 1 : 0);
    expect((await linesOf(ticketId)).slice(1)).to.deep.equal(["one", "two", "three", "four"]);
  });

  it("leave no line out and give no number twice where two nodes write in the same tickets", async () => {
    const made = await Promise.all([1, 2, 3].map(async () => (await openTicket(scene)).ticketId));
    const { shopper, agent, supervisor } = scene.callers;
    const asked = Array.from({ length: 120 }, (_, index) => ({
      ticketId: made[index % 3] ?? "",
      text: `line ${index}`,
      caller: [shopper, agent, supervisor][index % 3] ?? shopper,
      node: index % 2 === 0 ? house : other,
    }));
    for (let start = 0; start < asked.length; start += 12) {
      const some = asked.slice(start, start + 12);
      await Promise.all(some.map((each) => say(each.node, each.caller, each.ticketId, each.text)));
    }
    const said = (await Promise.all(made.map(linesOf))).flat();
    for (const { text } of asked) expect(said.filter((each) => each === text)).to.have.lengthOf(1);
  });

  it("that are sent again get the first answer, on this node and on another", async () => {
    const { ticketId } = await openTicket(scene);
    const { shopper } = scene.callers;
    for (const node of [house, other]) await say(node, shopper, ticketId, "warm");
    const commandId = newId();
    const first = await say(house, shopper, ticketId, "once", commandId);
    await say(other, shopper, ticketId, "in between");
    const again = [house, other, other].map((node) => say(node, shopper, ticketId, "once", commandId));
    expect(await Promise.all(again)).to.deep.equal([first, first, first]);
    const changed = await refusalOf(say(other, shopper, ticketId, "twice", commandId));
    expect(changed.code).to.equal("command_id_reused");
    expect((await linesOf(ticketId)).filter((text) => text === "once")).to.have.lengthOf(1);
  });

  it("of one who sends the same id without end hold up nobody else", async () => {
    const { ticketId } = await openTicket(scene);
    const { shopper, agent } = scene.callers;
    const commandId = newId();
    await say(house, shopper, ticketId, "over and over", commandId);
    await say(house, agent, ticketId, "warm");
    const ahead = await counted(house, () =>
      Promise.all([
        say(house, agent, ticketId, "answer"),
        ...Array.from({ length: 5 }, () => say(house, shopper, ticketId, "over and over", commandId)),
      ]),
    );
    expect(ahead).to.equal(isAhead ? 1 : 0);
    expect((await linesOf(ticketId)).slice(1)).to.deep.equal(["over and over", "warm", "answer"]);
  });

  it("keep their order behind one that has to ask", async () => {
    const { ticketId } = await openTicket(scene);
    const { shopper, agent } = scene.callers;
    await say(house, shopper, ticketId, "warm");
    await say(house, agent, ticketId, "warm too");
    const asking = house.execute(
      sendMessage,
      { ticketId, text: "with a photo of nobody", photoIds: [newId()] },
      { caller: shopper, commandId: newId() },
    );
    const refused = refusalOf(asking);
    const ahead = await counted(house, () => say(house, shopper, ticketId, "behind it"));
    expect((await refused).code).to.equal("not_found");
    expect(ahead).to.equal(0);
    expect((await linesOf(ticketId)).at(-1)).to.equal("behind it");
  });

  it("are refused at once to whom another node has signed out, shut out or demoted", async () => {
    const { ticketId } = await openTicket(scene);
    const admin = scene.callers.admin;
    const ends = {
      "signed out": (caller: Caller) => other.execute(endSession, {}, { caller, commandId: newId() }),
      "shut out": (_caller: Caller, personId: string) => change(personId, { isActive: false }),
      demoted: (_caller: Caller, personId: string) => change(personId, { role: "department" }),
    };
    async function change(personId: string, to: object) {
      const person = await house.reader.one(people, { id: personId });
      const { name = "", role, departmentIds, isActive } = person ?? {};
      const input = { personId, name, role, departmentIds, isActive, ...to };
      return other.execute(changePerson, input, { caller: admin, commandId: newId() });
    }
    for (const [how, end] of Object.entries(ends)) {
      const { caller, personId } = await house.makePerson("agent");
      await say(house, caller, ticketId, "still here");
      await say(house, caller, ticketId, "and here");
      await end(caller, personId);
      const { code } = await refusalOf(say(house, caller, ticketId, "no more"));
      expect(code, how).to.equal(how === "demoted" ? "not_allowed" : "signed_out");
    }
    expect(await linesOf(ticketId)).not.to.include("no more");
  });

  it("are refused when the session has ended by itself", async () => {
    const { ticketId } = await openTicket(scene);
    const { caller } = await house.makePerson("agent");
    await say(house, caller, ticketId, "one");
    await say(house, caller, ticketId, "two");
    house.clock.advance(14 * day);
    expect((await refusalOf(say(house, caller, ticketId, "three"))).code).to.equal("signed_out");
    house.clock.advance(-14 * day);
  });

  it("ask again within a minute, for what nobody told the machinery of", async () => {
    const { ticketId } = await openTicket(scene);
    const { caller, personId } = await house.makePerson("agent");
    await say(house, caller, ticketId, "one");
    await say(house, caller, ticketId, "two");
    await house.database.source.query("UPDATE `people` SET `isActive` = 0 WHERE `id` = ?", [personId]);
    house.clock.advance(minute);
    expect((await refusalOf(say(house, caller, ticketId, "three"))).code).to.equal("signed_out");
  });

  it("leave one receipt each, as those do that ask", async () => {
    const { ticketId } = await openTicket(scene);
    const ids = Array.from({ length: 4 }, newId);
    for (const id of ids) await say(house, scene.callers.shopper, ticketId, id, id);
    const kept = await house.reader.many(receipts, { where: {}, take: 5000 });
    const mine = ids.map((id) => receiptIdOf(callerKey(scene.callers.shopper), id));
    for (const id of mine) expect(kept.filter((each) => each.id === id)).to.have.lengthOf(1);
  });

  (isAhead ? describe : describe.skip)("because of stamps, which", () => {
    async function raisedBy(write: Write): Promise<number> {
      const sum = async () => {
        const rows = await house.reader.many(identityStamps, { where: {}, take: stampCount });
        return rows.reduce((total, { version }) => total + version, 0);
      };
      const before = await sum();
      await house.database.transact(async (tx) => tx.apply([write]));
      return (await sum()) - before;
    }

    it("rise with every change of a row that says who somebody is", async () => {
      const { personId } = await house.makePerson("agent");
      const id = newId();
      expect(await raisedBy(update(people, { id: personId }, { name: "Renamed" }))).to.equal(1);
      expect(await raisedBy(update(departments, { id }, { isFinance: true }))).to.equal(1);
      expect(await raisedBy(update(shoppers, { id }, { name: "Ann" }))).to.equal(1);
      expect(await raisedBy(remove(staffSessions, { id }))).to.equal(1);
      expect(await raisedBy(remove(staffSessions, { personId }))).to.equal(1);
      expect(await raisedBy(remove(staffSessions, { createdAt: 1 }))).to.equal(stampCount);
      expect(await raisedBy(update(tickets, { id }, { preview: "" }))).to.equal(0);
    });
  });
});
