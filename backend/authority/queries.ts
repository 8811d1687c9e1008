import type { Reader } from "../core/database/reader.ts";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.ts";
import { type PolicyRow, policies } from "./tables.ts";

/** The version in force, or null where none was published. */
export async function readPolicy(reader: Reader, storefrontId: string): Promise<PolicyRow | null> {
  const [newest] = await reader.many(policies, {
    where: { storefrontId },
    order: { version: "DESC" },
    take: 1,
  });
  return newest ?? null;
}

/** Of a storefront that never published one: covers nothing, so that everything goes to an approval. */
export const noPolicy = compilePolicy(0, []);

/** By the id of the policy's row, which never changes. The oldest make room: a new version makes them useless. */
const compiled = new Map<string, CompiledPolicy>();
const keptPolicies = 200;

/** The version in force, ready to be asked; its rules are fetched and compiled once in a process. */
export async function readCompiledPolicy(reader: Reader, storefrontId: string): Promise<CompiledPolicy> {
  const [newest] = await reader.many(policies, {
    select: { id: true, version: true },
    where: { storefrontId },
    order: { version: "DESC" },
    take: 1,
  });
  if (newest === undefined) return noPolicy;
  const known = compiled.get(newest.id);
  if (known !== undefined) return known;
  const row = await reader.one(policies, { id: newest.id });
  if (row === null) throw new Error(`policy ${newest.id} is gone`);
  const policy = compilePolicy(row.version, row.rules);
  compiled.set(newest.id, policy);
  for (const id of compiled.keys()) {
    if (compiled.size <= keptPolicies) break;
    compiled.delete(id);
  }
  return policy;
}
