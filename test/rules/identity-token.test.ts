import { expect } from "chai";
import { generateKeyPair, SignJWT, UnsecuredJWT } from "jose";
import { verifyIdentityToken } from "../../backend/shop/identity/verify-identity-token.ts";
import { signToken } from "../support/identity-token.ts";

const now = Date.UTC(2026, 2, 4, 12);
const inSeconds = now / 1000;
const older = { kid: "k-1", secret: "the older secret, long enough to sign with" };
const newer = { kid: "k-2", secret: "the newer secret, long enough to sign with" };
const secrets = [newer, older];
const claims = { sub: "c-7", email: "Ada@Mail.example ", name: "Ada", exp: inSeconds + 600, jti: "once" };

const judge = (token: string) => verifyIdentityToken(token, secrets, now);
async function whyNot(token: string): Promise<string> {
  const verified = await judge(token);
  return verified.ok ? "taken" : verified.why;
}

describe("an identity token", () => {
  it("is taken when signed with either secret, by key id or without", async () => {
    for (const { kid, secret } of secrets) {
      for (const header of [{ kid }, {}]) {
        const verified = await judge(await signToken(claims, secret, header));
        expect(verified).to.deep.equal({ ok: true, claims: { ...claims, email: "ada@mail.example" } });
      }
    }
  });

  it("is rejected when it is no token", async () => {
    const token = await signToken(claims, newer.secret);
    for (const text of ["", "hello", "a.b.c", `${token}.more`, "x".repeat(9000)]) {
      expect(await whyNot(text), text.slice(0, 40)).to.equal("malformed");
    }
  });

  it("is rejected under an unknown key id, also if the signature is right", async () => {
    expect(await whyNot(await signToken(claims, newer.secret, { kid: "k-0" }))).to.equal("unknown_key");
    expect(await verifyIdentityToken(await signToken(claims, newer.secret), [], now)).to.include({
      why: "unknown_key",
    });
  });

  it("is rejected with another's signature, also with the other secret's key id", async () => {
    expect(await whyNot(await signToken(claims, "somebody else's secret, long enough"))).to.equal(
      "bad_signature",
    );
    expect(await whyNot(await signToken(claims, newer.secret, { kid: older.kid }))).to.equal("bad_signature");
    const [head, , mark] = (await signToken(claims, newer.secret)).split(".");
    const [, body] = (await signToken({ ...claims, sub: "c-8" }, newer.secret)).split(".");
    expect(await whyNot(`${head}.${body}.${mark}`)).to.equal("bad_signature");
  });

  it("is rejected under any algorithm but HS256", async () => {
    const key = new TextEncoder().encode(newer.secret.repeat(2));
    const { privateKey } = await generateKeyPair("ES256");
    const made = (alg: string, by: Parameters<SignJWT["sign"]>[0]) =>
      new SignJWT(claims).setProtectedHeader({ alg }).sign(by);
    expect(await whyNot(await made("HS512", key))).to.equal("wrong_algorithm");
    expect(await whyNot(await made("ES256", privateKey))).to.equal("wrong_algorithm");
    expect(await whyNot(new UnsecuredJWT(claims).encode())).to.equal("wrong_algorithm");
  });

  it("is rejected when it has expired, or would live longer than ten minutes", async () => {
    expect(await whyNot(await signToken({ ...claims, exp: inSeconds }, newer.secret))).to.equal("expired");
    expect(await whyNot(await signToken({ ...claims, exp: inSeconds + 1 }, newer.secret))).to.equal("taken");
    expect(await whyNot(await signToken({ ...claims, exp: inSeconds + 601 }, newer.secret))).to.equal(
      "expires_too_late",
    );
    expect(await whyNot(await signToken({ ...claims, nbf: inSeconds + 5 }, newer.secret))).to.equal(
      "not_yet_valid",
    );
  });

  it("is rejected when a claim is missing or is not what it must be", async () => {
    for (const claim of Object.keys(claims)) {
      const { [claim]: _left, ...rest } = claims as Record<string, unknown>;
      expect(await whyNot(await signToken(rest, newer.secret)), claim).to.equal("missing_claim");
    }
    for (const wrong of [
      { sub: 7 },
      { sub: "" },
      { sub: "ada " },
      { email: "ada" },
      { exp: "soon" },
      { jti: {} },
    ]) {
      const token = await signToken({ ...claims, ...wrong }, newer.secret);
      expect(await whyNot(token), JSON.stringify(wrong)).to.equal("malformed");
    }
  });

  it("says, rejected, whom it claimed to be for, and nothing where that is no text", async () => {
    const late = await signToken({ ...claims, exp: inSeconds }, newer.secret);
    expect(await judge(late)).to.deep.equal({ ok: false, why: "expired", subject: "c-7" });
    const odd = await signToken({ ...claims, sub: 7 }, newer.secret);
    expect(await judge(odd)).to.deep.equal({ ok: false, why: "malformed", subject: null });
    expect(await judge("hello")).to.deep.equal({ ok: false, why: "malformed", subject: null });
  });
});
