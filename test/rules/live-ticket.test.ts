import { expect } from "chai";
import fc from "fast-check";
import { createLiveTicket, type LiveState } from "../../backend/contract/live-ticket.ts";
import type { Resumed } from "../../backend/contract/sockets.ts";
import { manualTimers, settle } from "../support/manual-timers.ts";

interface View {
  seq: number;
  said: string[];
}
interface Entry {
  seq: number;
  word: string;
}
type Answer = Resumed<View, Entry>;

/** Throws on a gap or a repetition: "in order, exactly once" is checked at every step, not only at the end. */
function apply(view: View, entry: Entry): View {
  if (entry.seq !== view.seq + 1) throw new Error(`${entry.seq} applied on ${view.seq}`);
  return { seq: entry.seq, said: [...view.said, entry.word] };
}

const pageSize = 3;
const snapshotBehind = 8;

function makeWorld() {
  const clock = manualTimers();
  const log: Entry[] = [];
  const marks = { shopperSeenSeq: 0, staffSeenSeq: 0 };
  let questions: {
    after: number | null;
    resolve: (a: Answer) => void;
    reject: (e: Error) => void;
  }[] = [];
  let last: LiveState<View> | null = null;
  const live = createLiveTicket<View, Entry>({
    ticketId: "t",
    apply,
    timers: clock.timers,
    watch: (after) => new Promise((resolve, reject) => questions.push({ after, resolve, reject })),
    onChange(state) {
      last = state;
    },
  });
  const answerTo = (after: number | null): Answer => {
    if (after === null || log.length - after > snapshotBehind) {
      return {
        kind: "snapshot",
        view: { seq: log.length, said: log.map((each) => each.word) },
        marks: { ...marks },
      };
    }
    return {
      kind: "entries",
      entries: log.slice(after, after + pageSize),
      head: log.length,
      marks: { ...marks },
    };
  };
  return {
    clock,
    live,
    log,
    marks,
    state: () => last ?? { view: null, marks, status: "loading" as const },
    questions: () => questions,
    add(count: number) {
      for (let i = 0; i < count; i += 1) log.push({ seq: log.length + 1, word: `w${log.length + 1}` });
    },
    /** The server's answer as it is now, or as it was when the question came. */
    async answer(index = 0) {
      const question = questions[index];
      if (question === undefined) return;
      questions = questions.filter((each) => each !== question);
      question.resolve(answerTo(question.after));
      await settle();
    },
    async fail(index = 0) {
      const question = questions[index];
      if (question === undefined) return;
      questions = questions.filter((each) => each !== question);
      question.reject(new Error("no answer"));
      await settle();
    },
    /** The line is good from here on: every question is answered until there is none. */
    async comeToRest() {
      for (let turn = 0; turn < 500 && (questions.length > 0 || clock.isWaiting()); turn += 1) {
        await this.answer();
        clock.advance(20_000);
        await settle();
      }
    },
  };
}

const step = fc.oneof(
  fc.record({ kind: fc.constant("add" as const), count: fc.integer({ min: 1, max: 5 }) }),
  fc.record({ kind: fc.constant("push" as const), from: fc.nat(40), count: fc.integer({ min: 1, max: 4 }) }),
  fc.record({ kind: fc.constant("shuffled" as const), seqs: fc.array(fc.nat(40), { maxLength: 5 }) }),
  fc.record({ kind: fc.constant("answer" as const), index: fc.nat(3) }),
  fc.record({ kind: fc.constant("fail" as const), index: fc.nat(3) }),
  fc.record({ kind: fc.constant("lose" as const) }),
  fc.record({ kind: fc.constant("back" as const) }),
  fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(2000) }),
  fc.record({ kind: fc.constant("see" as const), seq: fc.nat(40) }),
);

