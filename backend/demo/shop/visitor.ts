import { parse } from "cookie";
import type { Request, Response } from "express";
import type { Locale } from "../../contract/vocabulary.ts";
import { day } from "../../core/clock.ts";
import { shoppersOfTheDemo } from "../demo-customers.ts";

export type DemoShopper = (typeof shoppersOfTheDemo)[number];

/** Who looks at the page, as far as the demo shop knows. */
export interface Visitor {
  locale: Locale;
  shopper: DemoShopper | null;
  currency: "CNY" | "USD";
}

const languageCookie = "kotori_language";
const shopperCookie = "kotori_shopper";
const inDollars = new Set(["james-carter", "sofia-rossi"]);
const options = { httpOnly: true, sameSite: "lax", path: "/", maxAge: 30 * day } as const;

const asLocale = (text: string): Locale => (/^zh/i.test(text.trim()) ? "zh-CN" : "en");

export const shopperById = (id: unknown): DemoShopper | null =>
  shoppersOfTheDemo.find((each) => each.id === id) ?? null;

/** A language that the address names is kept for the pages that follow. */
export function visitorOf(request: Request, response: Response): Visitor {
  const cookies = parse(request.headers.cookie ?? "");
  const asked = request.query.lang;
  if (typeof asked === "string") response.cookie(languageCookie, asLocale(asked), options);
  const locale = asLocale(
    typeof asked === "string" ? asked : (cookies[languageCookie] ?? request.headers["accept-language"] ?? ""),
  );
  const shopper = shopperById(cookies[shopperCookie]);
  const isInDollars = shopper === null ? locale === "en" : inDollars.has(shopper.id);
  return { locale, shopper, currency: isInDollars ? "USD" : "CNY" };
}

export function signIn(response: Response, shopper: DemoShopper): void {
  response.cookie(shopperCookie, shopper.id, options);
}

export function signOut(response: Response): void {
  response.clearCookie(shopperCookie, options);
}
