import { In, Not } from "typeorm";
import { policyQueries, type ShadowCase } from "../contract/queries/policies.ts";
import type { Reader } from "../core/database/reader.ts";
import { defineQuery } from "../core/query.ts";
import { people } from "../staff/tables.ts";
import { tickets } from "../tickets/tables.ts";
import type { Verdict } from "./decide.ts";
import type { DecisionFacts } from "./facts.ts";
import type { DecisionOutcome } from "./record-decision.ts";
import { refusedDecisions } from "./refusal-table.ts";
import { type ShadowDecisionRow, shadowDecisions } from "./release-tables.ts";
import { type DecisionRow, decisions } from "./tables.ts";

const shown = 100;

const { input, who } = policyQueries["policy.shadow"];

export const readShadowDecisions = defineQuery({
  name: "policy.shadow",
  who,
  input,
  async read(reader, { storefrontId, version }) {
    const of = { storefrontId, version };
    const looser = await reader.count(shadowDecisions, { ...of, differs: "looser" });
    const tighter = await reader.count(shadowDecisions, { ...of, differs: "tighter" });
    const rows = await reader.many(shadowDecisions, {
      where: { ...of, differs: Not("same") },
      order: { at: "DESC", id: "DESC" },
      take: shown,
    });
    return {
      decisions: await reader.count(shadowDecisions, of),
      differences: looser + tighter,
      looser,
      tighter,
      cases: await readCases(reader, rows),
    };
  },
});

/** Of what was promised or asked for, and of what a rule refused. */
type Taken = Omit<DecisionRow, "remedyId">;

async function readCases(reader: Reader, shadows: ShadowDecisionRow[]): Promise<ShadowCase[]> {
  const named = { where: { id: In(shadows.map(({ id }) => id)) }, take: shown };
  const taken: Taken[] = [
    ...(await reader.many(decisions, named)),
    ...(await reader.many(refusedDecisions, named)),
  ];
  const factsOf = (row: Taken) => row.facts as DecisionFacts;
  const staff = await reader.many(people, {
    where: { id: In(taken.map((row) => factsOf(row).personId)) },
    take: shown,
  });
  const about = await reader.many(tickets, {
    where: { id: In(taken.map(({ ticketId }) => ticketId)) },
    take: shown,
  });
  return shadows.flatMap((shadow) => {
    const row = taken.find(({ id }) => id === shadow.id);
    if (row === undefined) return [];
    const { remedy, reason, amountMinor, currency, personId } = factsOf(row);
    return [
      {
        decisionId: row.id,
        ticketId: row.ticketId,
        ticketNumber: about.find(({ id }) => id === row.ticketId)?.number ?? 0,
        remedy,
        reason,
        amountMinor,
        currency,
        personName: staff.find(({ id }) => id === personId)?.name ?? "",
        live: said(row.policyVersion, (row.outcome as DecisionOutcome).verdict),
        shadow: said(shadow.version, shadow.verdict as Verdict),
        at: shadow.at,
      },
    ];
  });
}

const said = (version: number, verdict: Verdict) => ({
  version,
  answer: verdict.answer,
  obstacles: verdict.answer === "grant" ? [] : verdict.obstacles,
});
