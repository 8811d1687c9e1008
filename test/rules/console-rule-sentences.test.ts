import { expect } from "chai";
import { dictionaries } from "../../agent-console/text/dictionaries.ts";
import { moneyText } from "../../agent-console/text/money-text.ts";
import { currenciesOf, withAmount } from "../../agent-console/workbench/rules/amounts.ts";
import { changesInWords, type RuleChange } from "../../agent-console/workbench/rules/changes-in-words.ts";
import { withNewSchedule } from "../../agent-console/workbench/rules/evidence-phrases.ts";
import { type RuleWords, ruleInWords } from "../../agent-console/workbench/rules/in-words.ts";
import { groupsOf, newRule } from "../../agent-console/workbench/rules/new-rule.ts";
import { phrasesFor, sentencesOf } from "../../agent-console/workbench/rules/sentence.ts";
import { widenedPhrases } from "../../agent-console/workbench/rules/widened.ts";
import { type PolicyRule, policyRule } from "../../backend/contract/policy.ts";
import type { Locale } from "../../backend/contract/vocabulary.ts";

const wordsIn = (locale: Locale): RuleWords => ({
  t: dictionaries[locale],
  language: locale,
  currency: "CNY",
  money: (minor, currency) => moneyText(minor, currency, "zh-CN"),
  timeZone: "UTC",
  moment: (at) => new Date(at).toISOString().slice(0, 10),
  personName: (id) => (id === person ? "Lin Yue" : null),
  departmentName: () => null,
});
const words = wordsIn("en");
const person = "00000000-0000-4000-8000-000000000001";
const ruleId = "00000000-0000-4000-8000-000000000002";

const rule: PolicyRule = {
  ...newRule(ruleId, "refund"),
  reasons: ["broken", "defective"],
  verifiedOrderOnly: false,
  perOrder: { CNY: 20_000 },
  perDay: { CNY: 200_000 },
  photoAbove: { CNY: 10_000 },
};

/** "changed: …: ¥200 → ¥300 per order", as one reads it. */
const read = (changes: RuleChange[]) =>
  changes.flatMap(({ kind, subject, sentence, phrases }) =>
    sentence !== null
      ? [`${kind}: ${sentence}`]
      : phrases.map(({ kind: part, parts }) => {
          const said = parts.map((each) =>
            each.kind === "same" ? each.text : `${each.before} → ${each.after}`,
          );
          return `${subject}: ${part === "moved" ? "" : `${part} `}${said.join("")}`;
        }),
  );

const everyPhrase = () => {
  const offered = phrasesFor(rule);
  return [...offered.condition, ...offered.cap, ...offered.evidence];
};

