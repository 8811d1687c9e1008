import { expect } from "chai";
import fc from "fast-check";
import type { RemedyRequest } from "../../backend/contract/commands/remedies.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { HeadroomAnswer } from "../../backend/contract/queries/console.ts";
import { type RemedyKind, remedyKinds } from "../../backend/contract/vocabulary.ts";
import type { PersonActor } from "../../backend/core/actor.ts";
import { newId } from "../../backend/core/ids.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { choiceOf } from "../../backend/remedies/executors/executors.ts";
import { readExplanation } from "../../backend/remedies/read-explanation.ts";
import { readHeadroom } from "../../backend/remedies/read-headroom.ts";
import { ruleOf } from "../support/policies.ts";
import { type KindSituation, requestFor, situationFor } from "../support/remedy-kinds.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";

const runs = 14;
const beyondLimits = ["approval_required", "refused_by_rule"];

/** By how much a cap is over what is used and asked; null: there is no such cap. */
const slack = fc.option(fc.constantFrom(-1, 0, 1, 700), { freq: 1 });
const conditions = fc.constantFrom("none", "none", "type", "other type", "bought sku", "given sku");

const drawnRule = fc.record({
  effect: fc.constantFrom<PolicyRule["effect"]["kind"]>(
    "grant",
    "grant",
    "grant",
    "grant",
    "approval",
    "refuse",
  ),
  about: conditions,
  perOrder: fc.constantFrom(-1, 0, 1, 700),
  perRequest: slack,
  perDay: slack,
  perWeek: slack,
  perTeamMonth: slack,
  perCustomer: slack,
  orderShare: fc.option(fc.integer({ min: 0, max: 100 }), { freq: 1 }),
  quantity: fc.option(fc.integer({ min: 0, max: 3 }), { freq: 1 }),
  photoAbove: slack,
  packagingPhoto: fc.boolean(),
  auditShare: fc.constantFrom(0, 0, 50),
});
type DrawnRule = typeof drawnRule extends fc.Arbitrary<infer T> ? T : never;

