import { In } from "typeorm";
import type { DecisionFacts } from "../authority/facts.ts";
import { refusedDecisions } from "../authority/refusal-table.ts";
import { decisions } from "../authority/tables.ts";
import type { ReplayCase } from "../contract/insight.ts";
import { insightQueries } from "../contract/queries/insight.ts";
import type { Reader } from "../core/database/reader.ts";
import { isGenerated } from "../core/ids.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { remedies } from "../remedies/tables.ts";
import { orders } from "../shop/tables.ts";
import { people } from "../staff/tables.ts";
import { tickets } from "../tickets/tables.ts";
import { type NamedCase, runs } from "./tables.ts";

const { input, who } = insightQueries["insight.cases"];

export const readCases = defineQuery({
  name: "insight.cases",
  who,
  input,
  async read(reader, { runId, list, after, take }): Promise<{ cases: ReplayCase[]; hasMore: boolean }> {
    const run = await reader.one(runs, { id: runId });
    if (run === null) refuse("not_found", {});
    const named = run.cases?.[list] ?? [];
    const start = after === null ? 0 : named.findIndex(({ decisionId }) => decisionId === after) + 1;
    const page = named.slice(start, start + take);
    return { cases: await nameCases(reader, page), hasMore: start + take < named.length };
  },
});

interface Known {
  decisionId: string;
  ticketId: string;
  remedyId: string | null;
  orderNumber: string;
  agentName: string;
  facts: DecisionFacts;
}

/** As they stand today: a ticket that was erased since is left out. */
async function nameCases(reader: Reader, named: readonly NamedCase[]): Promise<ReplayCase[]> {
  if (named.length === 0) return [];
  const take = named.length;
  const ids = named.map((each) => each.decisionId);
  const known = [...(await readGiven(reader, ids)), ...(await readRefused(reader, ids))];
  const about = await reader.many(tickets, { where: { id: In(known.map((each) => each.ticketId)) }, take });
  return named.flatMap((each): ReplayCase[] => {
    const of = known.find(({ decisionId }) => decisionId === each.decisionId);
    const ticket = about.find(({ id }) => id === of?.ticketId);
    if (of === undefined || ticket === undefined) return [];
    const { at, remedy, reason, personId: agentId, amountMinor, currency } = of.facts;
    const { remedyId, orderNumber, agentName } = of;
    return [
      {
        ...each,
        remedyId,
        ticketId: ticket.id,
        ticketNumber: ticket.number,
        orderNumber,
        at,
        remedy,
        reason,
        agentId,
        agentName,
        amountMinor,
        currency,
        isGenerated: isGenerated(each.decisionId),
      },
    ];
  });
}

async function readGiven(reader: Reader, ids: readonly string[]): Promise<Known[]> {
  const take = ids.length;
  const decided = await reader.many(decisions, { where: { id: In([...ids]) }, take });
  const given = await reader.many(remedies, {
    where: { id: In(decided.map((each) => each.remedyId)) },
    take,
  });
  return decided.flatMap(({ id, ticketId, remedyId, facts }) => {
    const remedy = given.find((each) => each.id === remedyId);
    if (remedy === undefined) return [];
    const { orderNumber, requesterName: agentName } = remedy;
    return [{ decisionId: id, ticketId, remedyId, orderNumber, agentName, facts: facts as DecisionFacts }];
  });
}

async function readRefused(reader: Reader, ids: readonly string[]): Promise<Known[]> {
  const take = ids.length;
  const refused = await reader.many(refusedDecisions, { where: { id: In([...ids]) }, take });
  const on = await reader.many(orders, { where: { id: In(refused.map((each) => each.orderId)) }, take });
  const asked = await reader.many(people, { where: { id: In(refused.map((each) => each.personId)) }, take });
  return refused.map(({ id, ticketId, orderId, personId, facts }) => ({
    decisionId: id,
    ticketId,
    remedyId: null,
    orderNumber: on.find((order) => order.id === orderId)?.number ?? "",
    agentName: asked.find((person) => person.id === personId)?.name ?? "",
    facts: facts as DecisionFacts,
  }));
}
