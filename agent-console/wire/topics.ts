import type { QueryInput, QueryName } from "../../backend/contract/queries.ts";
import { topic } from "../../backend/contract/sockets.ts";

type TopicsOf = { [N in QueryName]?: (input: QueryInput<N>) => string[] };

/** `policy:*` stands for the limits of whatever storefront: a headroom does not know its storefront. */
const anyPolicy = "policy:*";
const anyBudget = "budget:*";

/** Which topics make a query's answer old. */
const topicsOfQuery: TopicsOf = {
  "desk.me": () => [topic.staff, topic.storefronts],
  "queue.counts": () => [topic.queues],
  "queue.list": () => [topic.queues],
  "ticket.case": ({ ticketId }) => [topic.case(ticketId)],
  "remedy.headroom": ({ orderId, ticketId }) => [
    topic.headroom(orderId),
    topic.case(ticketId),
    anyPolicy,
    anyBudget,
  ],
  "remedy.explain": ({ orderId, ticketId }) => [
    topic.headroom(orderId),
    topic.case(ticketId),
    anyPolicy,
    anyBudget,
  ],
  "policy.packed": ({ storefrontId }) => [topic.policy(storefrontId), topic.staff],
  "approval.list": () => [topic.approvals],
  "payout.list": () => [topic.payouts],
  "staff.directory": () => [topic.staff],
  "staff.list": () => [topic.staff],
  "storefront.list": () => [topic.storefronts],
  "policy.read": ({ storefrontId }) => [topic.policy(storefrontId)],
  "policy.workbench": ({ storefrontId }) => [topic.policy(storefrontId), topic.staff],
  // What it decides beside: every grant, and every request.
  "policy.shadow": ({ storefrontId }) => [topic.policy(storefrontId), anyBudget, topic.approvals],
  "insight.run": ({ runId }) => [topic.run(runId)],
  "insight.suggestions": ({ storefrontId }) => [topic.policy(storefrontId)],
};

export function topicsOf<N extends QueryName>(name: N, input: QueryInput<N>): string[] {
  return topicsOfQuery[name]?.(input) ?? [];
}

export function isTouched(queryTopics: readonly string[], changed: ReadonlySet<string>): boolean {
  const kinds = new Set([...changed].map((each) => `${each.split(":")[0]}:*`));
  return queryTopics.some((each) => changed.has(each) || kinds.has(each));
}
