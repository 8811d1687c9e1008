import { expect } from "chai";
import { type RemedyState, remedyStates } from "../../backend/contract/vocabulary.ts";
import {
  entrances,
  isOpenPayout,
  machine,
  remedyEvents,
  transition,
} from "../../backend/remedies/state-machine.ts";

function reachable(): Set<RemedyState> {
  const found = new Set<RemedyState>(Object.values(entrances));
  for (const state of found) for (const next of Object.values(machine[state])) found.add(next);
  return found;
}

describe("the machine of a remedy", () => {
  it("reaches every state", () => {
    expect([...reachable()].sort()).to.deep.equal([...remedyStates].sort());
  });

  it("uses every event", () => {
    const used = new Set(Object.values(machine).flatMap((ways) => Object.keys(ways)));
    expect([...used].sort()).to.deep.equal([...remedyEvents].sort());
  });

  it("goes nowhere by an event that the state does not know", () => {
    for (const state of remedyStates) {
      for (const event of remedyEvents) {
        expect(transition(state, event), `${state} ${event}`).to.equal(machine[state][event] ?? null);
      }
    }
    expect(transition("declined", "approve")).to.equal(null);
    expect(transition("awaiting_approval", "start")).to.equal(null);
  });

  it("never takes a settlement back", () => {
    expect(Object.values(machine.settled)).to.deep.equal(["settled"]);
  });

  it("pays only what was granted or approved", () => {
    const ways = remedyStates.flatMap((state) => (machine[state].start === undefined ? [] : [state]));
    expect(ways).to.deep.equal(["granted"]);
    expect(remedyStates.filter(isOpenPayout)).to.deep.equal(["granted", "paying"]);
  });
});
