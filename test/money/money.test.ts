import { expect } from "chai";
import { engine } from "../support/database.ts";
import { attack } from "./attack.ts";
import { sizes } from "./sizes.ts";

/** The short form of `npm run test:money`: several processes on MariaDB, one on SQLite, killed in either case. */
describe("money under attack", () => {
  it("is granted as far as it goes, paid once, and booked to the last minor unit", async function () {
    this.timeout(150_000);
    const size = sizes[engine === "services" ? "short" : "tiny"];
    const { wrong, figures } = await attack({ seed: "npm test", size });
    expect(wrong).to.deep.equal([]);
    expect(figures.get("nodes killed with kill -9")).to.be.greaterThan(0);
    expect(figures.get("attempts settled")).to.be.greaterThan(size.pairs * 3);
  });
});
