import { expect } from "chai";
import fc from "fast-check";
import { contrastOf, readable, textOn } from "../../widget/accent.ts";

const colour = fc
  .integer({ min: 0, max: 0xffffff })
  .map((value) => `#${value.toString(16).padStart(6, "0")}`);
const grounds = { light: ["#ffffff", "#f4f4f1"], dark: ["#17181b", "#222428"] };

describe("the shop's accent", () => {
  it("carries a text that can be read, whatever colour it is", () => {
    fc.assert(fc.property(colour, (accent) => contrastOf(textOn(accent), accent) >= 4.5));
  });

  for (const [scheme, on] of Object.entries(grounds)) {
    it(`can be read on every ground (${scheme})`, () => {
      fc.assert(
        fc.property(colour, (accent) =>
          on.every((ground) => contrastOf(readable(accent, on), ground) >= 4.5),
        ),
      );
    });
  }

  it("stays as the shop chose it where that can be read", () => {
    expect(readable("#1f6f5c", grounds.light)).to.equal("#1f6f5c");
  });
});
