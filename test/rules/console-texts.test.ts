import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect } from "chai";
import { dictionaries } from "../../agent-console/text/dictionaries.ts";

type Text = string | ((...parameters: never[]) => string);

/** Every text of a dictionary by its path, as "remedy.stands.evidence". */
function textsOf(tree: object, path = ""): Map<string, Text> {
  const found = new Map<string, Text>();
  for (const [key, value] of Object.entries(tree)) {
    const name = path === "" ? key : `${path}.${key}`;
    if (typeof value === "object") for (const [each, text] of textsOf(value, name)) found.set(each, text);
    else found.set(name, value as Text);
  }
  return found;
}

const en = textsOf(dictionaries.en);
const zhCN = textsOf(dictionaries["zh-CN"]);

/** A figure, which every parameter takes, and of which every field is that figure too. */
const seven: unknown = new Proxy(Object(7), {
  get: (figure, field) => {
    const own: unknown = Reflect.get(figure, field);
    return typeof own === "function" ? own.bind(figure) : typeof field === "symbol" ? own : 7;
  },
});

/** A text with stand-ins for its parameters. */
const shown = (text: Text) =>
  typeof text === "string"
    ? text
    : (text as (...parameters: unknown[]) => string)(seven, seven, seven, seven, seven);

/** The same word in both languages: names, codes and examples. */
const alike = new Set(["common.product", "admin.languages.en", "admin.languages.zh-CN"]);

const contract = join("backend", "contract");

function sourcesIn(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.tsx?$/.test(entry.name) ? [path] : [];
  });
}

describe("the console's texts", () => {
  it("have the same keys in both languages", () => {
    expect([...zhCN.keys()].sort()).to.deep.equal([...en.keys()].sort());
  });

  it("are texts in both or take parameters in both", () => {
    const differing = [...en].filter(([key, text]) => typeof text !== typeof zhCN.get(key));
    expect(differing.map(([key]) => key)).to.deep.equal([]);
  });

  it("say something", () => {
    for (const texts of [en, zhCN]) {
      for (const [key, text] of texts) {
        expect(shown(text).trim(), key).to.not.equal("");
        expect(shown(text), key).to.not.match(/undefined|\[object/);
      }
    }
  });

  it("are Chinese in zh-CN and not in en", () => {
    const han = /\p{Script=Han}/u;
    const notChinese = [...zhCN].filter(([key, text]) => !alike.has(key) && !han.test(shown(text)));
    const figuresOnly = notChinese.filter(([, text]) => /[a-z]/i.test(shown(text)));
    expect(figuresOnly.map(([key]) => key)).to.deep.equal([]);
    const chinese = [...en].filter(([key, text]) => !alike.has(key) && han.test(shown(text)));
    expect(chinese.map(([key]) => key)).to.deep.equal([]);
  });

  it("use what they are given, in both languages alike", () => {
    for (const [key, text] of en) {
      const other = zhCN.get(key);
      if (typeof text === "string" || other === undefined) continue;
      expect(shown(other).includes("7"), key).to.equal(shown(text).includes("7"));
    }
  });

  it("are all used by a screen", () => {
    const isText = (path: string) => path.includes(join("text", "areas"));
    // Lists by code (states, reasons, problems…) are reached by codes that the contract names.
    const paths = [...sourcesIn("agent-console").filter((path) => !isText(path)), ...sourcesIn(contract)];
    const words = new Set(paths.flatMap((path) => readFileSync(path, "utf8").split(/[^\w$]+/)));
    const unused = [...en.keys()].filter((key) => {
      const [area, ...rest] = key.split(".");
      return area !== "templates" && !rest.every((name) => name.split("-").every((part) => words.has(part)));
    });
    expect(unused).to.deep.equal([]);
  });
});
