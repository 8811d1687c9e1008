import { MoreThan, Not } from "typeorm";
import type { CustomerFacts } from "../authority/facts.ts";
import { keptOfCustomer, windowDays } from "../authority/read-usage.ts";
import { day } from "../core/clock.ts";
import type { Reader } from "../core/database/reader.ts";
import { customers } from "../shop/tables.ts";
import { claims } from "./tables.ts";

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
  const earlier = await reader.many(claims, {
    where: {
      customerId: customer.id,
      at: MoreThan(now - windowDays * day),
      ...(exceptTicketId === undefined ? {} : { ticketId: Not(exceptTicketId) }),
    },
    order: { at: "DESC", id: "DESC" },
    take: keptOfCustomer,
  });
  return {
    id: customer.id,
    tiers: customer.tags,
    ageDays: Math.max(0, Math.floor((now - customer.since) / day)),
    claimsAt: earlier.map(({ at }) => at),
  };
}
