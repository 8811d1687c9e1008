import { expect } from "chai";
import { isBare, match, spell } from "../../agent-console/keys/key-matching.ts";

const plain = { isMod: false, isShift: false, isAlt: false };
const bound = ["j", "e", "g e", "g m", "shift+a", "a", "?", "mod+k"];

describe("the console's keys", () => {
  it("are spelt as acts write them", () => {
    expect(spell({ ...plain, key: "r" })).to.equal("r");
    expect(spell({ ...plain, key: "A", isShift: true })).to.equal("shift+a");
    expect(spell({ ...plain, key: "?", isShift: true })).to.equal("?");
    expect(spell({ ...plain, key: "k", isMod: true })).to.equal("mod+k");
    expect(spell({ ...plain, key: "Enter", isMod: true })).to.equal("mod+Enter");
  });

  it("run what they are bound to", () => {
    expect(match(bound, null, "e")).to.deep.equal({ run: "e" });
    expect(match(bound, null, "q")).to.equal(null);
  });

  it("follow each other in a sequence, and begin anew where it breaks off", () => {
    expect(match(bound, null, "g")).to.deep.equal({ begins: "g" });
    expect(match(bound, "g", "e")).to.deep.equal({ run: "g e" });
    expect(match(bound, "g", "j")).to.deep.equal({ run: "j" });
    expect(match(bound, "g", "g")).to.deep.equal({ begins: "g" });
  });

  it("rest in fields unless Ctrl or Command is held", () => {
    expect(isBare("shift+a")).to.equal(true);
    expect(isBare("mod+k")).to.equal(false);
  });
});
