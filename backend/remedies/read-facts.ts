import { Like } from "typeorm";
import { type BudgetKeys, budgetKeys } from "../authority/budget-keys.ts";
import type { CompiledPolicy } from "../authority/compile-policy.ts";
import type { NameOf } from "../authority/explain.ts";
import type { AmountlessFacts } from "../authority/facts.ts";
import { readPolicyFor } from "../authority/queries.ts";
import { readOrderFacts } from "../authority/read-order-facts.ts";
import type { Usage } from "../authority/read-usage.ts";
import { countClaims90Days } from "../claims/queries.ts";
import { readCustomerFacts } from "../claims/read-customer-facts.ts";
import { claims } from "../claims/tables.ts";
import type { Assurance, ClaimReason } from "../contract/vocabulary.ts";
import type { PersonActor } from "../core/actor.ts";
import type { Reader } from "../core/database/reader.ts";
import { refuse } from "../core/refusal.ts";
import { photos } from "../evidence/tables.ts";
import { assuranceOf } from "../shop/orders/assurance.ts";
import type { OrderWithLines } from "../shop/orders/order-worth.ts";
import { readTrust } from "../shop/orders/queries.ts";
import { storefronts } from "../shop/storefront-tables.ts";
import type { OrderRow } from "../shop/tables.ts";
import { readApproverNames } from "../staff/read-approver-names.ts";
import type { TicketRow } from "../tickets/tables.ts";
import type { Choice } from "./executors/executor.ts";
import { aboutOf } from "./executors/executors.ts";
import { readGranted } from "./read-granted.ts";
import { belongTogether } from "./rules.ts";

/** What is asked, by whom and of what. */
export interface Question {
  ticket: TicketRow;
  o: OrderWithLines;
  actor: PersonActor;
  reason: ClaimReason;
  choice: Choice;
  now: number;
}

export interface Known {
  /** This person's. */
  policy: CompiledPolicy;
  /** Decides silently beside it. */
  shadow: CompiledPolicy | null;
  facts: AmountlessFacts;
  /** Of whom the rules may name to approve. */
  nameOf: NameOf;
}

/** The budgets that this person's grants of now on this order draw from. */
export async function readBudgetKeys(
  reader: Reader,
  order: Pick<OrderRow, "storefrontId" | "currency" | "customerId">,
  person: Pick<PersonActor, "personId" | "departmentIds">,
  now: number,
): Promise<BudgetKeys> {
  const { storefrontId, currency, customerId } = order;
  const { personId, departmentIds } = person;
  const storefront = await reader.one(storefronts, { id: storefrontId });
  const timeZone = storefront?.timeZone ?? "UTC";
  return budgetKeys({ storefrontId, personId, departmentIds, customerId, currency, timeZone, now });
}

/**
 * The one place where the facts of a decision are gathered: headroom, grant, request, approval and retry all see the
 * same. `readUsed` is asked last: it may lock budgets that all the team draws on, which must not wait for the rest.
 * Refuses an order that is none of the ticket's as `not_found`.
 */
export async function readFacts(
  reader: Reader,
  question: Question,
  readUsed: (policy: CompiledPolicy, factsWith: (usage: Usage) => AmountlessFacts) => Promise<Usage>,
): Promise<Known> {
  const { ticket, o, actor, reason, choice, now } = question;
  const { order } = o;
  if (!belongTogether(ticket, order)) refuse("not_found", {});
  const { policy, shadow } = await readPolicyFor(reader, order.storefrontId, actor.personId);
  const surroundings = {
    storefrontId: order.storefrontId,
    role: actor.kind,
    personId: actor.personId,
    departmentIds: [...actor.departmentIds],
    at: now,
    remedy: choice.remedy,
    reason,
    currency: order.currency,
    ...(await readGranted(reader, order.id)),
    ...(await readOrderFacts(reader, o, aboutOf(choice, o), now)),
    customer: await readCustomerFacts(
      reader,
      { customerId: order.customerId, exceptTicketId: ticket.id },
      now,
    ),
    channel:
      (await reader.count(claims, { ticketId: ticket.id })) > 0 ? ("claim" as const) : ("chat" as const),
    assurance: await readAssurance(reader, ticket, order),
    photoCount: await reader.count(photos, { ticketId: ticket.id, owner: Like("shopper:%") }),
    packagingPhotoCount: await reader.count(photos, {
      ticketId: ticket.id,
      owner: Like("shopper:%"),
      shows: "packaging",
    }),
    isTrusted: await readIsTrusted(reader, ticket, now),
    policyVersion: policy.version,
  };
  const nameOf = await readApproverNames(reader, policy.approvers);
  const factsWith = ({ grants, ...used }: Usage): AmountlessFacts => ({
    ...surroundings,
    ...used,
    customer: { ...surroundings.customer, grants },
  });
  return { policy, shadow, facts: factsWith(await readUsed(policy, factsWith)), nameOf };
}

/** An order that staff attached, or that nobody vouches for, is stated. */
async function readAssurance(reader: Reader, ticket: TicketRow, order: OrderRow): Promise<Assurance> {
  if (ticket.orderId === order.id && ticket.assurance !== null) return ticket.assurance;
  return (await assuranceOf(reader, ticket, order)) ?? "stated";
}

async function readIsTrusted(reader: Reader, ticket: TicketRow, now: number): Promise<boolean> {
  const { customerId } = ticket;
  const claims90Days = await countClaims90Days(reader, customerId, now, ticket.id);
  return readTrust(reader, { customerId, claims90Days }, now);
}