describe("a rule as a sentence", () => {
  it("says who may do what, up to how much, and when a photo is asked for", () => {
    expect(ruleInWords(rule, words)).to.equal(
      "Agents may refund for goods that are broken or defective, up to ¥200 per order and ¥2,000 per person and day. " +
        "A photo is asked above ¥100.",
    );
    expect(ruleInWords(rule, wordsIn("zh-CN"))).to.equal(
      "客服可以退款，情形：商品破损或无法正常使用，额度：每单 ¥200、每人每日 ¥2,000。 照片要求：超过 ¥100 须提供。",
    );
  });

  it("says what a refusal tells the agent, and who is asked in which order", () => {
    const refused = { ...rule, perOrder: {}, perDay: {}, photoAbove: {} };
    expect(
      ruleInWords({ ...refused, effect: { kind: "refuse", sentence: "Sale is final" } }, words),
    ).to.equal(
      "Agents may never refund for goods that are broken or defective. The agent reads: “Sale is final”",
    );
    const chain = [
      { kind: "role" as const, role: "supervisor" as const },
      { kind: "person" as const, personId: person },
    ];
    expect(ruleInWords({ ...refused, effect: { kind: "approval", chain } }, words)).to.match(
      /must ask before they refund .* Asked are a supervisor, then Lin Yue\.$/,
    );
  });

  it("takes every phrase in and out again, and leaves what the schema accepts", () => {
    for (const phrase of everyPhrase()) {
      const added = phrase.isIn(rule) ? rule : phrase.add(rule);
      expect(phrase.isIn(added), phrase.name).to.equal(true);
      expect(policyRule.safeParse(added).success, phrase.name).to.equal(true);
      expect(phrase.isIn(phrase.remove(added)), phrase.name).to.equal(false);
      const said = sentencesOf(added, words.t).flatMap(({ pieces }) => pieces);
      for (const field of Object.keys(phrase.slots)) {
        expect(said.map(({ key }) => key)).to.include(`${phrase.name}.${field}`);
      }
    }
  });

  it("writes back what it reads, in every field of every phrase", () => {
    const full = withNewSchedule(
      everyPhrase().reduce((each, phrase) => phrase.add(each), rule),
      { id: ruleId, label: "Peak", now: 0, timeZone: "UTC" },
    );
    for (const { pieces } of sentencesOf(full, words.t)) {
      for (const piece of pieces) {
        if (piece.kind === "text") continue;
        const slot = piece.slot as {
          read(rule: PolicyRule): unknown;
          write(rule: PolicyRule, value: unknown): PolicyRule;
        };
        expect(slot.write(full, slot.read(full)), piece.key).to.deep.equal(full);
      }
    }
  });

  it("groups rules by remedy and keeps their places", () => {
    const reship = newRule(person, "reship");
    const groups = groupsOf([reship, rule]);
    expect(groups.map(({ remedy, rules }) => [remedy, rules[0]?.index])).to.deep.equal([
      ["refund", 1],
      ["reship", 0],
    ]);
  });

  it("names the currencies of all figures, and drops one that is emptied", () => {
    const usd = { ...rule, caps: { ...rule.caps, perWeek: { USD: 5 } } };
    expect(currenciesOf([usd])).to.deep.equal(["CNY", "USD"]);
    expect(withAmount({ CNY: 1, USD: 2 }, "CNY", null)).to.deep.equal({ USD: 2 });
  });
});

describe("the difference of two versions in words", () => {
  const differences = (after: PolicyRule[], before = [rule], currencies = ["CNY"]) =>
    read(changesInWords(before, after, words, currencies));
  const head = "Agents may refund for goods that are broken or defective";

  it("says from what to what", () => {
    expect(differences([{ ...rule, perOrder: { CNY: 30_000 } }])).to.deep.equal([
      `${head}: ¥200 → ¥300 per order`,
    ]);
    expect(differences([{ ...rule, reasons: ["broken"] }])).to.deep.equal([
      "Agents may refund for goods that are broken: Agents may refund for goods that are broken or defective → broken",
    ]);
  });

  it("says what came and what went, in each currency that it is about", () => {
    const after = { ...rule, perOrder: { CNY: 20_000, EUR: 5000 }, perDay: {}, verifiedOrderOnly: true };
    expect(differences([after], [rule], ["CNY", "EUR"])).to.deep.equal([
      `${head}: added the shop vouches for the order`,
      `${head}: not covered → €50 per order`,
      `${head}: removed ¥2,000 per person and day`,
    ]);
  });

  it("says added and removed rules as a whole, and nothing where nothing is different", () => {
    const other = { ...newRule(person, "reship"), perOrder: { CNY: 100 } };
    expect(differences([other])).to.deep.equal([
      "added: Agents may reship whatever the reason, if the shop vouches for the order, up to ¥1 per order.",
      `removed: ${ruleInWords(rule, words)}`,
    ]);
    expect(differences([structuredClone(rule)])).to.deep.equal([]);
  });

  it("marks the figure that lets people give more, and no other", () => {
    const after = { ...rule, perOrder: { CNY: 30_000 }, perDay: { CNY: 100_000 } };
    const marked = widenedPhrases([rule], [after]);
    expect([...(marked.get(rule.id) ?? [])]).to.deep.equal(["perOrder"]);
    expect(widenedPhrases([rule], [{ ...rule, perDay: { CNY: 1 } }]).size).to.equal(0);
  });
});
