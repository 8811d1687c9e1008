import { hash, randomBytes } from "node:crypto";
import { v7 } from "uuid";

/** UUID version 7: sorts by time of making, which keeps index pages warm. */
export const newId = (): string => v7();

/**
 * Whether a thing was made by the generator of demo history, and not by people: its ids are UUIDs of version 8, which sort
 * by time like those of version 7 and which nothing else makes.
 */
export const isGenerated = (id: string): boolean => id[14] === "8";
/** The same for SQL's LIKE. */
export const generatedLike = "______________8%";

/** 256 bits for sessions, links and keys. */
export const newSecret = (): string => randomBytes(32).toString("base64url");

export const sha256 = (text: string): string => hash("sha256", text);

/** Keys sorted at every depth, so that equal values have equal text. */
export function canonicalJson(value: unknown): string {
  if (typeof value !== "object" || value === null || "toJSON" in value)
    return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(",")}]`;
  const inner = value as Record<string, unknown>;
  const fields: string[] = [];
  for (const key of Object.keys(inner).sort()) {
    if (inner[key] !== undefined) fields.push(`${JSON.stringify(key)}:${canonicalJson(inner[key])}`);
  }
  return `{${fields.join(",")}}`;
}
