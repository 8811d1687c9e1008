import { expect } from "chai";
import { systemClock } from "../../backend/core/clock.ts";
import type { Reader } from "../../backend/core/database/reader.ts";
import { newId } from "../../backend/core/ids.ts";
import { stampsBehind } from "../../backend/core/remembered-actors.ts";
import { createConcerned } from "../../backend/edge/sockets/concerned.ts";
import type { ConsoleSocket } from "../../backend/edge/sockets/types.ts";

const agent = () => ({
  kind: "agent" as const,
  sessionId: newId(),
  personId: newId(),
  departmentIds: [],
  sessionEndsAt: Number.POSITIVE_INFINITY,
});

/** So many agents' sockets, and the stamps as the test raises them; `look` says of how many sockets it was asked who they are. */
function observed(count: number, everybodyEveryMs?: number) {
  const sockets = Array.from({ length: count }, () => ({ connected: true, data: { actor: agent() } }));
  const versions = new Map<number, number>();
  const reader = {
    sql: async () => [...versions].map(([id, version]) => ({ id, version })),
  } as unknown as Reader;
  const concerned = createConcerned({
    reader,
    clock: systemClock,
    sockets: () => sockets as unknown as ConsoleSocket[],
    everybodyEveryMs,
  });
  const raise = (actor: (typeof sockets)[number]["data"]["actor"], which: "sessionId" | "personId") => {
    const stamps = stampsBehind(actor as never);
    const stamp = stamps[which === "sessionId" ? 0 : stamps.length - 1] as number;
    versions.set(stamp, (versions.get(stamp) ?? 0) + 1);
  };
  const look = async () => {
    let asked: unknown[] = [];
    await concerned.look(async (some) => {
      asked = some;
    });
    return asked;
  };
  return { sockets, concerned, raise, look };
}

describe("whom something has happened to", () => {
  it("is nobody while nothing happens, and whoever's session or person has changed", async () => {
    const { sockets, raise, look } = observed(3);
    expect(await look()).to.deep.equal([]);
    expect(await look()).to.deep.equal([]);
    const [one, other] = sockets as [(typeof sockets)[0], (typeof sockets)[0]];
    raise(one.data.actor, "sessionId");
    expect(await look()).to.include(one);
    raise(other.data.actor, "personId");
    expect(await look()).to.include(other);
    expect(await look()).to.deep.equal([]);
  });

  it("is whoever's session is over, until they have been given more time", async () => {
    const { sockets, look } = observed(2);
    const [one] = sockets as [(typeof sockets)[0]];
    one.data.actor = { ...one.data.actor, sessionEndsAt: Date.now() - 1 };
    expect(await look()).to.deep.equal([one]);
    expect(await look()).to.deep.equal([one]);
    one.data.actor = { ...one.data.actor, sessionEndsAt: Date.now() + 60_000 };
    expect(await look()).to.deep.equal([]);
  });

  it("is still so after a judging that failed", async () => {
    const { sockets, concerned, raise, look } = observed(1);
    const [one] = sockets as [(typeof sockets)[0]];
    await look();
    raise(one.data.actor, "sessionId");
    const failed = await concerned
      .look(() => Promise.reject(new Error("away")))
      .catch((error: Error) => error.message);
    expect(failed).to.equal("away");
    expect(await look()).to.deep.equal([one]);
    expect(await look()).to.deep.equal([]);
  });

  it("is taken for everybody from time to time, where it is said so", async () => {
    const { sockets, look } = observed(3, 0);
    expect(await look()).to.deep.equal(sockets);
  });
});
