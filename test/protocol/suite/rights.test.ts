import { expect } from "chai";
import {
  answerOf,
  type ConsoleClient,
  codeOf,
  collect,
  consoleAt,
  knock,
  send,
  type WidgetClient,
  watchAs,
} from "../../support/clients.ts";
import type { SignedIn } from "../../support/http-desk.ts";
import { needsStaff, openTicket, type Pushed, sayAll, textsOf, wordsIn } from "./situation.ts";
import { openTarget, type Staff, type Target } from "./target.ts";

const dayMs = 86_400_000;
const gone = (client: ConsoleClient) =>
  new Promise<void>((resolve) => client.once("disconnect", () => resolve()));

describe("protocol: rights, marks and courtesies", () => {
  let target: Target;
  let staff: Staff;
  let widget: WidgetClient;
  let agentSession: SignedIn;
  let agent: ConsoleClient;
  let ticketId: string;
  before(async () => {
    target = await openTarget();
  });
  beforeEach(async function () {
    staff = needsStaff(target, this);
    ({ widget } = await target.shopper());
    ticketId = await openTicket(widget);
    agentSession = await staff.makeAgent();
    agent = await target.console(agentSession);
  });
  afterEach(() => target.closeClients());
  after(() => target.stop());

  async function invite(): Promise<string> {
    const { departmentId } = staff;
    const dueAt = Date.now() + dayMs;
    const opened = await send<{ escalationId: string }>(agent, "escalation.open", {
      ticketId,
      departmentId,
      question: "Is it in stock?",
      dueAt,
    });
    return answerOf(opened).escalationId;
  }

  it("begin for a department with its invitation, and end with it: it is told, and hears no later line", async () => {
    const member = await target.console(await staff.makeMember());
    expect(codeOf(await watchAs(member, ticketId, null))).to.equal("not_found");
    const escalationId = await invite();
    const heard = collect<Pushed>(member, "entries");
    const ended = collect<{ ticketId: string }>(member, "ended");
    answerOf(await watchAs(member, ticketId, null));
    await sayAll(widget, ticketId, ["while invited"]);
    await heard.until((pushed) => textsOf(pushed).includes("while invited"));
    answerOf(await send(agent, "escalation.withdraw", { escalationId }));
    await ended.until((pushed) => pushed.some((each) => each.ticketId === ticketId));
    await sayAll(widget, ticketId, ["not for them"]);
    expect(codeOf(await watchAs(member, ticketId, null))).to.equal("not_found");
    expect(codeOf(await send(member, "note.write", wordsIn(ticketId, "Hello?")))).to.equal("not_found");
    const kinds = heard.seen.flatMap(({ entries }) => entries.map(({ kind }) => kind));
    expect(kinds.at(-1)).to.equal("escalation.withdrawn");
  });

  it("never show a shopper what staff and departments say among themselves", async () => {
    const member = await target.console(await staff.makeMember());
    const heard = collect<Pushed>(widget, "entries");
    await watchAs(widget, ticketId, null);
    const escalationId = await invite();
    answerOf(await send(agent, "note.write", wordsIn(ticketId, "secret note")));
    answerOf(await send(member, "escalation.answer", { escalationId, text: "secret answer" }));
    answerOf(await send(member, "escalation.finish", { escalationId, result: "secret result" }));
    await sayAll(agent, ticketId, ["in the open"]);
    await heard.until((pushed) => textsOf(pushed).includes("in the open"));
    const fresh = await watchAs(widget, ticketId, null);
    for (const shown of [JSON.stringify(heard.seen), JSON.stringify(fresh)]) {
      expect(shown).to.not.match(/secret|in stock\?/);
      expect(shown).to.not.contain("publicSeq");
    }
  });

  it("end at once for a person who is shut out, and nothing said a second later reaches them", async () => {
    const heard = collect<Pushed>(agent, "entries");
    await watchAs(agent, ticketId, null);
    const closed = gone(agent);
    const { personId, name } = agentSession.me;
    const change = { personId, name, role: "agent", departmentIds: [], isActive: false };
    const from = Date.now();
    await target.desk.command(staff.admin, "person.change", change);
    await closed;
    expect(Date.now() - from).to.be.lessThan(1000);
    await sayAll(widget, ticketId, ["after it"]);
    expect(await knock(consoleAt(target.url, agentSession.token))).to.equal("signed_out");
    expect(textsOf(heard.seen)).to.not.include("after it");
  });

  it("of one side to know what the other has read: marks come in the receiver's own count", async () => {
    const forShopper = collect<{ marks: { staffSeenSeq: number } }>(widget, "marks");
    const forStaff = collect<{ marks: { shopperSeenSeq: number } }>(agent, "marks");
    await watchAs(widget, ticketId, null);
    const first = answerOf(await watchAs(agent, ticketId, null));
    for (const text of ["one", "two"]) answerOf(await send(agent, "note.write", wordsIn(ticketId, text)));
    const [line = 0] = await sayAll(widget, ticketId, ["read this"]);
    const head = answerOf(await watchAs(agent, ticketId, null));
    if (head.kind !== "snapshot" || first.kind !== "snapshot") throw new Error("asked for a snapshot");
    expect(head.view.seq).to.be.greaterThan(line);
    answerOf(await send(agent, "ticket.see", { ticketId, seq: head.view.seq }));
    await forShopper.until((pushed) => pushed.some(({ marks }) => marks.staffSeenSeq === line));
    const [reply = 0] = await sayAll(agent, ticketId, ["and this"]);
    const shown = answerOf(await watchAs(widget, ticketId, null));
    const seen = shown.kind === "snapshot" ? shown.view.seq : 0;
    answerOf(await send(widget, "ticket.see", { ticketId, seq: seen }));
    await forStaff.until((pushed) => pushed.some(({ marks }) => marks.shopperSeenSeq === reply));
    expect(forShopper.seen.every(({ marks }) => marks.staffSeenSeq <= seen)).to.equal(true);
  });

  it("let nobody type where they do not watch, and pass on few of many key presses", async () => {
    const heard = collect<{ ticketId: string; by: { kind: string } }>(agent, "typing");
    await watchAs(agent, ticketId, null);
    const stranger = await target.shopper();
    stranger.widget.emit("typing", { ticketId });
    await watchAs(stranger.widget, ticketId, null);
    await watchAs(widget, ticketId, null);
    const presses = 300;
    for (let press = 0; press < presses; press++) widget.emit("typing", { ticketId });
    await heard.until((pushed) => pushed.length > 0);
    await sayAll(widget, ticketId, ["typed"]);
    await watchAs(agent, ticketId, null);
    expect(heard.seen.every(({ by }) => by.kind === "shopper")).to.equal(true);
    expect(heard.seen.length).to.be.lessThan(presses / 10);
  });

  it("tell who else has the ticket open", async () => {
    const looking = collect<{ people: { name: string }[] }>(agent, "looking");
    await watchAs(agent, ticketId, null);
    const other = await target.console(await staff.makeAgent());
    await watchAs(other, ticketId, null);
    await looking.until((pushed) => pushed.some(({ people }) => people.length === 2));
    other.close();
    await looking.until((pushed) => pushed.at(-1)?.people.length === 1);
  });
});
