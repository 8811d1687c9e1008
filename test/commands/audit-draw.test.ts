import { expect } from "chai";
import { decisions } from "../../backend/authority/tables.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { newId } from "../../backend/core/ids.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readHeadroom } from "../../backend/remedies/read-headroom.ts";
import { ruleOf } from "../support/policies.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { openTicket, refundOf, type Situation } from "../support/situations.ts";

describe("the audit's draw", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
    const open = { roles: ["agent" as const], reasons: [], verifiedOrderOnly: false, perDay: {} };
    const none = { photoAbove: {}, photoAboveTrusted: {} };
    await at.publish([
      ruleOf({ id: newId(), ...open, ...none, remedy: "refund", perOrder: { CNY: 1_000_000 } }),
    ]);
  });
  after(() => at.close());

  const drawOf = async ({ ticketId, order }: Situation, chosen: readonly { id: string }[]) => {
    const lines = chosen.map(({ id }) => ({ lineId: id, quantity: 1 }));
    const asked = { ticketId, orderId: order.id, remedy: "refund", reason: "broken", lines };
    const input = readHeadroom.input.parse(asked);
    const now = at.house.clock.now();
    const [actor] = await loadActors(at.house.reader, [at.scene.callers.agent], now);
    const { subject } = await readHeadroom.read(at.house.reader, input, actor as PersonActor, now);
    return subject.auditDraw;
  };

  it("is one for an order, whichever lines are asked about and in whichever order", async () => {
    const situation = await openTicket(at.scene);
    const [first, second] = situation.lines;
    if (first === undefined || second === undefined) throw new Error("two lines are needed");
    const drawn = await Promise.all(
      [[], [first], [second], [first, second], [second, first]].map((lines) => drawOf(situation, lines)),
    );
    expect(new Set(drawn)).to.have.lengthOf(1);
    expect(await drawOf(await openTicket(at.scene), [])).not.to.equal(drawn[0]);
  });

  it("stays the same for what is given in parts", async () => {
    const situation = await openTicket(at.scene);
    const before = await drawOf(situation, []);
    for (const amountMinor of [100, 250]) {
      await at.as("agent", "remedy.grant", { request: refundOf(situation, amountMinor) });
    }
    const { ticketId } = situation;
    const made = await at.house.reader.many(decisions, { where: { ticketId }, take: 9 });
    const drawn = made.map(({ facts }) => (facts as { auditDraw: number }).auditDraw);
    expect(drawn).to.deep.equal([before, before]);
  });
});
