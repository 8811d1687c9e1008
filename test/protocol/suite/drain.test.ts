import { expect } from "chai";
import { codeOf, collect, knock, send, watchAs, widgetAt } from "../../support/clients.ts";
import { openTicket, wordsIn } from "./situation.ts";
import { openTarget, type Target } from "./target.ts";

/** A node that goes can be asked for where it is one's own alone. */
const onOwn = process.env.PROTOCOL_URL === undefined ? describe : () => undefined;

onOwn("protocol: a node that goes", () => {
  let target: Target;
  before(async () => {
    target = await openTarget();
  });
  after(() => target.stop());

  it("tells its clients within what time to come back, finishes what was begun, and lets nobody in", async () => {
    const { bearer, widget } = await target.shopper();
    const ticketId = await openTicket(widget);
    await watchAs(widget, ticketId, null);
    const leaving = collect<{ reconnectWithinMs: number }>(widget, "leaving");
    const heard = collect<unknown>(widget, "entries");
    const begun = Array.from({ length: 20 }, (_, index) =>
      send(widget, "message.send", wordsIn(ticketId, `line ${index}`)),
    );
    await heard.until((pushed) => pushed.length > 0);
    const gone = target.drain?.();
    const late = await knock(widgetAt(target.url, bearer, { origin: target.origin })).catch(
      () => "no answer",
    );
    expect(late).to.be.oneOf(["draining", "no answer"]);
    const [pushed] = await leaving.until((seen) => seen.length > 0);
    expect(pushed?.reconnectWithinMs).to.be.within(1000, 60_000);
    expect(new Set((await Promise.all(begun)).map(codeOf))).to.deep.equal(new Set(["done"]));
    await gone;
  });
});
