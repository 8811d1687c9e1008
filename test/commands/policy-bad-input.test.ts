import { expect } from "chai";
import { policyDrafts } from "../../backend/authority/release-tables.ts";
import { policies } from "../../backend/authority/tables.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { RefusalDetails } from "../../backend/contract/refusals.ts";
import { newId } from "../../backend/core/ids.ts";
import { refusalOf } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { policyActs } from "../support/policy-acts.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";

const plain = (): PolicyRule =>
  ruleOf({
    id: newId(),
    roles: ["agent"],
    remedy: "refund",
    reasons: ["broken"],
    verifiedOrderOnly: false,
    perOrder: { CNY: 5000 },
    perDay: {},
    photoAbove: {},
    photoAboveTrusted: {},
  });

type Loose = Record<string, unknown>;
const withCaps = (set: Loose) => ({ caps: { ...plain().caps, ...set } });
const withCounts = (set: Loose) => withCaps({ counts: { ...plain().caps.counts, ...set } });
const when = (set: Loose) => ({ when: { ...plain().when, ...set } });
const season = (set: Loose) => ({
  schedules: [{ id: newId(), label: "Peak", from: 1, until: 2, percent: 150, ...set }],
});
const approval = (chain: unknown[]) => ({ effect: { kind: "approval", chain }, perOrder: {} });

/** What no amount of minor units is. */
const noAmounts: unknown[] = [
  Number.NaN,
  Number.POSITIVE_INFINITY,
  -1,
  0.5,
  1e21,
  1_000_000_000_001,
  "5000",
  null,
  true,
  [5000],
];
const money: [name: string, set: (amounts: Loose) => Loose][] = [
  ["perOrder", (perOrder) => ({ perOrder })],
  ["perDay", (perDay) => ({ perDay })],
  ["photoAbove", (photoAbove) => ({ photoAbove })],
  ["photoAboveTrusted", (photoAboveTrusted) => ({ photoAboveTrusted })],
  ["perRequest", (perRequest) => withCaps({ perRequest })],
  ["perWeek", (perWeek) => withCaps({ perWeek })],
  ["perTeamMonth", (perTeamMonth) => withCaps({ perTeamMonth })],
  ["perCustomer", (amounts) => withCaps({ perCustomer: { days: 30, amounts } })],
  ["given", (atMost) => when({ given: { days: 30, atMost } })],
];
const noCounts = [Number.NaN, Number.POSITIVE_INFINITY, -1, 1.5, 1e21, "3"];
const noDays = [0, -1, 731, 1.5, Number.NaN];
const noShares = [-1, 101, 50.5, Number.NaN, "50"];

