import { createHmac } from "node:crypto";

const steps = 2 ** 32;

/**
 * From 0 to below 1. Of order and lines alone, so that asking again does not draw again; keyed, so that nobody can work
 * out beforehand which request is looked at.
 */
export function drawForAudit(key: string, orderId: string, lineIds: Iterable<string>): number {
  const named = [orderId, ...[...lineIds].sort()].join("\n");
  return createHmac("sha256", key).update(named).digest().readUInt32BE(0) / steps;
}
