import type { Locale } from "../../backend/contract/vocabulary.ts";
import type { LaterWords } from "./words/en/later.ts";
import type { Words } from "./words/en/opening.ts";

type Filling = Record<string, string | number>;
export type AnyWord = keyof Words | keyof LaterWords;

/** What the first screens may say. */
export type Say = (key: keyof Words, filling?: Filling) => string;
/** What may be said where the later words have been fetched. */
export type SayAll = (key: AnyWord, filling?: Filling) => string;

export interface Language {
  say: Say;
  /** Fetched with the first part of the program that needs it. */
  later(): Promise<SayAll>;
}

/** One language is fetched, not both, and of it the first half first. */
export async function loadLanguage(locale: Locale): Promise<Language> {
  const isChinese = locale === "zh-CN";
  const { words } = isChinese
    ? await import("./words/zh-cn/opening.ts")
    : await import("./words/en/opening.ts");
  const all: Partial<Record<AnyWord, string>> = { ...words };
  const say: SayAll = (key, filling = {}) =>
    (all[key] ?? "").replace(/\{(\w+)\}/g, (_, name: string) => String(filling[name] ?? ""));
  return {
    say,
    async later() {
      const more = isChinese ? await import("./words/zh-cn/later.ts") : await import("./words/en/later.ts");
      Object.assign(all, more.words);
      return say;
    },
  };
}