/** What is not even understood. */
const malformed: [what: string, over: Loose][] = [
  ...money.flatMap(([name, set]) =>
    noAmounts.map((value): [string, Loose] => [`${name} of ${String(value)}`, set({ CNY: value })]),
  ),
  ...["cny", "CNYY", "¥", "constructor", ""].map((currency): [string, Loose] => [
    `a currency "${currency}"`,
    { perOrder: Object.fromEntries([[currency, 1]]) },
  ]),
  ...noCounts.flatMap((count): [string, Loose][] => [
    [`quantity of ${count}`, withCaps({ quantity: count })],
    [`perOrder of ${count} remedies`, withCounts({ perOrder: count })],
    [`perDay of ${count} remedies`, withCounts({ perDay: count })],
    [`claims of ${count}`, when({ claims: { days: 30, atMost: count } })],
    [`an age of ${count}`, when({ orderAgeDays: { atLeast: null, atMost: count } })],
  ]),
  ...noDays.flatMap((days): [string, Loose][] => [
    [`a window of ${days} days`, withCaps({ perCustomer: { days, amounts: {} } })],
    [`a window of ${days} days for remedies`, withCounts({ perCustomer: { days, atMost: 1 } })],
    [`a window of ${days} days for claims`, when({ claims: { days, atMost: 1 } })],
    [`a window of ${days} days for what was given`, when({ given: { days, atMost: {} } })],
  ]),
  ...noShares.flatMap((share): [string, Loose][] => [
    [`${share} % of the order`, withCaps({ orderShare: share })],
    [`${share} % audited`, { auditShare: share }],
  ]),
  ...[-1, 1001, 1.5, Number.NaN].map((percent): [string, Loose] => [
    `a season of ${percent} %`,
    season({ percent }),
  ]),
  ["a season from no moment", season({ from: Number.NaN })],
  ["a season from before there was time", season({ from: -1 })],
  ["a season until no date that there is", season({ until: 8_640_000_000_000_001 })],
  ["a season without a name", season({ label: "  " })],
  ["eleven seasons", { schedules: Array.from({ length: 11 }, () => season({}).schedules[0]) }],
  ["a remedy without an executor", { remedy: "apology" }],
  ["a reason that there is not", { reasons: ["envy"] }],
  ["a role that there is not", { roles: ["shopper"] }],
  ["a person who is no id", { personIds: ["Sue"] }],
  ["an id that is none", { id: "rule" }],
  ["a channel that there is not", when({ channels: ["fax"] })],
  ["too many SKUs", when({ skus: Array.from({ length: 501 }, (_, i) => `S${i}`) })],
  ["a refusal without a sentence", { effect: { kind: "refuse", sentence: " " } }],
  ["a sentence of 1 MB", { effect: { kind: "refuse", sentence: "x".repeat(1_000_000) } }],
  ["an effect that there is not", { effect: { kind: "shrug" } }],
  ["an approval of nobody", approval([])],
  ["an approval of too many", approval(Array.from({ length: 6 }, () => ({ kind: "role", role: "admin" })))],
  ["an approval of an agent", approval([{ kind: "role", role: "agent" }])],
  ["no conditions at all", { when: null }],
  ["no remedy", { remedy: undefined }],
];

