import { In } from "typeorm";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { departments } from "./tables.ts";

/** Refuses `not_found` if one of them does not exist. Answers each once. */
export async function checkDepartments(reader: Reader, ids: readonly string[]): Promise<string[]> {
  const wanted = [...new Set(ids)];
  if (wanted.length === 0) return [];
  const found = await reader.many(departments, { where: { id: In(wanted) }, take: wanted.length });
  if (found.length < wanted.length) refuse("not_found", {});
  return wanted;
}
