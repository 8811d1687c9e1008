import { In } from "typeorm";
import type { DecisionFacts } from "../authority/facts.ts";
import { decisions } from "../authority/tables.ts";
import type { ReplayCase } from "../contract/insight.ts";
import { insightQueries } from "../contract/queries/insight.ts";
import type { Reader } from "../core/database/reader.ts";
import { isGenerated } from "../core/ids.ts";
import { defineQuery } from "../core/query.ts";
import { refuse } from "../core/refusal.ts";
import { remedies } from "../remedies/tables.ts";
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

/** As they stand today: a ticket that was erased since is left out. */
async function nameCases(reader: Reader, named: readonly NamedCase[]): Promise<ReplayCase[]> {
  if (named.length === 0) return [];
  const take = named.length;
  const decided = await reader.many(decisions, {
    where: { id: In(named.map((each) => each.decisionId)) },
    take,
  });
  const given = await reader.many(remedies, {
    where: { id: In(decided.map((each) => each.remedyId)) },
    take,
  });
  const about = await reader.many(tickets, { where: { id: In(decided.map((each) => each.ticketId)) }, take });
  return named.flatMap((each): ReplayCase[] => {
    const decision = decided.find(({ id }) => id === each.decisionId);
    const remedy = given.find(({ id }) => id === decision?.remedyId);
    const ticket = about.find(({ id }) => id === decision?.ticketId);
    if (decision === undefined || remedy === undefined || ticket === undefined) return [];
    const facts = decision.facts as DecisionFacts;
    return [
      {
        ...each,
        remedyId: remedy.id,
        ticketId: ticket.id,
        ticketNumber: ticket.number,
        orderNumber: remedy.orderNumber,
        at: decision.at,
        remedy: remedy.remedy,
        reason: remedy.reason,
        agentId: remedy.requesterId,
        agentName: remedy.requesterName,
        amountMinor: facts.amountMinor,
        currency: remedy.currency,
        isGenerated: isGenerated(decision.id),
      },
    ];
  });
}
