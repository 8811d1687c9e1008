import { expect } from "chai";
import fc from "fast-check";
import { cutLinks } from "../../widget/chat/linked-text.ts";

const linksIn = (text: string) => cutLinks(text).filter((piece) => typeof piece !== "string");
const joined = (text: string) =>
  cutLinks(text)
    .map((piece) => (typeof piece === "string" ? piece : piece.text))
    .join("");

describe("links in a message", () => {
  it("are found with the sentence around them left out", () => {
    expect(cutLinks("See https://shop.example/orders/1, please.")).to.deep.equal([
      "See ",
      { href: "https://shop.example/orders/1", text: "https://shop.example/orders/1" },
      ", please.",
    ]);
    expect(linksIn("看这里：https://shop.example/a。谢谢").map(({ text }) => text)).to.deep.equal([
      "https://shop.example/a",
    ]);
    expect(linksIn("(https://shop.example/a)").map(({ text }) => text)).to.deep.equal([
      "https://shop.example/a",
    ]);
    expect(linksIn("https://en.wikipedia.org/wiki/Cup_(unit)").map(({ text }) => text)).to.deep.equal([
      "https://en.wikipedia.org/wiki/Cup_(unit)",
    ]);
  });

  it("are none where the address is a script, a file or a disguise", () => {
    for (const text of [
      "javascript:alert(1)",
      "data:text/html,<script>alert(1)</script>",
      "file:///etc/passwd",
      "https://shop.example@evil.example/",
      "https://",
      "http://[",
    ]) {
      expect(linksIn(text), text).to.deep.equal([]);
    }
  });

  it("lose no letter of the message, and lead only to http and https", () => {
    const text = fc.array(
      fc.oneof(
        fc.string(),
        fc.webUrl({ withQueryParameters: true, withFragments: true }),
        fc.constantFrom("https://", "(", ")", "。", " ", "javascript:"),
      ),
    );
    fc.assert(
      fc.property(text, (pieces) => {
        const whole = pieces.join("");
        expect(joined(whole)).to.equal(whole);
        for (const link of linksIn(whole)) expect(new URL(link.href).protocol).to.match(/^https?:$/);
      }),
    );
  });
});
