import { createHmac } from "node:crypto";

const steps = 2 ** 32;

/**
 * From 0 to below 1. Of the order and all its lines, whichever of them are asked about, so that neither asking again nor
 * asking in parts or with other lines draws again; keyed, so that nobody can work out beforehand which order is looked at.
 */
export function drawForAudit(key: string, orderId: string, lineIds: Iterable<string>): number {
  const named = [orderId, ...[...lineIds].sort()].join("\n");
  return createHmac("sha256", key).update(named).digest().readUInt32BE(0) / steps;
}
