import { expect } from "chai";
import fc from "fast-check";
import { formOf } from "../../agent-console/remedy/kind-forms.ts";
import {
  grantableMinor,
  type PanelFacts,
  type PanelState,
  panelState,
} from "../../agent-console/remedy/panel-state.ts";
import type { HeadroomLimit } from "../../backend/contract/policy.ts";
import type { CaseOrder, OfferedVariant } from "../../backend/contract/queries/console.ts";

const order: CaseOrder = {
  orderId: "o",
  number: "#1",
  assurance: "verified",
  financialStatus: "paid",
  isCancelled: false,
  hasCustomer: true,
  orderedAt: 0,
  currency: "USD",
  totalMinor: 20000,
  paidMinor: 20000,
  refundedMinor: 5000,
  refundableMinor: 15000,
  paymentHint: "",
  shippingAddress: "",
  lines: [
    {
      lineId: "a",
      sku: "A",
      title: "Cup",
      variant: "",
      quantity: 2,
      worthMinor: 4000,
      reshippable: 1,
      returnable: 2,
      isSent: true,
      inStock: 3,
    },
    {
      lineId: "b",
      sku: "B",
      title: "Bowl",
      variant: "",
      quantity: 4,
      worthMinor: 9000,
      reshippable: 4,
      returnable: 4,
      isSent: false,
      inStock: 2,
    },
  ],
  shipments: [],
};

const limit = (roomMinor: number, dimension: HeadroomLimit["dimension"] = "order_cap"): HeadroomLimit => ({
  dimension,
  ruleId: "r",
  limitMinor: 30000,
  used: 0,
  roomMinor,
  sentence: null,
});

const headroomOf = (limits: HeadroomLimit[], linesWorthMinor = 0) => ({
  policyVersion: 1,
  currency: "USD",
  grantableMinor: 0,
  refundableMinor: 15000,
  dayLeftMinor: null,
  limits,
  evidence: { isAsked: false, ofPackaging: false, ruleId: null, isAudit: false },
  approvers: ["Zhao"],
  linesWorthMinor,
});

const facts = (part: Partial<PanelFacts>): PanelFacts => ({
  remedy: "refund",
  order,
  lines: [],
  typed: { kind: "amount", amountMinor: 10000 },
  headroom: headroomOf([limit(10000)], 4000),
  mayGrant: null,
  isResolved: false,
  form: formOf(part.remedy ?? "refund", "variant"),
  variant: null,
  quantity: 1,
  isDifferenceWaived: false,
  isAddressComplete: true,
  isPaymentNamed: true,
  mayExceedBought: false,
  ...part,
});
const amount = (amountMinor: number) => ({ kind: "amount", amountMinor }) as const;
const why = (state: PanelState) => (state.kind === "impossible" ? state.impossible.why : state.kind);

