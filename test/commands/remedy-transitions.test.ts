import { expect } from "chai";
import { remedyStates } from "../../backend/contract/vocabulary.ts";
import { day } from "../../backend/core/clock.ts";
import { approvals } from "../../backend/remedies/approval-table.ts";
import { type entrances, machine } from "../../backend/remedies/state-machine.ts";
import { behave } from "../support/fake-merchant.ts";
import { expectViewsToFollow } from "../support/follow-views.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import { askedRemedy, openTicket, refundOf } from "../support/situations.ts";

type Remedy = { remedyId: string; ticketId: string };
type Step = (at: RemedyScene, of: Remedy) => Promise<unknown>;

const say =
  (attempt: number, state: "settled" | "failed"): Step =>
  async (at, { remedyId }) => {
    const tries = await at.attemptsOf(remedyId);
    const attemptId = tries.find((each) => each.attempt === attempt)?.id;
    const outcome =
      state === "settled"
        ? { state, reference: `r${attempt}`, hint: "card ••12", arrivesInDays: 2 }
        : { state, code: "no", message: "No" };
    return at.as("system", "remedy.book-outcome", { remedyId, attemptId, outcome });
  };
const approve: Step = async (at, { remedyId }) => {
  const { hash } = await at.remedy(remedyId);
  return at.as("supervisor", "remedy.approve", { remedyId, hash, otherAmountMinor: 4321 });
};
const decline: Step = (at, { remedyId }) =>
  at.as("supervisor", "remedy.decline", { remedyId, because: "No proof" });
const withdraw: Step = (at, { remedyId }) => at.as("agent", "remedy.withdraw", { remedyId });
const expire: Step = (at) => {
  at.house.clock.advance(7 * day);
  return at.work();
};
const recall: Step = async (at, { remedyId }) => {
  const [asked] = await at.house.reader.many(approvals, { where: { id: remedyId }, take: 1 });
  await at.as("system", "remedy.recall", { remedyId, policyVersion: asked?.policyVersion });
};
const start: Step = (at) => {
  at.merchant.next(behave.accepts);
  return at.work();
};
const retry: Step = (at, { remedyId }) => at.as("agent", "remedy.retry", { remedyId });

const fail = say(1, "failed");
const settle = say(1, "settled");

/** For every way of the machine, how one gets there from its entrance: the last step is the way itself. */
const journeys: Record<string, { by: keyof typeof entrances; steps: Step[] }> = {
  "awaiting_approval approve": { by: "request", steps: [approve] },
  "awaiting_approval decline": { by: "request", steps: [decline] },
  "awaiting_approval withdraw": { by: "request", steps: [withdraw] },
  "awaiting_approval expire": { by: "request", steps: [expire] },
  "awaiting_approval recall": { by: "request", steps: [recall] },
  "granted start": { by: "grant", steps: [start] },
  "granted overrun": { by: "grant", steps: [start, fail, retry, settle] },
  "paying settle": { by: "grant", steps: [start, settle] },
  "paying fail": { by: "grant", steps: [start, fail] },
  "paying overrun": { by: "grant", steps: [start, fail, retry, start, settle] },
  "settled overrun": { by: "grant", steps: [start, fail, retry, start, settle, say(2, "settled")] },
  "failed retry": { by: "grant", steps: [start, fail, retry] },
  "failed overrun": { by: "grant", steps: [start, fail, settle] },
};

async function enter(at: RemedyScene, by: keyof typeof entrances): Promise<Remedy> {
  if (by === "request") return askedRemedy(at.scene);
  const situation = await openTicket(at.scene);
  const request = refundOf(situation, 1000);
  const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.grant", { request });
  return { ...situation, remedyId };
}

describe("every way of a remedy's machine", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
  });
  after(() => at.close());

  it("has its journey", () => {
    const ways = remedyStates.flatMap((state) =>
      Object.keys(machine[state]).map((event) => `${state} ${event}`),
    );
    expect(Object.keys(journeys).sort()).to.deep.equal(ways.sort());
  });

  for (const [way, { by, steps }] of Object.entries(journeys)) {
    const [from = "", event = ""] = way.split(" ");
    it(`is walked: ${event} from ${from}`, async () => {
      await at.work();
      const remedy = await enter(at, by);
      for (const [index, step] of steps.entries()) {
        const isLast = index === steps.length - 1;
        if (isLast) expect((await at.remedy(remedy.remedyId)).state).to.equal(from);
        at.house.clock.advance(1000);
        await step(at, remedy);
        await expectViewsToFollow(at, remedy.ticketId);
      }
      const ways: Readonly<Record<string, Readonly<Record<string, string>>>> = machine;
      expect((await at.remedy(remedy.remedyId)).state).to.equal(ways[from]?.[event]);
      const { openPayouts, pendingApprovals } = await at.ticket(remedy.ticketId);
      const { state } = await at.remedy(remedy.remedyId);
      expect(openPayouts).to.equal(state === "granted" || state === "paying" ? 1 : 0);
      expect(pendingApprovals).to.equal(0);
    });
  }
});
