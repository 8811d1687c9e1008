import { expect } from "chai";
import { words as enLater } from "../../widget/chat/words/en/later.ts";
import { words as enOpening } from "../../widget/chat/words/en/opening.ts";
import { words as zhLater } from "../../widget/chat/words/zh-cn/later.ts";
import { words as zhOpening } from "../../widget/chat/words/zh-cn/opening.ts";
import { readSources } from "../support/widget-sources.ts";

const pairs = [
  { part: "opening", en: enOpening, zh: zhOpening },
  { part: "later", en: enLater, zh: zhLater },
] as const;

const braces = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted();

describe("the widget's words", () => {
  for (const { part, en, zh } of pairs) {
    it(`has the same keys in both languages (${part})`, () => {
      expect(Object.keys(zh).toSorted()).to.deep.equal(Object.keys(en).toSorted());
    });

    it(`fills in the same in both languages (${part})`, () => {
      for (const [key, text] of Object.entries(en)) {
        expect(braces(zh[key as keyof typeof zh]), key).to.deep.equal(braces(text));
      }
    });

    it(`leaves nothing empty and nothing untranslated (${part})`, () => {
      for (const [key, text] of Object.entries(zh) as [keyof typeof en, string][]) {
        expect(text.trim(), key).not.to.equal("");
        const isOnlyBraces = text.replace(/\{\w+\}|[^\p{L}]/gu, "") === "";
        if (!isOnlyBraces) expect(text, key).to.match(/\p{Script=Han}/u);
      }
    });
  }

  it("has each key once, and none that no screen says", () => {
    const code = readSources("widget/chat", (path) => !path.includes("/words/"));
    for (const key of [...Object.keys(enOpening), ...Object.keys(enLater)]) {
      expect(code, key).to.match(new RegExp(`\\b${key}\\b`));
    }
    const both = Object.keys(enOpening).filter((key) => key in enLater);
    expect(both).to.deep.equal([]);
  });
});