describe("the remedy panel", () => {
  it("grants up to the room of the tightest limit, and asks for one minor unit more", () => {
    expect(panelState(facts({})).kind).to.equal("grant");
    const over = panelState(facts({ typed: amount(10001) }));
    expect(over).to.include({ kind: "ask", amountMinor: 10001 });
  });

  it("waits for new figures where the rules at hand do not agree with them", () => {
    expect(panelState(facts({ mayGrant: () => true })).kind).to.equal("grant");
    expect(panelState(facts({ mayGrant: (minor) => minor < 10000 })).kind).to.equal("asking");
  });

  it("says that a rule refuses it, in the rule's words, offers nobody to ask, and knows what was asked for", () => {
    const refusal = { ...limit(0, "refusal"), sentence: "Sold as seen." };
    const asked = facts({ typed: amount(700), headroom: headroomOf([refusal]) });
    expect(panelState(asked)).to.deep.equal({
      kind: "impossible",
      impossible: { why: "refused", sentence: "Sold as seen.", amountMinor: 700, lines: asked.lines },
    });
  });

  it("names the tightest of the limits that stand in the way", () => {
    const limits = [limit(9000), limit(2000, "evidence"), limit(12000, "day_budget")];
    const state = panelState(facts({ headroom: headroomOf(limits) }));
    expect(state.kind === "ask" && state.obstacle?.dimension).to.equal("evidence");
  });

  it("says that no more than what is left of the order can go back, before any limit", () => {
    expect(panelState(facts({ typed: amount(15001) }))).to.deep.equal({
      kind: "impossible",
      impossible: { why: "over_refundable", leftMinor: 15000 },
    });
  });

  it("follows the ticked lines until something is typed", () => {
    const lines = [{ lineId: "a", quantity: 1 }];
    const followed = panelState(facts({ lines, typed: null, headroom: headroomOf([limit(9000)], 2000) }));
    expect(followed).to.deep.equal({ kind: "grant", amountMinor: 2000, lines, isAboveLines: false });
  });

  it("books on the whole order what is above the lines' worth", () => {
    const lines = [{ lineId: "a", quantity: 1 }];
    const state = panelState(
      facts({ lines, typed: amount(2001), headroom: headroomOf([limit(9000)], 2000) }),
    );
    expect(state).to.deep.equal({ kind: "grant", amountMinor: 2001, lines: [], isAboveLines: true });
  });

  it("offers nothing for what is no amount, nothing or zero", () => {
    for (const typed of [{ kind: "empty" }, { kind: "not_an_amount" }, amount(0), null] as const) {
      expect(panelState(facts({ typed })).kind).to.equal("incomplete");
    }
  });

  it("is not possible on a resolved ticket, an unpaid order and one that has gone back whole", () => {
    expect(why(panelState(facts({ isResolved: true })))).to.equal("resolved");
    expect(why(panelState(facts({ order: { ...order, paidMinor: 0, refundableMinor: 0 } })))).to.equal(
      "not_paid",
    );
    expect(why(panelState(facts({ order: { ...order, refundableMinor: 0 } })))).to.equal("nothing_left");
  });

  it("reships what is in stock and was not sent again before, else says why not", () => {
    const reship = (lineId: string, quantity: number, part: Partial<PanelFacts> = {}) =>
      panelState(facts({ remedy: "reship", typed: null, lines: [{ lineId, quantity }], ...part }));
    expect(why(reship("a", 1))).to.equal("grant");
    expect(why(reship("a", 2))).to.equal("over_bought");
    expect(why(reship("a", 2, { mayExceedBought: true }))).to.equal("grant");
    expect(why(reship("b", 3))).to.equal("out_of_stock");
    expect(why(panelState(facts({ remedy: "reship", lines: [] })))).to.equal("incomplete");
  });

  const offered = (differenceMinor: number, inStock: number | null = 5): OfferedVariant => ({
    sku: "C",
    title: "Cup",
    variant: "small",
    priceMinor: 1000,
    inStock,
    differenceMinor,
  });
  const misses = (part: Partial<PanelFacts>) => {
    const state = panelState(facts({ typed: null, ...part }));
    return state.kind === "incomplete" ? state.misses : why(state);
  };

  it("exchanges one line that was sent for a variant, and waives what it is dearer by only when told to", () => {
    const one = { remedy: "exchange", lines: [{ lineId: "a", quantity: 1 }] } as const;
    const lines = [...one.lines];
    expect(misses({ remedy: "exchange", lines: [] })).to.equal("one_line");
    expect(misses({ remedy: "exchange", lines })).to.equal("variant");
    expect(misses({ remedy: "exchange", lines, variant: offered(-500) })).to.equal("waiver");
    expect(misses({ remedy: "exchange", lines, variant: offered(-500), isDifferenceWaived: true })).to.equal(
      "grant",
    );
    expect(misses({ remedy: "exchange", lines, variant: offered(500) })).to.equal("grant");
    expect(misses({ remedy: "exchange", lines, variant: offered(0, 0) })).to.equal("out_of_stock");
    expect(
      misses({ remedy: "exchange", lines: [{ lineId: "b", quantity: 1 }], variant: offered(0) }),
    ).to.equal("not_sent");
  });

  it("cancels what was not sent, and takes back only what was", () => {
    expect(misses({ remedy: "cancellation", lines: [{ lineId: "b", quantity: 1 }] })).to.equal("grant");
    expect(misses({ remedy: "cancellation", lines: [] })).to.equal("already_sent");
    expect(misses({ remedy: "return_refund", lines: [{ lineId: "a", quantity: 1 }] })).to.equal("grant");
    expect(misses({ remedy: "return_refund", lines: [] })).to.equal("lines");
    const gone = { headroom: headroomOf([limit(10000)], 0), mayGrant: () => true };
    const returned = { remedy: "return_refund", lines: [{ lineId: "a", quantity: 1 }], ...gone } as const;
    expect(misses({ ...returned, lines: [...returned.lines] })).to.equal("nothing_left");
    expect(misses({ remedy: "return_refund", lines: [{ lineId: "b", quantity: 1 }] })).to.equal("not_sent");
  });

  it("promises value to somebody the shop knows, at most what the order came to", () => {
    expect(misses({ remedy: "store_credit", typed: amount(900) })).to.equal("grant");
    expect(misses({ remedy: "points", typed: { kind: "empty" } })).to.equal("points");
    expect(misses({ remedy: "store_credit", typed: amount(20001) })).to.equal("over_worth");
    expect(misses({ remedy: "points", typed: amount(9), order: { ...order, hasCustomer: false } })).to.equal(
      "no_customer",
    );
    expect(misses({ remedy: "address_correction", isAddressComplete: false })).to.equal("address");
    expect(misses({ remedy: "gift" })).to.equal("variant");
    expect(misses({ remedy: "gift", variant: offered(0, 1), quantity: 2 })).to.equal("out_of_stock");
  });

  it("grants exactly what its headroom sentence says", () => {
    const rooms = fc.array(fc.integer({ min: 0, max: 20000 }), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(rooms, fc.integer({ min: 1, max: 15000 }), (found, amountMinor) => {
        const headroom = headroomOf(found.map((room) => limit(room)));
        const state = panelState(facts({ headroom, typed: amount(amountMinor) }));
        const isWithin = amountMinor <= grantableMinor(headroom, order.refundableMinor);
        expect(state.kind).to.equal(isWithin ? "grant" : "ask");
      }),
    );
  });
});
