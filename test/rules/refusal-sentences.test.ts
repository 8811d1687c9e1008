import { expect } from "chai";
import { type RefusalCode, type RefusalDetails, refusalStatus } from "../../backend/contract/refusals.ts";
import { formatAmount } from "../../backend/contract/sentences/format-amount.ts";
import { refusalSentence, toWire } from "../../backend/contract/sentences/refusal-sentence.ts";
import { locales } from "../../backend/contract/vocabulary.ts";

/** Details that a sentence may use; one object fits all, since each takes what it names. */
const details = {
  issues: [{ path: "name", message: "too long" }],
  name: "ticket.fly",
  needs: 2,
  why: "expired",
  least: 10,
  retryAfterSeconds: 61,
  field: "email",
  count: 2,
  obstacles: [{ dimension: "order_cap", ruleId: null, limitMinor: 30000, roomMinor: 20000 }],
  grantableMinor: 20000,
  currency: "USD",
  leftMinor: 1250,
  expected: "USD",
  lineId: "l",
  expectedMinor: 1250,
  left: 1,
  sku: "CUP-1",
  state: "settled",
  problems: ["rule 1: unknown_currency XYZ"],
  sentence: "Gifts are not refunded.",
  limitBytes: 15 * 1024 * 1024,
  limit: 10,
  differenceMinor: 1250,
  mostMinor: 1250,
};
const codes = Object.keys(refusalStatus) as RefusalCode[];
const say = <C extends RefusalCode>(code: C, given: RefusalDetails[C], locale: "en" | "zh-CN") =>
  refusalSentence({ code, details: given }, locale);

describe("sentences of refusals", () => {
  for (const locale of locales) {
    it(`say every refusal, and each its own way, in ${locale}`, () => {
      const said = codes.map((code) => refusalSentence({ code, details: details as never }, locale));
      for (const sentence of said) {
        expect(sentence).to.match(/[.。]$/);
        expect(sentence).not.to.match(/undefined|null|NaN|\[object/);
      }
      expect(new Set(said).size).to.equal(codes.length);
    });
  }

  it("are in Chinese where Chinese is asked for", () => {
    for (const code of codes) {
      expect(refusalSentence({ code, details: details as never }, "zh-CN"), code).to.match(/\p{Script=Han}/u);
    }
  });

  it("name amounts as the reader writes them", () => {
    expect(say("over_refundable", { leftMinor: 123456, currency: "USD" }, "en")).to.include("$1,234.56");
    expect(say("over_refundable", { leftMinor: 500, currency: "JPY" }, "en")).to.include("¥500");
    expect(say("over_refundable", { leftMinor: 30000, currency: "CNY" }, "zh-CN")).to.include("¥300.00");
    expect(say("over_refundable", { leftMinor: 0, currency: "USD" }, "en")).to.equal(
      "Nothing of this order is left to refund.",
    );
    expect(formatAmount(1234, "KWD", "en").replaceAll("\u00a0", " ")).to.equal("KWD 1.234");
  });

  it("count in words that fit the number", () => {
    expect(say("payout_open", { count: 1 }, "en")).to.match(/^1 payout of/);
    expect(say("payout_open", { count: 3 }, "en")).to.match(/^3 payouts of/);
    expect(say("rate_limited", { retryAfterSeconds: 1 }, "en")).to.include("1 second.");
    expect(say("rate_limited", { retryAfterSeconds: 900 }, "en")).to.include("15 minutes.");
  });

  it("point at the fields that were filled in wrongly", () => {
    const issues = [{ path: "settings.accent", message: "Invalid string" }];
    expect(say("malformed", { issues }, "en")).to.include("settings.accent");
    expect(say("malformed", { issues }, "zh-CN")).to.include("settings.accent");
    expect(say("malformed", { issues: [] }, "en")).to.include("could not be read");
  });

  it("go over the wire beside the code and its details", () => {
    expect(toWire({ code: "weak_password", details: { least: 10 } }, "en")).to.deep.equal({
      code: "weak_password",
      details: { least: 10 },
      message: "Please choose a password of at least 10 characters (at most 200).",
    });
  });
});