describe("headroom, through the commands", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const agent = async () =>
    (await loadActors(at.house.reader, [at.scene.callers.agent], at.house.clock.now()))[0] as PersonActor;

  /** As the panel asks before anything is promised: with what is ticked and picked. */
  async function headroomOf(request: RemedyRequest): Promise<HeadroomAnswer> {
    const input = readHeadroom.input.parse({ ...request, ...choiceOf(request) });
    return readHeadroom.read(at.house.reader, input, await agent(), at.house.clock.now());
  }
  async function explained(request: RemedyRequest, amountMinor: number) {
    const input = readExplanation.input.parse({ ...request, ...choiceOf(request), amountMinor });
    return (await readExplanation.read(at.house.reader, input, await agent(), at.house.clock.now())).answer;
  }

  /** Null where it was granted, else why not. */
  async function refusedAs(request: RemedyRequest): Promise<string | null> {
    try {
      await at.as("agent", "remedy.grant", { request });
      return null;
    } catch (error) {
      if (error instanceof Refusal) return error.code;
      throw error;
    }
  }

  async function used(scope: string): Promise<number> {
    const { reservedMinor, committedMinor } = await at.budget(scope);
    return reservedMinor + committedMinor;
  }

  /** Caps around what this very request would reach, so that they are met, missed and met exactly. */
  async function ruleFrom(drawn: DrawnRule, kind: RemedyKind, situation: KindSituation, amountMinor: number) {
    const over = (usedMinor: number, by: number | null) =>
      by === null ? ({} as Record<string, number>) : { CNY: Math.max(0, usedMinor + amountMinor + by) };
    const isGrant = drawn.effect === "grant";
    const skuOf = { "bought sku": situation.lines[0]?.sku ?? "", "given sku": situation.cheaper.sku };
    const customer = over(await used("customer"), drawn.perCustomer);
    const caps = {
      perRequest: over(0, drawn.perRequest),
      perWeek: over(await used("person-week"), drawn.perWeek),
      perTeamMonth: over(await used("team-month"), drawn.perTeamMonth),
      perCustomer: drawn.perCustomer === null ? null : { days: 30, amounts: customer },
      orderShare: drawn.orderShare,
      quantity: drawn.quantity,
    };
    return ruleOf({
      id: newId(),
      roles: ["agent"],
      remedy: kind,
      reasons: [],
      verifiedOrderOnly: false,
      when: {
        productTypes: drawn.about === "type" ? ["cups"] : drawn.about === "other type" ? ["pots"] : [],
        skus: drawn.about === "bought sku" || drawn.about === "given sku" ? [skuOf[drawn.about]] : [],
      },
      effect:
        drawn.effect === "approval"
          ? { kind: "approval", chain: [{ kind: "role", role: "supervisor" }] }
          : drawn.effect === "refuse"
            ? { kind: "refuse", sentence: "Not this one." }
            : { kind: "grant" },
      perOrder: isGrant ? over(0, drawn.perOrder) : {},
      perDay: isGrant ? over(await used("person-day"), drawn.perDay) : {},
      ...(isGrant ? { caps } : {}),
      photoAbove: isGrant ? over(0, drawn.photoAbove) : {},
      photoAboveTrusted: {},
      packagingPhoto: drawn.packagingPhoto,
      auditShare: isGrant ? drawn.auditShare : 0,
    });
  }

  /** Who types an amount may grant exactly the headroom, and not one minor unit more. */
  async function expectExactTyped(
    request: Extract<RemedyRequest, { remedy: "refund" | "store_credit" | "points" }>,
  ) {
    const of = (amountMinor: number): RemedyRequest =>
      request.remedy === "points" ? { ...request, points: amountMinor } : { ...request, amountMinor };
    const headroom = await headroomOf(request);
    const { grantableMinor, refundableMinor } = headroom;
    const isLimited = grantableMinor < refundableMinor;
    if (isLimited) expect(await refusedAs(of(grantableMinor + 1))).to.be.oneOf(beyondLimits);
    else expect(await refusedAs(of(refundableMinor + 1))).to.be.a("string");
    if (isLimited) expect(await explained(request, grantableMinor + 1)).to.not.equal("grant");
    if (grantableMinor === 0) return;
    expect(await explained(request, grantableMinor)).to.equal("grant");
    expect(await refusedAs(of(grantableMinor))).to.equal(null);
  }

  /** What is measured is granted when, and only when, it is within the headroom. */
  async function expectExactMeasured(request: RemedyRequest) {
    const { grantableMinor, linesWorthMinor } = await headroomOf(request);
    const isWithin = grantableMinor >= linesWorthMinor;
    expect((await explained(request, linesWorthMinor)) === "grant").to.equal(isWithin);
    const refused = await refusedAs(request);
    if (!isWithin) return expect(refused).to.be.oneOf(beyondLimits);
    expect(refused).to.equal(null);
    const [granted] = await at.house.reader.sql<{ amountMinor: number }>(
      "SELECT `amountMinor` FROM `remedies` WHERE `ticketId` = ? ORDER BY `id` DESC LIMIT 1",
      [request.ticketId],
    );
    expect(Number(granted?.amountMinor)).to.equal(linesWorthMinor);
  }

  for (const kind of remedyKinds) {
    it(`is exact for ${kind}`, async () => {
      const property = fc.asyncProperty(
        fc.array(drawnRule, { minLength: 1, maxLength: 3 }),
        fc.nat(),
        async (drawn, pick) => {
          const situation = await situationFor(at, kind);
          const offered = requestsFor(kind, situation);
          const request = offered[pick % offered.length] as RemedyRequest;
          await at.publish([]);
          const { linesWorthMinor } = await headroomOf(request);
          const amountMinor = linesWorthMinor === 0 ? 1500 : linesWorthMinor;
          const rules = [];
          for (const each of drawn) rules.push(await ruleFrom(each, kind, situation, amountMinor));
          await at.publish(rules);
          if (request.remedy === "refund" || request.remedy === "store_credit" || request.remedy === "points")
            await expectExactTyped(request);
          else await expectExactMeasured(request);
        },
      );
      await fc.assert(property, { numRuns: runs });
    });
  }
});

/** The one that every kind has, and those that are measured otherwise. */
function requestsFor(kind: RemedyKind, situation: KindSituation): RemedyRequest[] {
  const plain = requestFor(kind, situation);
  const { lines, dearer } = situation;
  const cup = lines[0]?.id ?? "";
  const pot = lines[1]?.id ?? "";
  const two = [{ lineId: cup, quantity: 2 }];
  switch (plain.remedy) {
    case "refund":
      return [plain, { ...plain, lines: two }, { ...plain, lines: [...two, { lineId: pot, quantity: 1 }] }];
    case "reship":
    case "return_refund":
      return [plain, { ...plain, lines: two }, { ...plain, lines: [{ lineId: pot, quantity: 1 }] }];
    case "cancellation":
      return [plain, { ...plain, lines: two }, { ...plain, lines: [] }];
    case "exchange": {
      const waived = { ...plain, sku: dearer.sku, isDifferenceWaived: true };
      return [plain, { ...plain, lines: two }, waived, { ...waived, lines: two }];
    }
    case "order_change": {
      const change = { what: "variant", lineId: cup, sku: dearer.sku, isDifferenceWaived: true } as const;
      const other = { what: "payment", paymentMethod: "Cash" } as const;
      return [plain, { ...plain, change }, { ...plain, change: other }];
    }
    case "gift":
      return [plain, { ...plain, quantity: 3 }, { ...plain, sku: dearer.sku, quantity: 2 }];
    default:
      return [plain];
  }
}
