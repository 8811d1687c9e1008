import { expect } from "chai";
import fc from "fast-check";
import { amountText, currencySign, moneyText, parseAmount } from "../../agent-console/text/money-text.ts";

const read = (text: string, currency = "USD") => {
  const typed = parseAmount(text, currency);
  return typed.kind === "amount" ? typed.amountMinor : typed.kind;
};

describe("amounts in the console", () => {
  it("are read as they are typed, with signs, grouping and full-width figures", () => {
    expect(read("128")).to.equal(12800);
    expect(read("12.5")).to.equal(1250);
    expect(read("1,240.05")).to.equal(124005);
    expect(read("$ 20")).to.equal(2000);
    expect(read("CN¥300", "CNY")).to.equal(30000);
    expect(read("１２８．５", "CNY")).to.equal(12850);
    expect(read("128。5", "CNY")).to.equal(12850);
    expect(read("128", "JPY")).to.equal(128);
    expect(read("1.234", "KWD")).to.equal(1234);
  });

  it("are no amount when they are words, negative, badly grouped or beyond all orders", () => {
    for (const text of ["abc", "-5", "1.2.3", "1,24", "99999999999999999999", "1e5."]) {
      expect(read(text), text).to.equal("not_an_amount");
    }
    expect(read("")).to.equal("empty");
  });

  it("say so when a currency has fewer decimals", () => {
    expect(read("1.005")).to.equal("too_many_decimals");
    expect(read("1.5", "JPY")).to.equal("too_many_decimals");
    expect(read("1.500")).to.equal(150);
  });

  it("come back as they were from the field's text", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1_000_000_000_000 }),
        fc.constantFrom("USD", "JPY", "KWD", "CNY"),
        (minor, currency) => {
          expect(read(amountText(minor, currency), currency)).to.equal(minor);
        },
      ),
    );
  });

  it("are written in the reader's language", () => {
    expect(moneyText(12800, "CNY", "zh-CN")).to.equal("¥128");
    expect(moneyText(12850, "CNY", "zh-CN")).to.equal("¥128.50");
    expect(moneyText(12800, "USD", "en-US", true)).to.equal("$128.00");
    expect(currencySign("CNY", "en-US")).to.equal("CN¥");
  });
});
