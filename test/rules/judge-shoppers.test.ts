import { setTimeout as pause } from "node:timers/promises";
import { expect } from "chai";
import { systemClock } from "../../backend/core/clock.ts";
import type { Reader } from "../../backend/core/database/reader.ts";
import { newId } from "../../backend/core/ids.ts";
import { createLog } from "../../backend/core/log.ts";
import { stampsBehind } from "../../backend/core/remembered-actors.ts";
import { createShopperJudgement } from "../../backend/edge/sockets/judge-shoppers.ts";
import type { WidgetNamespace, WidgetSocket } from "../../backend/edge/sockets/types.ts";
import { eventually } from "../support/eventually.ts";

/** Longer than from one look to the next: a silence that the test is about. */
const aLook = 700;

/** So many shoppers' sockets, the stamps as the test sets them, and who was judged, look by look. */
function observed(count: number) {
  const sockets = Array.from({ length: count }, () => {
    const actor = { kind: "shopper", sessionId: newId(), shopperId: newId() };
    return { id: newId(), connected: true, data: { actor } } as unknown as WidgetSocket;
  });
  const versions = new Map<number, number>();
  const judged: string[][] = [];
  const faults = { reading: false, judging: false };
  const reader = {
    sql: async () => {
      if (faults.reading) throw new Error("the database is away");
      return [...versions].map(([id, version]) => ({ id, version }));
    },
  } as unknown as Reader;
  const judgement = createShopperJudgement({
    reader,
    clock: systemClock,
    widget: { sockets: new Map(sockets.map((socket) => [socket.id, socket])) } as unknown as WidgetNamespace,
    judge: async (some) => {
      if (some.length > 0) judged.push(some.map(({ id }) => id));
      if (faults.judging) throw new Error("the database is away");
    },
    log: createLog("silent"),
  });
  const raise = (socket: WidgetSocket | undefined) => {
    const [stamp] = socket === undefined ? [] : stampsBehind(socket.data.actor);
    if (stamp !== undefined) versions.set(stamp, (versions.get(stamp) ?? 0) + 1);
  };
  return { sockets, judged, faults, raise, judgement };
}

describe("the judgement of shoppers", () => {
  it("asks for nobody while no stamp rises, and then for those who rest on it", async () => {
    const { sockets, judged, raise, judgement } = observed(200);
    judgement.start();
    await pause(aLook);
    expect(judged).to.deep.equal([]);
    const [one] = sockets;
    raise(one);
    await eventually(() => judged.length > 0);
    await judgement.stop();
    expect(judged).to.have.lengthOf(1);
    expect(judged[0]).to.include(one?.id);
    expect(judged[0]).to.have.length.below(40);
  });

  it("asks again for those whom it could not judge, and misses no stamp that rose while it could not read", async () => {
    const { sockets, judged, faults, raise, judgement } = observed(1);
    judgement.start();
    await pause(aLook);
    faults.reading = true;
    raise(sockets[0]);
    await pause(aLook);
    expect(judged).to.deep.equal([]);
    Object.assign(faults, { reading: false, judging: true });
    await eventually(() => judged.length > 0);
    faults.judging = false;
    const failed = judged.length;
    await eventually(() => judged.length > failed);
    const { length } = judged;
    await pause(aLook);
    await judgement.stop();
    expect(judged).to.have.lengthOf(length);
    expect(judged.at(-1)).to.deep.equal([sockets[0]?.id]);
  });

  it("takes its time over thousands, and leaves nobody out", async () => {
    const { sockets, judged, raise, judgement } = observed(1200);
    judgement.start();
    await pause(aLook);
    for (const socket of sockets) raise(socket);
    await eventually(() => judged.flat().length >= 1200);
    await judgement.stop();
    expect(judged.map(({ length }) => length)).to.deep.equal([500, 500, 200]);
    expect(new Set(judged.flat()).size).to.equal(1200);
  });

  it("asks for nobody who has gone meanwhile", async () => {
    const { sockets, judged, raise, judgement } = observed(1);
    const [one] = sockets;
    judgement.start();
    await pause(aLook);
    raise(one);
    Object.assign(one ?? {}, { connected: false });
    await pause(aLook);
    await judgement.stop();
    expect(judged).to.deep.equal([]);
  });
});
