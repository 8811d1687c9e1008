import { expect } from "chai";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import { decisions } from "../../backend/authority/tables.ts";
import type { RemedyRequest } from "../../backend/contract/commands/remedies.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { RefusalDetails } from "../../backend/contract/refusals.ts";
import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import { newId } from "../../backend/core/ids.ts";
import { Refusal } from "../../backend/core/refusal.ts";
import { refusalOf } from "../support/executor.ts";
import { behave } from "../support/fake-merchant.ts";
import { ruleOf } from "../support/policies.ts";
import { addVariant, type KindSituation, requestFor, situationFor } from "../support/remedy-kinds.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";

describe("a rule that names products or pieces", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  const rule = (remedy: RemedyKind, over: Partial<PolicyRule>): PolicyRule => {
    const all = { reasons: [], verifiedOrderOnly: false, perDay: {}, photoAbove: {}, photoAboveTrusted: {} };
    return {
      ...ruleOf({ id: newId(), roles: ["agent"], remedy, perOrder: { CNY: 100_000 }, ...all }),
      ...over,
    };
  };
  const only = (remedy: RemedyKind, when: Partial<PolicyRule["when"]>): PolicyRule => {
    const plain = rule(remedy, {});
    return { ...plain, when: { ...plain.when, ...when } };
  };
  const atMost = (remedy: RemedyKind, quantity: number): PolicyRule => {
    const plain = rule(remedy, {});
    return { ...plain, caps: { ...plain.caps, quantity } };
  };
  const grant = (request: RemedyRequest) => at.as<{ remedyId: string }>("agent", "remedy.grant", { request });

  /** The dimensions that stand in the way; empty where it is granted. */
  async function inTheWay(request: RemedyRequest): Promise<string[]> {
    try {
      await grant(request);
      return [];
    } catch (error) {
      if (!(error instanceof Refusal) || error.code !== "approval_required") throw error;
      const { obstacles } = error.details as RefusalDetails["approval_required"];
      return obstacles.map(({ dimension }) => dimension);
    }
  }

  describe("of a gift, is about what is given", () => {
    it("by type: what the shopper has bought does not count", async () => {
      await at.publish([only("gift", { productTypes: ["samples"] })]);
      const situation = await situationFor(at, "gift");
      const sample = await addVariant(at, situation.cheaper, { productType: "samples" });
      const plain = requestFor("gift", situation);
      expect(await inTheWay(plain)).to.deep.equal(["no_rule"]);
      expect(await inTheWay({ ...plain, sku: sample.sku } as RemedyRequest)).to.deep.equal([]);
    });

    it("by SKU, and a refusal by SKU too", async () => {
      const situation = await situationFor(at, "gift");
      const { cheaper, dearer } = situation;
      const no = only("gift", { skus: [dearer.sku] });
      const refusal = { ...no, perOrder: {}, effect: { kind: "refuse", sentence: "Not that one." } } as const;
      await at.publish([only("gift", { skus: [cheaper.sku, dearer.sku] }), refusal]);
      const plain = requestFor("gift", situation);
      const other = grant({ ...plain, sku: dearer.sku } as RemedyRequest);
      expect((await refusalOf(other)).code).to.equal("refused_by_rule");
      expect(await inTheWay(plain)).to.deep.equal([]);
    });

    it("in pieces", async () => {
      await at.publish([atMost("gift", 2)]);
      const plain = requestFor("gift", await situationFor(at, "gift"));
      expect(await inTheWay({ ...plain, quantity: 3 } as RemedyRequest)).to.deep.equal(["quantity"]);
      expect(await inTheWay({ ...plain, quantity: 2 } as RemedyRequest)).to.deep.equal([]);
    });
  });

  for (const kind of ["exchange", "order_change"] as const) {
    it(`of ${kind}, is about the bought line, not about what takes its place`, async () => {
      const situation = await situationFor(at, kind);
      const request = requestFor(kind, situation);
      const given = await addVariant(at, situation.cheaper, { productType: "samples" });
      const swap = withSku(request, given.sku);
      await at.publish([only(kind, { skus: [given.sku] })]);
      expect(await inTheWay(swap)).to.deep.equal(["no_rule"]);
      await at.publish([only(kind, { productTypes: ["samples"] })]);
      expect(await inTheWay(swap)).to.deep.equal(["no_rule"]);
      await at.publish([only(kind, { skus: [boughtSku(situation)], productTypes: ["cups"] })]);
      expect(await inTheWay(swap)).to.deep.equal([]);
    });
  }

  it("counts all pieces of a line that is swapped as a whole", async () => {
    await at.publish([atMost("order_change", 1)]);
    const request = requestFor("order_change", await situationFor(at, "order_change"));
    expect(await inTheWay(request)).to.deep.equal(["quantity"]);
    await at.publish([atMost("order_change", 2)]);
    expect(await inTheWay(request)).to.deep.equal([]);
  });

  for (const kind of ["refund", "store_credit", "points"] as const) {
    it(`counts all pieces of the order for ${kind} without lines, and says of how many it is`, async () => {
      await at.publish([atMost(kind, 2)]);
      const request = requestFor(kind, await situationFor(at, kind));
      const refusal = await refusalOf(grant(request));
      const { explanation, grantableMinor } = refusal.details as RefusalDetails["approval_required"];
      expect(explanation.limits.filter(({ isInTheWay }) => isInTheWay)).to.deep.include.members([
        {
          ...{ dimension: "quantity", ruleId: explanation.limits[0]?.ruleId, sentence: null },
          ...{ limitMinor: 2, used: 3, roomMinor: 0, isInTheWay: true },
        },
      ]);
      expect(grantableMinor).to.equal(0);
      await at.publish([atMost(kind, 3)]);
      expect(await inTheWay(request)).to.deep.equal([]);
    });
  }

  it("gives money back on the line that is named where the whole order is of too many pieces", async () => {
    await at.publish([atMost("refund", 2)]);
    const situation = await situationFor(at, "refund");
    const lines = [{ lineId: situation.lines[0]?.id ?? "", quantity: 1 }];
    expect(await inTheWay({ ...requestFor("refund", situation), lines } as RemedyRequest)).to.deep.equal([]);
  });

  it("refuses money back by product when lines are left out, or another line is named beside it", async () => {
    const situation = await situationFor(at, "refund");
    const [cup, pot] = situation.lines.map(({ id }) => ({ lineId: id, quantity: 1 }));
    const no = only("refund", { skus: [boughtSku(situation)] });
    const refusal = { ...no, perOrder: {}, effect: { kind: "refuse", sentence: "Not these." } } as const;
    await at.publish([rule("refund", {}), refusal]);
    const plain = requestFor("refund", situation);
    const of = (lines: unknown[]) => grant({ ...plain, lines } as RemedyRequest);
    for (const lines of [[], [cup], [cup, pot]])
      expect((await refusalOf(of(lines))).code).to.equal("refused_by_rule");
    await of([pot]);
  });

  it("limits money back by product when lines are left out", async () => {
    const situation = await situationFor(at, "refund");
    const tight = { ...only("refund", { skus: [boughtSku(situation)] }), perOrder: { CNY: 1000 } };
    await at.publish([rule("refund", {}), tight]);
    const plain = requestFor("refund", situation);
    const lines = [{ lineId: situation.lines[1]?.id ?? "", quantity: 1 }];
    expect(await inTheWay(plain)).to.deep.equal(["order_cap"]);
    expect(await inTheWay({ ...plain, lines } as RemedyRequest)).to.deep.equal([]);
  });

  it("counts everything of an order that is cancelled as a whole", async () => {
    await at.publish([atMost("cancellation", 2)]);
    const situation = await situationFor(at, "cancellation");
    const whole = { ...requestFor("cancellation", situation), lines: [] } as RemedyRequest;
    expect(await inTheWay(whole)).to.deep.equal(["quantity"]);
    await at.publish([atMost("cancellation", 3)]);
    expect(await inTheWay(whole)).to.deep.equal([]);
  });

  for (const kind of ["order_change", "cancellation", "gift", "exchange"] as const) {
    it(`sees of ${kind} the same when it is tried again, and draws for the audit no second time`, async () => {
      await at.publish([rule(kind, {})]);
      const situation = await situationFor(at, kind);
      const plain = requestFor(kind, situation);
      const request = kind === "cancellation" ? ({ ...plain, lines: [] } as RemedyRequest) : plain;
      await at.work();
      at.merchant.next(behave.fails);
      const { remedyId } = await grant(request);
      await at.work();
      await at.as("agent", "remedy.retry", { remedyId });
      const made = await at.house.reader.many(decisions, {
        where: { remedyId },
        order: { id: "ASC" },
        take: 9,
      });
      const [first, again] = made.map(({ facts }) => {
        const { products, quantity, auditDraw } = facts as DecisionFacts;
        return { products, quantity, auditDraw };
      });
      expect(made).to.have.lengthOf(2);
      expect(again).to.deep.equal(first);
    });
  }
});

const boughtSku = ({ lines }: KindSituation): string => lines[0]?.sku ?? "";

function withSku(request: RemedyRequest, sku: string): RemedyRequest {
  if (request.remedy === "exchange") return { ...request, sku };
  if (request.remedy !== "order_change" || request.change.what !== "variant")
    throw new Error("nothing is swapped");
  return { ...request, change: { ...request.change, sku } };
}
