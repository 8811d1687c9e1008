import type { FigureCut, FigureName, FigureSlice, FigureStep } from "../../backend/contract/figures.ts";
import type { LimitDimension } from "../../backend/contract/policy.ts";
import type { Locale } from "../../backend/contract/vocabulary.ts";

/** What all figures of the page are asked with. */
export interface Asked {
  storefrontId: string;
  from: string;
  to: string;
  step: FigureStep;
  by: FigureCut;
  locale: Locale;
}

/** The cases that a number has opened. */
export interface Opened {
  title: string;
  slice: FigureSlice;
  from: string;
  to: string;
  by: FigureCut;
  key: string | null;
  limitedBy: LimitDimension | null;
}

export const inputOf = ({ storefrontId, from, to, step, by }: Asked) => ({
  storefrontId,
  from,
  to,
  step,
  by,
});

export function csvAddress(name: FigureName, asked: Asked, table: "time" | "groups"): string {
  const query = new URLSearchParams({ ...inputOf(asked), locale: asked.locale, table });
  return `/api/figures/${name}.csv?${query}`;
}
