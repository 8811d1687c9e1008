import { expect } from "chai";
import { compilePolicy } from "../../backend/authority/compile-policy.ts";
import type { DecisionFacts } from "../../backend/authority/facts.ts";
import { day, hour } from "../../backend/core/clock.ts";
import { createHistoryBuilder } from "../../backend/insight/encode-history.ts";
import { answers, endings, type History } from "../../backend/insight/history.ts";
import type { RawDecision } from "../../backend/insight/raw-history.ts";
import { replayPolicy } from "../../backend/insight/replay-policy.ts";
import { compareReplay } from "../../backend/insight/replay-result.ts";
import { openRule, plainFacts } from "../support/policies.ts";

const { at } = plainFacts;

interface Told {
  remedyId: string;
  act: "grant" | "request" | "approve";
  state: string;
  facts: Partial<DecisionFacts>;
}

/** As `readHistory` would read it. */
function rowOf({ remedyId, act, state, facts }: Told): RawDecision {
  const seen = { ...plainFacts, ...facts };
  const verdict =
    act === "grant" ? { answer: "grant" } : { answer: "approval", obstacles: [], chain: ["any"] };
  return {
    id: `${act} ${remedyId}`,
    remedyId,
    ticketId: `ticket ${remedyId}`,
    at: seen.at,
    facts: JSON.stringify(seen),
    outcome: JSON.stringify({ act, verdict }),
    orderId: `order ${remedyId}`,
    state,
    amountMinor: seen.amountMinor,
    since: seen.at + hour,
    settlement: null,
    requesterName: "Lin",
    ratingScore: null,
  };
}

function historyOf(told: readonly Told[]): History {
  const builder = createHistoryBuilder("UTC");
  builder.add({ decisions: told.map(rowOf), reopened: [], failed: [] });
  return builder.finish();
}

describe("the past as a replay takes it", () => {
  it("does not take a request that a rollback called back for one that somebody approved", () => {
    const history = historyOf([{ remedyId: "a", act: "request", state: "recalled", facts: {} }]);
    expect(endings[history.ended[0] ?? -1]).to.equal("withdrawn");
    expect([...history.givenMinor]).to.deep.equal([0]);
  });

  it("counts what was approved against the team of who asked, whichever team who said yes belongs to", () => {
    const team = (departmentId: string, facts: Partial<DecisionFacts>) => ({
      ...facts,
      departmentIds: [departmentId],
    });
    const request = team("service", { amountMinor: 60 });
    const yes = team("finance", { ...request, personId: "boss", role: "supervisor", at: at + hour });
    const later = team("service", { amountMinor: 40, teamUsedMinor: 60, at: at + 2 * hour });
    const history = historyOf([
      { remedyId: "a", act: "request", state: "settled", facts: team("service", request) },
      { remedyId: "a", act: "approve", state: "settled", facts: team("finance", yes) },
      { remedyId: "b", act: "grant", state: "settled", facts: later },
    ]);
    const capped = { ...openRule, caps: { ...openRule.caps, perTeamMonth: { USD: 100 } } };
    const { answer } = replayPolicy(history, compilePolicy(2, [capped]));
    // Given at once instead of an hour later, it draws 60 of the team's 100 all the same: 40 are left.
    expect([...answer].map((each) => answers[each])).to.deep.equal(["grant", "grant"]);
  });

  it("counts all that is too young to have turned out, and not only of what is kept by name", () => {
    const old = Array.from({ length: 5000 }, (_none, nth) => ({ remedyId: `old ${nth}`, at }));
    const told = [...old, { remedyId: "young", at: at + 40 * day }];
    const history = historyOf(
      told.map(({ remedyId, at: askedAt }) => ({
        remedyId,
        act: "request",
        state: "declined",
        facts: { at: askedAt },
      })),
    );
    const replayed = replayPolicy(history, compilePolicy(2, [openRule]));
    const { result } = compareReplay(history, replayed, at + 41 * day);
    expect(result.numbers.grantedAtOnce).to.include({ count: 5001, named: 5000 });
    expect(result.unknown.tooYoung).to.equal(1);
  });
});
