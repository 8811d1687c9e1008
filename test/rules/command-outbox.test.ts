import { expect } from "chai";
import fc from "fast-check";
import { leaseMs } from "../../backend/contract/command-outbox.ts";
import { makeBrowser, message, refusal } from "../support/outbox-browser.ts";

describe("command outbox", () => {
  it("sends what is in a lane one after the other, and lanes beside each other", async () => {
    const browser = makeBrowser();
    const { outbox } = browser.openTab();
    outbox.resume();
    outbox.put("message.send", message("one"), "A");
    outbox.put("message.send", message("two"), "A");
    outbox.put("message.send", message("other", "B"), "B");
    expect(browser.calls().map((call) => call.input.text)).to.deep.equal(["one", "other"]);
    await browser.serve();
    expect(browser.calls().map((call) => call.input.text)).to.deep.equal(["other", "two"]);
  });

  it("keeps what is written while the line is gone and sends it once when it is back", async () => {
    const browser = makeBrowser();
    const { outbox, shown } = browser.openTab();
    outbox.put("message.send", message("written in a tunnel"), "A");
    expect(browser.calls()).to.have.length(0);
    expect(shown().map((each) => each.stage)).to.deep.equal(["waiting"]);
    outbox.resume();
    await browser.serve();
    expect(browser.done.size).to.equal(1);
    expect(browser.stored()).to.have.length(0);
  });

  it("repeats under the same id when the answer was lost", async () => {
    const browser = makeBrowser();
    const { outbox } = browser.openTab();
    outbox.resume();
    outbox.put("message.send", message("hello"), "A");
    await browser.serve(0, false);
    browser.clock.advance(1000);
    await browser.serve();
    expect([...browser.done.values()]).to.have.length(1);
    expect(browser.answered).to.deep.equal([{ id: [...browser.done.keys()][0], ok: true }]);
  });

  it("sends once what a page left behind when it was reloaded", async () => {
    const browser = makeBrowser();
    const before = browser.openTab();
    before.outbox.resume();
    before.outbox.put("message.send", message("hello"), "A");
    before.outbox.pause();
    const after = browser.openTab();
    after.outbox.resume();
    const [first, second] = browser.calls();
    expect(second?.id).to.equal(first?.id);
    await browser.serve(1);
    expect(browser.done.size).to.equal(1);
    expect(browser.stored()).to.have.length(0);
  });

  it("waits and tries again when the server is busy", async () => {
    const browser = makeBrowser();
    const { outbox, shown } = browser.openTab();
    outbox.resume();
    outbox.put("message.send", message("hello"), "A");
    await browser.refuse(refusal("busy"));
    expect(shown().map((each) => each.stage)).to.deep.equal(["waiting"]);
    browser.clock.advance(1000);
    await browser.serve();
    expect(browser.done.size).to.equal(1);
  });

  it("waits as long as a rate limit says", async () => {
    const browser = makeBrowser();
    const { outbox } = browser.openTab();
    outbox.resume();
    outbox.put("message.send", message("hello"), "A");
    await browser.refuse({ code: "rate_limited", details: { retryAfterSeconds: 30 }, message: "" });
    browser.clock.advance(29_000);
    expect(browser.calls()).to.have.length(0);
    browser.clock.advance(1_000);
    expect(browser.calls()).to.have.length(1);
  });

  it("holds back what was refused for want of a session until there is one", async () => {
    const browser = makeBrowser();
    const { outbox } = browser.openTab();
    outbox.resume();
    outbox.put("message.send", message("hello"), "A");
    await browser.refuse(refusal("signed_out"));
    browser.clock.advance(600_000);
    expect(browser.calls()).to.have.length(0);
    outbox.resume();
    expect(browser.calls()).to.have.length(1);
  });

  it("keeps a refused command on show and lets those behind it pass", async () => {
    const browser = makeBrowser();
    const { outbox, shown } = browser.openTab();
    outbox.resume();
    outbox.put("message.send", message("far too long"), "A");
    outbox.put("message.send", message("fine"), "A");
    await browser.refuse(refusal("malformed"));
    await browser.serve();
    expect(shown().find((each) => each.stage === "refused")?.input.text).to.equal("far too long");
    expect([...browser.done.values()].map(({ input }) => input.text)).to.deep.equal(["fine"]);
  });

  it("tries a refused command again under a new id, or forgets it", async () => {
    const browser = makeBrowser();
    const { outbox } = browser.openTab();
    outbox.resume();
    const first = outbox.put("message.send", message("again"), "A");
    await browser.refuse(refusal("malformed"));
    outbox.retry(first);
    const again = browser.calls()[0];
    expect(again?.id).not.to.equal(first);
    await browser.refuse(refusal("malformed"));
    outbox.discard(again?.id ?? "");
    expect(browser.stored()).to.have.length(0);
  });

  it("gives the new ticket's id to what was written behind its opening", async () => {
    const browser = makeBrowser();
    const { outbox } = browser.openTab();
    outbox.put("ticket.open", { text: "hello", photoIds: [] }, "new");
    outbox.put("message.send", message("are you there?", ""), "new");
    outbox.resume();
    expect(browser.calls()).to.have.length(1);
    await browser.serve();
    expect(browser.calls()[0]?.input).to.deep.equal(message("are you there?", "T"));
    await browser.serve();
    outbox.put("message.send", message("still the old lane", ""), "new");
    expect(browser.calls()[0]?.input.ticketId).to.equal("T");
  });

  it("lets the next message open the ticket when the first was discarded", async () => {
    const browser = makeBrowser();
    const { outbox } = browser.openTab();
    outbox.resume();
    const context = { scene: "product", sku: "K-1" };
    const opener = outbox.put("ticket.open", { text: "bad", photoIds: [], context }, "new");
    outbox.put("message.send", message("good", ""), "new");
    await browser.refuse(refusal("malformed"));
    expect(browser.calls()).to.have.length(0);
    outbox.discard(opener);
    const call = browser.calls()[0];
    expect(call?.name).to.equal("ticket.open");
    expect(call?.input).to.deep.equal({ text: "good", photoIds: [], context });
  });

  it("leaves to one tab what it is sending, and takes over when that tab has died", async () => {
    const browser = makeBrowser();
    const one = browser.openTab();
    const two = browser.openTab();
    one.outbox.resume();
    two.outbox.resume();
    one.outbox.put("message.send", message("hello"), "A");
    two.outbox.refresh();
    expect(browser.calls().map((call) => call.from)).to.deep.equal([0]);
    browser.clock.advance(leaseMs + 1);
    expect(browser.calls().map((call) => call.from)).to.deep.equal([0, 1]);
  });

  it("shows a sent command until the timeline has it", async () => {
    const browser = makeBrowser();
    const { outbox, shown } = browser.openTab();
    outbox.resume();
    const id = outbox.put("message.send", message("hello"), "A");
    await browser.serve();
    expect(shown().map((each) => each.stage)).to.deep.equal(["sent"]);
    outbox.forget(new Set([id]));
    expect(shown()).to.have.length(0);
  });

  it("does everything once and in order, whatever is lost, in however many tabs", async () => {
    const step = fc.oneof(
      fc.record({ kind: fc.constant("put" as const), tab: fc.nat(2) }),
      fc.record({ kind: fc.constant("serve" as const), index: fc.nat(3), arrives: fc.boolean() }),
      fc.record({ kind: fc.constant("fail" as const), index: fc.nat(3) }),
      fc.record({ kind: fc.constant("busy" as const), index: fc.nat(3) }),
      fc.record({ kind: fc.constant("pause" as const), tab: fc.nat(2) }),
      fc.record({ kind: fc.constant("resume" as const), tab: fc.nat(2) }),
      fc.record({ kind: fc.constant("wait" as const), ms: fc.nat(30_000) }),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 50 }), async (steps) => {
        const browser = makeBrowser();
        const tabs = [browser.openTab(), browser.openTab(), browser.openTab()];
        let written = 0;
        for (const each of steps) {
          const tab = "tab" in each ? tabs[each.tab] : undefined;
          if (each.kind === "put") {
            written += 1;
            tab?.outbox.put(
              written === 1 ? "ticket.open" : "message.send",
              written === 1 ? { text: "1", photoIds: [] } : message(String(written), ""),
              "new",
            );
          } else if (each.kind === "serve") await browser.serve(each.index, each.arrives);
          else if (each.kind === "fail") await browser.fail(each.index);
          else if (each.kind === "busy") await browser.refuse(refusal("busy"), each.index);
          else if (each.kind === "pause") tab?.outbox.pause();
          else if (each.kind === "resume") tab?.outbox.resume();
          else browser.clock.advance(each.ms);
        }
        for (const tab of tabs) tab.outbox.resume();
        for (let turn = 0; turn < 300 && browser.stored().length > 0; turn += 1) {
          await browser.serve();
          browser.clock.advance(leaseMs);
        }
        const texts = [...browser.done.values()].map(({ input }) => Number(input.text));
        expect(texts).to.deep.equal(Array.from({ length: written }, (_, index) => index + 1));
      }),
      { numRuns: 300 },
    );
  });
});
