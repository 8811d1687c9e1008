import type { Reader } from "../core/database/reader.ts";
import { type CompiledPolicy, compilePolicy } from "./compile-policy.ts";
import { readRelease, versionFor } from "./releases.ts";
import { type PolicyRow, policies } from "./tables.ts";

/** The live version, or null where none is. */
export async function readPolicy(reader: Reader, storefrontId: string): Promise<PolicyRow | null> {
  const { liveVersion } = await readRelease(reader, storefrontId);
  return reader.one(policies, { storefrontId, version: liveVersion });
}

/** Of a storefront that never published one: covers nothing, so that everything goes to an approval. */
export const noPolicy = compilePolicy(0, []);

/** By storefront and version, which never change. The oldest make room: a new version makes them useless. */
const compiled = new Map<string, CompiledPolicy>();
const keptPolicies = 200;

/** One version, ready to be asked; its rules are fetched and compiled once in a process. Version 0 has no rules. */
export async function readCompiledVersion(
  reader: Reader,
  storefrontId: string,
  version: number,
): Promise<CompiledPolicy> {
  if (version === 0) return noPolicy;
  const key = `${storefrontId}|${version}`;
  const known = compiled.get(key);
  if (known !== undefined) return known;
  const row = await reader.one(policies, { storefrontId, version });
  if (row === null) throw new Error(`version ${version} of the limits of ${storefrontId} is gone`);
  const policy = compilePolicy(row.version, row.rules);
  compiled.set(key, policy);
  for (const each of compiled.keys()) {
    if (compiled.size <= keptPolicies) break;
    compiled.delete(each);
  }
  return policy;
}

/** The live version, for what asks on nobody's behalf: what a claim asks of evidence. */
export async function readCompiledPolicy(reader: Reader, storefrontId: string): Promise<CompiledPolicy> {
  const { liveVersion } = await readRelease(reader, storefrontId);
  return readCompiledVersion(reader, storefrontId, liveVersion);
}

/**
 * The one answer to "which limits are this person's": headroom, grant, request and retry all ask here. With what decides
 * silently beside it, null where nothing does.
 */
export async function readPolicyFor(
  reader: Reader,
  storefrontId: string,
  personId: string,
): Promise<{ policy: CompiledPolicy; shadow: CompiledPolicy | null }> {
  const release = await readRelease(reader, storefrontId);
  const { shadowVersion } = release;
  const policy = await readCompiledVersion(reader, storefrontId, versionFor(release, personId));
  const shadow =
    shadowVersion === null ? null : await readCompiledVersion(reader, storefrontId, shadowVersion);
  return { policy, shadow };
}
