import type { DecisionFacts } from "../authority/facts.ts";
import type { DecisionOutcome } from "../authority/record-decision.ts";
import type { LineRef } from "../contract/entries.ts";
import { compactFacts, type Pool } from "./compact-facts.ts";
import type { GatheredCase } from "./gather-cases.ts";
import { answers } from "./history.ts";
import type { RawRefusedPage } from "./raw-history.ts";

interface Want {
  ticketId: string;
  orderId: string;
  remedy: string;
  lineIds: readonly string[];
}

/** Neither the amount nor the reason: who tries again with less, or for another reason, wants the same. */
const nameOf = ({ ticketId, orderId, remedy, lineIds }: Want): string =>
  [ticketId, orderId, remedy, ...[...lineIds].sort()].join("|");

/**
 * The cases among what rules refused: one for each thing that was wanted in a ticket, told by its last try; none where that
 * was tried again and became a remedy, which then is the case. Pages come in order of time.
 */
export function createRefusedCases(pool: Pool) {
  const lastTries = new Map<string, GatheredCase>();
  const personNames = new Map<string, string>();
  let incomplete = 0;

  function add({ refused, followed }: RawRefusedPage): void {
    const becameAt = new Map<string, number>();
    for (const { lines, at, ...of } of followed) {
      const lineIds = (JSON.parse(lines) as LineRef[]).map(({ lineId }) => lineId);
      const name = nameOf({ ...of, lineIds });
      becameAt.set(name, Math.max(at, becameAt.get(name) ?? 0));
    }
    for (const { id, ticketId, orderId, at, personName, ...row } of refused) {
      const facts = compactFacts(JSON.parse(row.facts) as Partial<DecisionFacts>, pool);
      if (facts === null) {
        incomplete++;
        continue;
      }
      const lineIds = JSON.parse(row.lineIds) as string[];
      const name = nameOf({ ticketId, orderId, remedy: facts.remedy, lineIds });
      if ((becameAt.get(name) ?? 0) >= at) continue;
      const { verdict } = JSON.parse(row.outcome) as DecisionOutcome;
      personNames.set(facts.personId, personName);
      lastTries.set(name, {
        decisionId: id,
        remedyId: "",
        ticketId,
        orderId: pool.text(orderId),
        facts,
        was: answers.indexOf(verdict.answer),
        isGivenAtOnce: false,
        steps: 0,
        approval: null,
        retries: [],
        failures: [],
        ending: "refused",
        endedAt: null,
        amountMinor: 0,
        isOverrun: false,
        isUnproven: false,
        ratingScore: null,
      });
    }
  }

  return {
    add,
    cases: (): GatheredCase[] => [...lastTries.values()],
    personNames: personNames as ReadonlyMap<string, string>,
    incomplete: () => incomplete,
  };
}
