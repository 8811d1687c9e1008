import type { RefusalCode, RefusalDetails, WireRefusal } from "../refusals.ts";
import type { Locale } from "../vocabulary.ts";
import { en } from "./en.ts";
import type { Sentences } from "./sentences.ts";
import { zhCn } from "./zh-cn.ts";

const languages: Record<Locale, Sentences> = { en, "zh-CN": zhCn };

/** A refusal without its sentence: what `core` throws, and what a client may render again in another language. */
export interface BareRefusal<C extends RefusalCode = RefusalCode> {
  code: C;
  details: RefusalDetails[C];
}

export function refusalSentence<C extends RefusalCode>(refusal: BareRefusal<C>, locale: Locale): string {
  return languages[locale][refusal.code](refusal.details);
}

export function toWire<C extends RefusalCode>(
  { code, details }: BareRefusal<C>,
  locale: Locale,
): WireRefusal {
  return { code, details, message: refusalSentence({ code, details }, locale) } as WireRefusal;
}