describe("live ticket", () => {
  it("ends equal to the server's view after any interleaving of pushes, losses, answers and reconnects", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60 }), async (steps) => {
        const world = makeWorld();
        const { live, log } = world;
        world.add(2);
        live.open();
        for (const each of steps) {
          if (each.kind === "add") world.add(each.count);
          else if (each.kind === "push") live.receive(log.slice(each.from, each.from + each.count));
          else if (each.kind === "shuffled") {
            live.receive(each.seqs.flatMap((seq) => log[seq] ?? []));
          } else if (each.kind === "answer") await world.answer(each.index);
          else if (each.kind === "fail") await world.fail(each.index);
          else if (each.kind === "lose") live.connectionLost();
          else if (each.kind === "back") live.connectionBack();
          else if (each.kind === "wait") world.clock.advance(each.ms);
          else {
            world.marks.staffSeenSeq = Math.max(world.marks.staffSeenSeq, each.seq);
            live.marks({ ...world.marks });
          }
        }
        live.connectionBack();
        await world.comeToRest();
        const { view, marks, status } = world.state();
        expect(view).to.deep.equal({ seq: log.length, said: log.map((entry) => entry.word) });
        expect(marks).to.deep.equal(world.marks);
        expect(status).to.equal("live");
      }),
      { numRuns: 400 },
    );
  });

  it("has one question under way at a time", async () => {
    const world = makeWorld();
    world.add(1);
    world.live.open();
    world.live.receive([{ seq: 4, word: "w4" }]);
    world.live.receive([{ seq: 6, word: "w6" }]);
    expect(world.questions()).to.have.length(1);
  });

  it("applies what follows at once and asks for nothing", async () => {
    const world = makeWorld();
    world.add(2);
    world.live.open();
    await world.answer();
    world.add(2);
    world.live.receive(world.log.slice(2));
    expect(world.state().view?.seq).to.equal(4);
    expect(world.questions()).to.have.length(0);
  });

  it("keeps what is ahead of a gap and fills the gap by asking", async () => {
    const world = makeWorld();
    world.add(2);
    world.live.open();
    await world.answer();
    world.add(3);
    world.live.receive(world.log.slice(4));
    expect(world.state()).to.deep.include({ status: "stale" });
    expect(world.questions()[0]?.after).to.equal(2);
    await world.answer();
    expect(world.state().view?.said).to.deep.equal(["w1", "w2", "w3", "w4", "w5"]);
    expect(world.state().status).to.equal("live");
  });

  it("pages until it has reached the head", async () => {
    const world = makeWorld();
    world.add(1);
    world.live.open();
    await world.answer();
    world.live.connectionLost();
    world.add(8);
    world.live.connectionBack();
    for (let page = 0; page < 3; page += 1) await world.answer();
    expect(world.state().view?.seq).to.equal(9);
    expect(world.questions()).to.have.length(0);
  });

  it("asks again with growing waits while there is no answer", async () => {
    const world = makeWorld();
    world.add(1);
    world.live.open();
    await world.fail();
    expect(world.questions()).to.have.length(0);
    world.clock.advance(400);
    expect(world.questions()).to.have.length(1);
    await world.fail();
    world.clock.advance(400);
    expect(world.questions()).to.have.length(0);
    world.clock.advance(400);
    expect(world.questions()).to.have.length(1);
    await world.answer();
    expect(world.state().status).to.equal("live");
  });

  it("does not listen to an answer from before the reconnect", async () => {
    const world = makeWorld();
    world.add(1);
    world.live.open();
    world.live.connectionLost();
    world.live.connectionBack();
    world.add(2);
    await world.answer(1);
    expect(world.state().view?.seq).to.equal(3);
    world.questions()[0]?.resolve({ kind: "entries", entries: [], head: 1, marks: world.marks });
    await settle();
    expect(world.state().view?.seq).to.equal(3);
  });

  it("does not loop on a server that names a head it does not hand out", async () => {
    const world = makeWorld();
    world.add(1);
    world.live.open();
    await world.answer();
    world.live.receive([{ seq: 3, word: "w3" }]);
    await world.answer();
    expect(world.questions()).to.have.length(0);
    world.add(2);
    world.clock.advance(1000);
    await world.answer();
    expect(world.state().view?.said).to.deep.equal(["w1", "w2", "w3"]);
  });

  it("takes the server's word when a backup has been put back", async () => {
    const world = makeWorld();
    world.add(5);
    world.live.open();
    await world.answer();
    world.live.connectionLost();
    world.log.splice(3);
    world.live.connectionBack();
    await world.answer();
    expect(world.state()).to.deep.include({ status: "stale" });
    expect(world.state().view?.seq).to.equal(5);
    await world.answer();
    expect(world.state().view?.seq).to.equal(3);
    expect(world.state().status).to.equal("live");
  });

  it("says that it has ended, and asks no more", async () => {
    const world = makeWorld();
    world.add(1);
    world.live.open();
    await world.answer();
    world.live.ended();
    world.live.receive([{ seq: 5, word: "w5" }]);
    world.live.connectionBack();
    expect(world.state().status).to.equal("ended");
    expect(world.questions()).to.have.length(0);
  });

  it("tells nothing after it was closed", async () => {
    const world = makeWorld();
    world.add(1);
    world.live.open();
    await world.answer();
    const before = world.state();
    world.live.close();
    world.live.marks({ shopperSeenSeq: 9, staffSeenSeq: 9 });
    world.live.receive([{ seq: 2, word: "w2" }]);
    expect(world.state()).to.equal(before);
  });
});
