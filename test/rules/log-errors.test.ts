import { expect } from "chai";
import { QueryFailedError } from "typeorm";
import { plainError } from "../../backend/core/log.ts";

const words = 'my card is 4111 1111 1111 1111, it\'s "mine"';

describe("errors in the log", () => {
  it("say what went wrong and where, and not the words that a statement carried", () => {
    const driver = Object.assign(new Error(`Duplicate entry '${words}' for key 'people.email'`), {
      code: "ER_DUP_ENTRY",
      sqlMessage: `Duplicate entry '${words}'`,
    });
    const error = new QueryFailedError(
      "INSERT INTO `people` VALUES (?, ?)",
      [words, "ada@mail.example"],
      driver,
    );
    const line = JSON.stringify(plainError(error));
    expect(line)
      .to.contain("ER_DUP_ENTRY")
      .and.to.contain("INSERT INTO `people`")
      .and.to.contain("log-errors.test.ts");
    for (const secret of ["4111", "mine", "ada@mail.example"]) expect(line).to.not.contain(secret);
  });

  it("keep the cause, and drop what else hangs on them", () => {
    const cause = Object.assign(new Error("connect ECONNREFUSED 127.0.0.1:1"), { code: "ECONNREFUSED" });
    const error = Object.assign(new Error("fetch failed", { cause }), { request: { body: words } });
    const plain = plainError(error) as { message: string; cause: { code: string } };
    expect(plain.message).to.equal("fetch failed");
    expect(plain.cause.code).to.equal("ECONNREFUSED");
    expect(JSON.stringify(plain)).to.not.contain("4111");
    expect(plainError("a word")).to.equal("a word");
  });
});
