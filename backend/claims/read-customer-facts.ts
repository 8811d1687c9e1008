import type { CustomerFacts } from "../authority/facts.ts";
import { windowDays } from "../authority/read-usage.ts";
import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { customers } from "../shop/tables.ts";

interface Asked {
  /** The order's customer. */
  customerId: string | null;
  /** The case in hand: its own claims are not earlier ones. */
  exceptTicketId?: string;
}

/** What a decision sees of whom the remedy is for, beside what budgets know of them. */
export async function readCustomerFacts(
  reader: Reader,
  { customerId, exceptTicketId }: Asked,
  now: number,
): Promise<Omit<CustomerFacts, "grants">> {
  const customer = customerId === null ? null : await reader.one(customers, { id: customerId });
  if (customer === null) return { id: "", tiers: [], ageDays: 0, claimsAt: [] };
  // All of them, however many: a rule may stop who claims more often than any page of ours would hold.
  const earlier = await reader.sql<{ at: unknown }>(
    "SELECT `at` FROM `claims` WHERE `customerId` = ? AND `at` > ? AND `ticketId` <> ? ORDER BY `at` DESC",
    [customer.id, now - windowDays * day, exceptTicketId ?? ""],
  );
  return {
    id: customer.id,
    tiers: customer.tags,
    ageDays: Math.max(0, Math.floor((now - customer.since) / day)),
    claimsAt: earlier.map(({ at }) => Number(at)),
  };
}
