import type { RemedyView } from "../../backend/contract/views.ts";
import { worthText } from "../remedy/worth-text.ts";
import type { Dictionary } from "../text/language.tsx";

interface Writer {
  t: Dictionary;
  money(amountMinor: number, currency: string): string;
}

/** "a refund of ¥450", "an exchange": what somebody asks for, and what a yes gives. */
export function askedText({ remedy, amountMinor, currency }: RemedyView, writer: Writer): string {
  return writer.t.approvals.kinds[remedy](worthText(remedy, currency, writer)(amountMinor));
}
