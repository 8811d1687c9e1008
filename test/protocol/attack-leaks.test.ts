import { expect } from "chai";
import type { Socket } from "socket.io-client";
import { tickets } from "../../backend/tickets/tables.ts";
import { type AttackScene, startAttackScene } from "../support/attack-scene.ts";
import { answerIn } from "../support/attacker.ts";
import { answerOf, ask, type Client, collect, send, watchAs } from "../support/clients.ts";
import { invitedTicket, openTicket, refundOf, runAs, type Situation } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

/** All that comes over a socket, as it came. */
function overhear(client: Client): string[] {
  const heard: string[] = [];
  (client as Socket).io.engine.on("data", (data: unknown) => heard.push(String(data)));
  return heard;
}

/** Nowhere as an amount, in minor units or as people read it; four digits within an id or an instant are there by chance. */
function expectNoAmount(everything: string, amountMinor: number): void {
  const read = (amountMinor / 100).toFixed(2);
  const amount = new RegExp(`(?<![\\w-])(?:${amountMinor}|${read.replace(".", "[.,]")})(?![\\w-])`);
  expect(everything).to.not.match(amount);
}

describe("attacks by who listens", () => {
  let live: AttackScene;
  useScene(startAttackScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  it("let a department hear and read nothing that is hidden from it, and nothing after its invitation", async () => {
    const situation = await invitedTicket(live.scene);
    const { ticketId, escalationId } = situation;
    const notTheirs = await openTicket(live.scene);
    const member = await live.consoleOf("invited");
    const heard = overhear(member);
    const changed = collect<{ topics: string[] }>(member, "changed");
    await watchAs(member, ticketId, null);
    const { remedyId } = answerIn<{ remedyId: string }>(
      await live.command("agent", "remedy.request", {
        request: refundOf(situation, 7777),
        because: "secret-because",
      }),
    );
    await live.command("agent", "remedy.grant", { request: refundOf(notTheirs, 321) });
    await live.command("supervisor", "remedy.decline", { remedyId, because: "secret-decline" });
    const inner = await live.upload("agent");
    await live.command("agent", "note.write", { ticketId, text: "shared-note", photoIds: [inner] });
    expect((await live.photo("invited", inner)).status).to.equal(200);
    const list = answerIn<{ tickets: { pendingApprovals: number }[] }>(
      await live.query("invited", "queue.list", { queue: "all_open" }),
    );
    expect(list.tickets.every((each) => each.pendingApprovals === 0)).to.equal(true);
    expect(
      answerIn<Record<string, number>>(await live.query("invited", "queue.counts", {})).awaiting_approval,
    ).to.equal(0);
    const read = await live.query("invited", "ticket.entries", { ticketId, before: 1000 });
    const snapshot = JSON.stringify(answerOf(await watchAs(member, ticketId, null)));
    const resumed = JSON.stringify(answerOf(await watchAs(member, ticketId, 0)));
    await changed.until((all) => all.some(({ topics }) => topics.includes(`case:${ticketId}`)));

    await runAs(live.scene, "invited", "escalation.finish", { escalationId, result: "Done" });
    await live.command("agent", "message.send", { ticketId, text: "after-the-end", photoIds: [] });
    const withPhoto = await live.upload("shopper");
    await live.command("shopper", "message.send", { ticketId, text: "Look", photoIds: [withPhoto] });
    await ask(member, "queue.counts");
    for (const [name, input] of [
      ["ticket.case", { ticketId }],
      ["ticket.entries", { ticketId, before: 1000 }],
    ] as const) {
      expect((await live.query("invited", name, input)).code, name).to.equal("not_found");
    }
    for (const [name, input] of [
      ["note.write", { ticketId, text: "still here", photoIds: [] }],
      ["escalation.answer", { escalationId, text: "still here" }],
      ["escalation.finish", { escalationId, result: "again" }],
      ["ticket.see", { ticketId, seq: 1 }],
    ] as const) {
      expect((await live.command("invited", name, input)).code, name).to.equal("not_found");
    }
    for (const id of [inner, withPhoto]) expect((await live.photo("invited", id)).code).to.equal("not_found");

    const everything = [...heard, read.text, snapshot, resumed].join("\n");
    expect(everything).to.contain("shared-note");
    const { customer } = live.scene.shoppers.shopper;
    const secrets = [
      "secret-because",
      "secret-decline",
      customer.email,
      "after-the-end",
      notTheirs.ticketId,
      "budget:",
      "headroom:",
    ];
    for (const secret of secrets) expect(everything, secret).to.not.contain(secret);
    expectNoAmount(everything, 7777);
  });

  it("let a shopper have nothing of what is between staff, in any byte of a whole journey", async () => {
    const situation = await openTicket(live.scene);
    const { ticketId, lines } = situation;
    const widget = await live.widgetOf("shopper");
    const heard = overhear(widget);
    await watchAs(widget, ticketId, null);
    const replies = await journey(situation);

    const chosen = [{ lineId: lines[0]?.id, quantity: 1 }];
    const asks: [string, object][] = [
      ["shopper.home", {}],
      ["shopper.orders", {}],
      ["shopper.entries", { ticketId, before: 1000 }],
      ["shopper.claim-options", { orderId: situation.order.id, lines: chosen, reason: "broken" }],
    ];
    for (const [name, input] of asks) replies.push((await live.query("shopper", name, input)).text);
    replies.push(
      JSON.stringify(await watchAs(widget, ticketId, null)),
      JSON.stringify(await watchAs(widget, ticketId, 0)),
    );
    replies.push(
      JSON.stringify(await send(widget, "message.send", { ticketId, text: "Thanks", photoIds: [] })),
    );
    const everything = [...heard, ...replies].join("\n");

    expect(everything).to.contain("We are sorry").and.to.contain("card ••12");
    const people = Object.values(live.scene.people).flatMap(({ person }) => [person.id, person.email]);
    const rules = live.scene.rules.map(({ id }) => id);
    const words = [
      "secret-",
      "obstacle",
      "roomMinor",
      "limitMinor",
      "perOrder",
      "dayBudget",
      "reservedMinor",
      "grantable",
      "requestedMinor",
      "assigneeId",
      "departmentId",
      "escalationId",
      "customerId",
      "shopperId",
      "publicSeq",
      "isOverrun",
    ];
    const other = [live.scene.warehouse.id, live.scene.storefrontId];
    for (const secret of [...people, ...rules, ...words, ...other])
      expect(everything, secret).to.not.contain(secret);
    for (const amountMinor of [7771, 7772, 6444]) expectNoAmount(everything, amountMinor);
    const row = await live.make.reader.one(tickets, { id: ticketId });
    const numbers = [...everything.matchAll(/"seq":(\d+)/g)].map((match) => Number(match[1]));
    expect(Math.max(...numbers)).to.equal(row?.publicSeq);
    expect(row?.seq).to.be.greaterThan(row?.publicSeq ?? 0);
  });

  /** Everything that staff does in a case; answers what the shopper's own calls were answered. */
  async function journey(situation: Situation): Promise<string[]> {
    const { ticketId, order, lines } = situation;
    const replies: string[] = [];
    const mine = async (name: string, input: object) => {
      const reply = await live.command("shopper", name, input);
      expect(reply.code, name).to.equal("done");
      replies.push(reply.text);
    };
    const theirs = async <A = unknown>(who: string, name: string, input: object): Promise<A> => {
      const reply = await live.command(who, name, input);
      expect(reply.code, `${name}: ${reply.text}`).to.equal("done");
      return answerIn<A>(reply);
    };
    const claim = {
      ticketId,
      orderId: order.id,
      lines: [{ lineId: lines[0]?.id, quantity: 1 }],
      reason: "broken",
      wish: "refund",
    };
    const shown = await live.upload("shopper");
    await mine("claim.file", { ...claim, words: "The handle is off", photoIds: [shown] });
    await theirs("supervisor", "ticket.assign", { ticketId, assigneeId: live.scene.people.agent.personId });
    const hidden = await live.upload("agent");
    await theirs("agent", "note.write", { ticketId, text: "secret-note", photoIds: [hidden] });
    await theirs("agent", "message.send", { ticketId, text: "We are sorry", photoIds: [] });
    expect((await live.photo("shopper", shown)).status).to.equal(200);
    expect((await live.photo("shopper", hidden)).code).to.equal("not_found");

    const escalation = {
      ticketId,
      departmentId: live.scene.warehouse.id,
      question: "secret-question",
      dueAt: Date.now() + 3_600_000,
    };
    const { escalationId } = await theirs<{ escalationId: string }>("agent", "escalation.open", escalation);
    const inside = await live.upload("invited");
    await theirs("invited", "escalation.answer", { escalationId, text: "secret-answer", photoIds: [inside] });
    expect((await live.photo("shopper", inside)).code).to.equal("not_found");
    await theirs("invited", "escalation.finish", { escalationId, result: "secret-result" });

    const asked = (amountMinor: number) =>
      theirs<{ remedyId: string }>("agent", "remedy.request", {
        request: refundOf(situation, amountMinor),
        because: "secret-because",
      });
    const declined = await asked(7771);
    await theirs("supervisor", "remedy.decline", { remedyId: declined.remedyId, because: "secret-decline" });
    const withdrawn = await asked(7772);
    await theirs("agent", "remedy.withdraw", { remedyId: withdrawn.remedyId });
    const approved = await asked(6444);
    const cards = answerIn<{ approvals: { hash: string; remedy: { id: string } }[] }>(
      await live.query("supervisor", "approval.list", {}),
    );
    const hash = cards.approvals.find(({ remedy }) => remedy.id === approved.remedyId)?.hash;
    await theirs("supervisor", "remedy.approve", {
      remedyId: approved.remedyId,
      hash,
      otherAmountMinor: 2000,
      tell: "Here you are",
    });
    await payable(approved.remedyId);
    await theirs("finance", "payout.book", {
      remedyId: approved.remedyId,
      outcome: { state: "failed", because: "secret-failure" },
    });
    await theirs("supervisor", "remedy.retry", { remedyId: approved.remedyId });
    await payable(approved.remedyId);
    const settled = { state: "settled", reference: "secret-reference", hint: "card ••12" };
    await theirs("finance", "payout.book", { remedyId: approved.remedyId, outcome: settled });
    await theirs("agent", "ticket.resolve", { ticketId });
    await mine("ticket.rate", { ticketId, score: 5, words: "Quick" });
    await theirs("agent", "ticket.reopen", { ticketId });
    await mine("ticket.see", { ticketId, seq: 3 });
    return replies;
  }

  /** Until finance has it on its list. */
  async function payable(remedyId: string): Promise<void> {
    for (;;) {
      const reply = await live.query("finance", "payout.list", { limit: 100 });
      const { payouts } = answerIn<{ payouts: { remedyId: string }[] }>(reply);
      if (payouts.some((each) => each.remedyId === remedyId)) return;
    }
  }
});
