import { expect } from "chai";
import { judgeStart, type Presented } from "../../backend/shop/identity/judge-start.ts";

const claims = { sub: "ada", email: "ada@mail.example", name: "Ada", exp: 1, jti: "1" };
const good: Presented = { kind: "claims", claims, isUsed: false };
const replayed: Presented = { kind: "claims", claims, isUsed: true };
const bad = (subject: string | null): Presented => ({ kind: "rejected", why: "expired", subject });
const nothing: Presented = { kind: "nothing" };
const unnamed = { subject: null };
const ada = { subject: "ada" };
const bob = { subject: "bob" };

describe("what a browser's chat starts with", () => {
  it("is its own session while the page says nothing", () => {
    expect(judgeStart(null, nothing)).to.deep.equal({ kind: "begin", rejected: null });
    for (const held of [unnamed, ada]) {
      expect(judgeStart(held, nothing)).to.deep.equal({ kind: "keep", claims: null, rejected: null });
    }
  });

  it("is the subject's: in the anonymous session, in its own, or in a new one", () => {
    expect(judgeStart(unnamed, good)).to.deep.equal({ kind: "adopt", claims });
    expect(judgeStart(ada, good)).to.deep.equal({ kind: "keep", claims, rejected: null });
    expect(judgeStart(null, good)).to.deep.equal({ kind: "replace", claims });
    expect(judgeStart(bob, good)).to.deep.equal({ kind: "replace", claims });
  });

  it("takes a used token only from the browser that holds its subject's session", () => {
    expect(judgeStart(ada, replayed)).to.deep.equal({ kind: "keep", claims, rejected: null });
    expect(judgeStart(null, replayed)).to.deep.equal({ kind: "begin", rejected: "used_before" });
    expect(judgeStart(bob, replayed)).to.deep.equal({ kind: "begin", rejected: "used_before" });
    expect(judgeStart(unnamed, replayed)).to.deep.equal({
      kind: "keep",
      claims: null,
      rejected: "used_before",
    });
  });

  it("is anonymous after a rejected token, unless the token is for whoever sits there already", () => {
    expect(judgeStart(null, bad("ada"))).to.deep.equal({ kind: "begin", rejected: "expired" });
    expect(judgeStart(unnamed, bad("ada"))).to.include({ kind: "keep", rejected: "expired" });
    expect(judgeStart(ada, bad("ada"))).to.include({ kind: "keep", rejected: "expired" });
    expect(judgeStart(ada, bad("bob"))).to.deep.equal({ kind: "begin", rejected: "expired" });
    expect(judgeStart(ada, bad(null))).to.deep.equal({ kind: "begin", rejected: "expired" });
  });
});
