import type { RemedyKind } from "../../backend/contract/vocabulary.ts";
import type { Dictionary } from "../text/language.tsx";

interface Writer {
  t: Dictionary;
  money(amountMinor: number, currency: string): string;
}

/** What limits of this remedy count in: points for points, money for all else. */
export const worthText =
  (remedy: RemedyKind, currency: string, { t, money }: Writer) =>
  (minor: number): string =>
    remedy === "points" ? t.remedy.pointsOf(minor) : money(minor, currency);
