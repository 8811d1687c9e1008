import { expect } from "chai";
import fc from "fast-check";
import { allocate, minorDigits, parseMinor } from "../../backend/core/money.ts";

const weights = fc.array(fc.nat(1_000_000_000), { minLength: 1, maxLength: 40 });
const amount = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
const sum = (numbers: readonly number[]) => numbers.reduce((a, b) => a + b, 0);

describe("money: allocation", () => {
  it("shares add up to the total", () => {
    fc.assert(fc.property(amount, weights, (total, by) => sum(allocate(total, by)) === total));
  });

  it("no share is a whole minor unit away from its exact share", () => {
    fc.assert(
      fc.property(amount, weights, (total, by) => {
        const whole = BigInt(sum(by));
        fc.pre(whole > 0n);
        return allocate(total, by).every((share, index) => {
          const off = BigInt(share) * whole - BigInt(total) * BigInt(by[index] ?? 0);
          return (off < 0n ? -off : off) < whole;
        });
      }),
    );
  });

  it("what weighs nothing gets nothing while anything else weighs", () => {
    fc.assert(
      fc.property(amount, weights, (total, by) => {
        fc.pre(sum(by) > 0);
        return allocate(total, by).every((share, index) => by[index] !== 0 || share === 0);
      }),
    );
  });

  it("a heavier weight never gets less of a positive total", () => {
    fc.assert(
      fc.property(fc.nat(1_000_000_000), weights, (total, by) => {
        const shares = allocate(total, by);
        return by.every((a, i) => by.every((b, j) => a <= b || (shares[i] ?? 0) >= (shares[j] ?? 0)));
      }),
    );
  });

  it("gives the crumbs to the largest remainders, the earlier first", () => {
    expect(allocate(100, [1, 1, 1])).to.deep.equal([34, 33, 33]);
    expect(allocate(5, [1, 2, 3])).to.deep.equal([1, 2, 2]);
    expect(allocate(-100, [1, 1, 1])).to.deep.equal([-34, -33, -33]);
    expect(allocate(7, [0, 0])).to.deep.equal([4, 3]);
    expect(allocate(7, [])).to.deep.equal([]);
  });
});

describe("money: reading amounts", () => {
  it("knows the digits of a currency", () => {
    expect(["USD", "CNY", "JPY", "KWD"].map(minorDigits)).to.deep.equal([2, 2, 0, 3]);
  });

  it("reads what it would write", () => {
    const currency = fc.constantFrom("USD", "JPY", "KWD");
    fc.assert(
      fc.property(currency, fc.nat(1_000_000_000), (code, minor) => {
        const digits = minorDigits(code);
        const text = String(minor).padStart(digits + 1, "0");
        const whole = text.slice(0, text.length - digits);
        const written = digits === 0 ? whole : `${whole}.${text.slice(-digits)}`;
        return parseMinor(written, code) === minor;
      }),
    );
  });

  it("reads thousands separators, signs, blanks around and missing or spare zeros", () => {
    expect(parseMinor(" 1,234.5 ", "USD")).to.equal(123_450);
    expect(parseMinor("-3.10", "USD")).to.equal(-310);
    expect(parseMinor("12.000", "USD")).to.equal(1200);
    expect(parseMinor("1980.00", "JPY")).to.equal(1980);
    expect(parseMinor("1.5", "KWD")).to.equal(1500);
  });

  it("refuses what is no amount of the currency", () => {
    for (const text of ["", "abc", "1.2.3", "1e5", "Infinity", "0x10", "1.005", "99999999999999999999"]) {
      expect(parseMinor(text, "USD"), text).to.equal(null);
    }
    expect(parseMinor("19.5", "JPY")).to.equal(null);
  });
});
