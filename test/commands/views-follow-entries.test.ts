import { expect } from "chai";
import { applyShopperEntry } from "../../backend/contract/apply-shopper-entry.ts";
import { applyStaffEntry } from "../../backend/contract/apply-staff-entry.ts";
import type { ShopperTicketView, StaffTicketView } from "../../backend/contract/views.ts";
import type { Caller } from "../../backend/core/actor.ts";
import { resumeTicket, type TicketResumed } from "../../backend/desk/resume-ticket.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { commandOf } from "../support/command-of.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";
import { actorNames, createShopScene, type ShopScene } from "../support/shop-scene.ts";
import { runAs } from "../support/situations.ts";
import { type Row, verdictOf } from "./actor-rows/row.ts";
import { rows } from "./actor-rows/rows.ts";

const readers = ["shopper", "agent", "invited"] as const;

/** The old view with every entry that came since, as a client would have it that was there all the time. */
function follow(before: TicketResumed, missed: TicketResumed): ShopperTicketView | StaffTicketView {
  if (before.audience === "shopper" && missed.audience === "shopper") {
    if (before.resumed.kind !== "snapshot" || missed.resumed.kind !== "entries") throw outOfTurn;
    let { view } = before.resumed;
    for (const entry of missed.resumed.entries) view = applyShopperEntry(view, entry);
    return view;
  }
  if (before.audience === "shopper" || missed.audience === "shopper") throw outOfTurn;
  if (before.resumed.kind !== "snapshot" || missed.resumed.kind !== "entries") throw outOfTurn;
  let { view } = before.resumed;
  for (const entry of missed.resumed.entries) view = applyStaffEntry(view, entry);
  return view;
}
const outOfTurn = new Error("a snapshot and then entries were asked for");

/** These open a ticket, or touch none; one that moves tickets has a test of its own. A new family of commands is followed. */
const aboutNoTicket =
  /^(ticket\.open|(insight|person|department|storefront|policy|shop|shopper|demo|photo|job|session|staff|link)\..+)$/;

describe("views follow entries", () => {
  let house: TestHouse;
  let scene: ShopScene;
  before(async () => {
    house = await createTestHouse();
    scene = await createShopScene(house);
  });
  after(() => house.close());

  async function resume(ticketId: string, after: number | null, caller: Caller): Promise<TicketResumed> {
    const [actor] = await loadActors(house.reader, [caller], house.clock.now());
    return resumeTicket(house.reader, ticketId, after, actor ?? { kind: "anonymous" });
  }

  async function ticketOf(input: unknown): Promise<string> {
    const named = input as {
      ticketId?: string;
      request?: { ticketId: string };
      remedyId?: string;
      escalationId?: string;
    };
    const direct = named.ticketId ?? named.request?.ticketId;
    if (direct !== undefined) return direct;
    const [table, id] =
      named.remedyId === undefined ? ["escalations", named.escalationId] : ["remedies", named.remedyId];
    const [row] = await house.reader.sql<{ ticketId: string }>(
      `SELECT \`ticketId\` FROM \`${table}\` WHERE \`id\` = ?`,
      [id],
    );
    if (row === undefined) throw new Error("the command names no ticket");
    return row.ticketId;
  }

  async function followThrough(row: Row): Promise<void> {
    const who = actorNames.find((name) => verdictOf(row, name) === "done");
    if (who === undefined) throw new Error(`nobody may ${row.name}`);
    const input = await row.prepare(scene, who);
    const ticketId = await ticketOf(input);
    await followReaders(ticketId, row.endsInvitation === true, () =>
      house.run(commandOf(row.name), input, scene.callers[who]),
    );
  }

  /** Every reader who may see the ticket: their view of before, brought up to date, is the view of after. */
  async function followReaders(ticketId: string, endsInvitation: boolean, act: () => Promise<unknown>) {
    const before = new Map<(typeof readers)[number], TicketResumed>();
    for (const reader of readers) {
      const seen = await resume(ticketId, null, scene.callers[reader]).catch(() => null);
      if (seen !== null) before.set(reader, seen);
    }
    house.clock.advance(1000);
    await act();
    for (const [reader, old] of before) {
      const caller = scene.callers[reader];
      if (reader === "invited" && endsInvitation) {
        expect((await refusalOf(resume(ticketId, null, caller))).code).to.equal("not_found");
        continue;
      }
      if (old.resumed.kind !== "snapshot") throw outOfTurn;
      const missed = await resume(ticketId, old.resumed.view.seq, caller);
      const fresh = await resume(ticketId, null, caller);
      if (fresh.resumed.kind !== "snapshot") throw outOfTurn;
      expect(follow(old, missed), `as the ${reader} sees it`).to.deep.equal(fresh.resumed.view);
    }
    expect(before.has("agent")).to.equal(true);
  }

  for (const row of rows.filter(({ name }) => !aboutNoTicket.test(name))) {
    it(`after ${row.name}`, () => followThrough(row));
  }

  it("after shopper.adopt-tickets", async () => {
    const { anonymous, shopper } = scene.shoppers;
    const { ticketId } = await runAs<{ ticketId: string }>(scene, "anonymous", "ticket.open", {
      text: "Hello",
      photoIds: [],
    });
    await followReaders(ticketId, false, () =>
      runAs(scene, "system", "shopper.adopt-tickets", {
        fromShopperId: anonymous.shopperId,
        toShopperId: shopper.shopperId,
      }),
    );
  });
});