describe("limits that make no sense", () => {
  let at: RemedyScene;
  let acts: ReturnType<typeof policyActs>;
  before(async () => {
    at = await createRemedyScene();
    acts = policyActs(at);
  });
  after(() => at.close());

  const rulesWith = (over: Loose) => [{ ...plain(), ...over }] as PolicyRule[];
  const kept = async () => {
    const { storefrontId } = acts;
    return [
      await at.house.reader.count(policies, { storefrontId }),
      await at.house.reader.count(policyDrafts, { storefrontId }),
    ];
  };

  it("are neither saved nor published where they are not even understood, and the field is named", async () => {
    const before = await kept();
    for (const [what, over] of malformed) {
      for (const attempt of [acts.save, acts.publish]) {
        const refusal = await refusalOf(attempt(rulesWith(over)));
        expect(refusal.code, what).to.equal("malformed");
        const { issues } = refusal.details as RefusalDetails["malformed"];
        expect(issues[0]?.path, what).to.match(/^rules\.0\b/);
      }
    }
    expect(await kept()).to.deep.equal(before);
  });

  it("are at most two hundred rules, however they come", async () => {
    const rule = plain();
    const many = (length: number) => Array.from({ length }, () => ({ ...rule, id: newId() }));
    for (const length of [201, 10_000]) {
      expect((await refusalOf(acts.save(many(length)))).code, `${length}`).to.equal("malformed");
      expect((await refusalOf(acts.publish(many(length)))).code, `${length}`).to.equal("malformed");
    }
    expect((await acts.save(many(200))).revision).to.equal(1);
  });

  const contradictory: [what: string, over: Loose, problem: string][] = [
    ["a currency that there is not", { perOrder: { XYZ: 1 } }, "unknown_currency XYZ"],
    ["a season that ends before it begins", season({ from: 5, until: 4 }), "empty_schedule"],
    ["a season without an instant", season({ from: 5, until: 5 }), "empty_schedule"],
    ["a range that nothing is in", when({ orderAgeDays: { atLeast: 9, atMost: 8 } }), "empty_range"],
    ["nobody whom it is about", { roles: [] }, "nobody"],
    ["a cap in a currency that it does not cover", { perDay: { USD: 1 } }, "limit_without_cap USD"],
    ["no currency that it covers", { perOrder: {} }, "no_currency"],
    ["more asked of who is trusted", { photoAboveTrusted: { CNY: 1 } }, "trusted_below_untrusted CNY"],
    ["an approver who is not there", approval([{ kind: "person", personId: newId() }]), "no_approver"],
    [
      "a department that is not there",
      approval([{ kind: "department", departmentId: newId() }]),
      "no_approver",
    ],
  ];

  it("are kept in a draft where they contradict themselves, and published only when they do not", async () => {
    for (const [what, over, problem] of contradictory) {
      const draft = await acts.save(rulesWith(over));
      const problems = [`rule 1: ${problem}`];
      for (const attempt of [
        () => acts.publish(rulesWith(over)),
        () => acts.release(draft, "live"),
        () => acts.release(draft, "canary"),
        () => acts.release(draft, "shadow"),
      ]) {
        const refusal = await refusalOf(attempt());
        expect(refusal.code, what).to.equal("policy_problem");
        expect(refusal.details, what).to.deep.equal({ problems });
      }
      await at.as("supervisor", "policy.discard-draft", draft);
    }
    const twice = plain();
    const refusal = await refusalOf(acts.publish([twice, twice]));
    expect(refusal.details).to.deep.equal({ problems: ["rule 2: duplicate_rule"] });
    expect(await at.house.reader.count(policies, { storefrontId: acts.storefrontId })).to.equal(1);
  });

  it("are of a storefront that there is, and of its own drafts and versions", async () => {
    const { storefrontId: elsewhere } = await at.house.makeStorefront();
    const draft = await acts.save([plain()]);
    const rules = [plain()];
    const of = { kind: "draft", ...draft };
    for (const [name, input] of [
      ["policy.save-draft", { draftId: null, revision: 0, name: "Peak", rules }],
      ["policy.publish", { basedOn: 0, rules }],
      ["policy.release", { revision: 0, stage: "live", of: { kind: "version", version: 1 } }],
      ["policy.confirm", { proposalId: newId() }],
      ["policy.dismiss", { proposalId: newId() }],
      ["policy.roll-back", { revision: 0 }],
      [
        "policy.settings",
        { revision: 0, needsSecond: false, remindAfterMinutes: 60, escalateAfterMinutes: 60 },
      ],
    ] as const) {
      const nowhere = at.as("supervisor", name, { storefrontId: newId(), ...input });
      expect((await refusalOf(nowhere)).code, name).to.equal("not_found");
    }
    for (const [name, input] of [
      ["policy.save-draft", { draftId: draft.draftId, revision: 1, name: "Peak", rules }],
      ["policy.publish", { basedOn: 0, rules, draftId: draft.draftId }],
      ["policy.release", { revision: 0, stage: "live", of }],
      ["policy.release", { revision: 0, stage: "live", of: { kind: "version", version: 1 } }],
    ] as const) {
      const foreign = at.as("supervisor", name, { storefrontId: elsewhere, ...input });
      expect((await refusalOf(foreign)).code, name).to.equal("not_found");
    }
  });

  it("are given to people who are there, and to a share between nobody and all", async () => {
    const draft = await acts.save([plain()]);
    const share = (percent: unknown) => acts.release(draft, "canary", { share: percent });
    for (const percent of [-1, 101, 0.5, Number.NaN, "10"])
      expect((await refusalOf(share(percent))).code, String(percent)).to.equal("malformed");
    const stranger = acts.release(draft, "canary", { personIds: [newId()] });
    expect((await refusalOf(stranger)).code).to.equal("not_found");
  });
});
