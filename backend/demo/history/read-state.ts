import type { Reader } from "../../core/database/reader.ts";
import { people } from "../../staff/tables.ts";

/** Of a seed's history: a run writes its agents first and its supervisors last. */
export async function readState(reader: Reader, seed: number): Promise<"none" | "begun" | "whole"> {
  const isThere = async (role: "agent" | "supervisor") =>
    (await reader.one(people, { email: `${role}-${seed}-1@generated.invalid` })) !== null;
  if (await isThere("supervisor")) return "whole";
  return (await isThere("agent")) ? "begun" : "none";
}
