import { type Address, address } from "../../contract/fields.ts";
import { parseMinor } from "../../core/money.ts";
import { badRow } from "./bad-row.ts";

const currencies = new Set(Intl.supportedValuesOf("currency"));

export function readText(text: string, column: string, longest: number): string {
  if (text.length > longest) badRow(`${column} is longer than ${longest} characters`);
  return text;
}

export function readCurrency(text: string): string {
  const code = text.toUpperCase();
  if (!currencies.has(code)) badRow(`Currency "${text}" is no ISO 4217 code`);
  return code;
}

/** An amount of at least 0 in minor units; empty reads as 0. */
export function readMinor(text: string, column: string, currency: string): number {
  if (text === "") return 0;
  const minor = parseMinor(text, currency) ?? badRow(`${column} "${text}" is no amount in ${currency}`);
  if (minor < 0) badRow(`${column} "${text}" is negative`);
  if (minor > 1_000_000_000_000) badRow(`${column} "${text}" is too large`);
  return minor;
}

export function readCount(text: string, column: string, least: number): number {
  const count = /^-?\d{1,9}$/.test(text) ? Number(text) : badRow(`${column} "${text}" is no whole number`);
  if (count < least) badRow(`${column} "${text}" is below ${least}`);
  return count;
}

const shopifyTime = /^(\d{4}-\d\d-\d\d)[ T](\d\d:\d\d(?::\d\d)?)\s*(?:([+-]\d\d):?(\d\d)|UTC|Z)?$/;

/** "2026-11-19 04:00:00 +0000", or ISO 8601; without a zone it is UTC. Null where empty. */
export function readInstant(text: string, column: string): number | null {
  if (text === "") return null;
  const match = shopifyTime.exec(text) ?? badRow(`${column} "${text}" is no date and time`);
  const [, date, time, hours, minutes] = match;
  const at = Date.parse(`${date}T${time}${hours === undefined ? "Z" : `${hours}:${minutes}`}`);
  if (Number.isNaN(at) || at < 0) badRow(`${column} "${text}" is no date and time`);
  return at;
}

/** Lower case; empty where there is none. */
export function readEmail(text: string, column: string): string {
  const email = readText(text.toLowerCase(), column, 190);
  if (email !== "" && !/^[^\s@]+@[^\s@]+$/.test(email)) badRow(`${column} "${text}" is no e-mail address`);
  return email;
}

export function readFlag(text: string, otherwise: boolean): boolean {
  return text === "" ? otherwise : /^(true|yes|1)$/i.test(text);
}

export const splitList = (text: string, separator: RegExp): string[] =>
  text
    .split(separator)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** An address that lacks what a parcel needs is none. */
export function readAddress(parts: Address): Address | null {
  const parsed = address.safeParse({ ...parts, country: parts.country.toUpperCase() });
  return parsed.success ? parsed.data : null;
}
