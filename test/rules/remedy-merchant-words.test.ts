import { createHmac } from "node:crypto";
import { expect } from "chai";
import fc from "fast-check";
import { minute } from "../../backend/core/clock.ts";
import { isSigned, sign, toleranceMs } from "../../backend/shop/merchant/signature.ts";
import { hear, keyOfStatement } from "../../backend/shop/merchant/statement.ts";

const now = Date.UTC(2026, 2, 4, 12);
const body = '{"key":"k"}';

describe("signatures to and from the merchant", () => {
  it("are an HMAC-SHA256 over time and body, as anybody can recompute", () => {
    const seconds = now / 1000;
    const expected = createHmac("sha256", "s3cret").update(`${seconds}.${body}`).digest("hex");
    expect(sign(body, ["s3cret"], now)).to.equal(`t=${seconds},v1=${expected}`);
  });

  it("hold for the very body and secret, and for nothing else", () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), fc.string({ minLength: 1 }), (text, other, secret) => {
        const header = sign(text, [secret], now);
        expect(isSigned(header, text, [secret], now)).to.equal(true);
        if (other !== text) expect(isSigned(header, other, [secret], now)).to.equal(false);
        expect(isSigned(header, text, [`${secret}x`], now)).to.equal(false);
      }),
    );
  });

  it("hold for five minutes on either side", () => {
    const header = sign(body, ["s"], now);
    expect(isSigned(header, body, ["s"], now + toleranceMs)).to.equal(true);
    expect(isSigned(header, body, ["s"], now + toleranceMs + 1000)).to.equal(false);
    expect(isSigned(header, body, ["s"], now - 6 * minute)).to.equal(false);
  });

  it("hold under either of two secrets while one is being rotated", () => {
    expect(isSigned(sign(body, ["new", "old"], now), body, ["old"], now)).to.equal(true);
    expect(isSigned(sign(body, ["old"], now), body, ["new", "old"], now)).to.equal(true);
  });

  it("never hold where there is no secret, or no signature", () => {
    expect(isSigned(sign(body, [""], now), body, [], now)).to.equal(false);
    for (const header of ["", "t=,v1=", "v1=00", `t=${now / 1000}`, "t=x,v1=y", `t=${now / 1000},v1=zz`])
      expect(isSigned(header, body, ["s"], now), header).to.equal(false);
  });
});

describe("a merchant's statement", () => {
  const expected = { key: "k", money: { amountMinor: 500, currency: "CNY" } };
  const said = { key: "k", state: "settled", amountMinor: 500, currency: "CNY", reference: "r1" };
  const heard = (statement: object) => hear(JSON.stringify(statement), expected);

  it("settles what was asked for", () => {
    const outcome = { state: "settled", reference: "r1", hint: "", arrivesInDays: null };
    expect(heard(said)).to.deep.equal({ outcome });
  });

  it("is not believed when it names another amount, currency or key, or none", () => {
    const others = [
      { amountMinor: 501 },
      { amountMinor: undefined },
      { currency: "USD" },
      { key: "other" },
      { state: "done" },
      { reference: "" },
      { amountMinor: "500" },
    ];
    for (const other of others)
      expect(heard({ ...said, ...other }), JSON.stringify(other)).to.have.property("unbelievable");
  });

  it("may fail without naming money", () => {
    const failed = { key: "k", state: "failed", code: "closed" };
    expect(heard(failed)).to.deep.equal({ outcome: { state: "failed", code: "closed", message: "" } });
  });

  it("is nothing when it is not JSON", () => {
    expect(hear("<html>", expected)).to.have.property("unbelievable");
    expect(keyOfStatement("<html>")).to.equal(null);
    expect(keyOfStatement("null")).to.equal(null);
    expect(keyOfStatement(body)).to.equal("k");
  });
});
