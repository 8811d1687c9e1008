import { expect } from "chai";
import { newSecret } from "../../backend/core/ids.ts";
import {
  type Client,
  codeOf,
  collect,
  connected,
  consoleAt,
  knock,
  send,
  watchAs,
  widgetAt,
} from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { invitedTicket, openTicket, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

const gone = (client: Client) =>
  new Promise<void>((resolve) => {
    (client as { once(event: string, then: () => void): void }).once("disconnect", () => resolve());
  });

describe("rights over sockets", () => {
  let live: LiveScene;
  useScene(startLiveScene, (started) => {
    live = started;
  });
  afterEach(() => live.closeClients());

  it("end for a department with its invitation: it is told, and hears no later line", async () => {
    const { ticketId, escalationId } = await invitedTicket(live.scene);
    const member = await live.consoleOf("invited");
    const entries = collect<{ entries: { seq: number; kind: string }[] }>(member, "entries");
    const ended = collect<{ ticketId: string }>(member, "ended");
    await watchAs(member, ticketId, null);
    await runAs(live.scene, "invited", "escalation.finish", { escalationId, result: "In stock" });
    await ended.until((pushed) => pushed.some((each) => each.ticketId === ticketId));
    await runAs(live.scene, "agent", "message.send", { ticketId, text: "not for them", photoIds: [] });
    expect(codeOf(await watchAs(member, ticketId, 0))).to.equal("not_found");
    expect(codeOf(await send(member, "note.write", { ticketId, text: "Hello?", photoIds: [] }))).to.equal(
      "not_found",
    );
    const kinds = entries.seen.flatMap((pushed) => pushed.entries.map(({ kind }) => kind));
    expect(kinds).to.include("escalation.finished");
    expect(kinds).to.not.include("message.sent");
  });

  it("end with signing out everywhere, for every browser of that person and no other", async () => {
    const mine = await live.consoleOf("supervisor");
    const other = await live.consoleOf("agent");
    const token = await live.staffToken("supervisor");
    const closed = gone(mine);
    const response = await fetch(`${live.url}/api/sessions`, {
      method: "DELETE",
      headers: { cookie: `frontline_session=${token}` },
    });
    expect(response.status).to.equal(200);
    await closed;
    expect(await knock(consoleAt(live.url, token))).to.equal("signed_out");
    expect(other.connected).to.equal(true);
  });

  it("change at once with a person's role", async () => {
    const made = await live.make.makePerson("supervisor");
    const token = newSecret();
    await live.make.personCaller(made.personId, token);
    const client = await connected(consoleAt(live.url, token));
    const closed = gone(client);
    const { name } = made.person;
    const change = { personId: made.personId, name, role: "agent", departmentIds: [], isActive: true };
    await runAs(live.scene, "admin", "person.change", change);
    await closed;
    const back = await connected(consoleAt(live.url, token));
    const policy = await send(back, "policy.publish", {
      storefrontId: live.scene.storefrontId,
      basedOn: 1,
      rules: [],
    });
    expect(codeOf(policy)).to.equal("not_allowed");
    back.close();
  });

  it("end when a person is shut out", async () => {
    const made = await live.make.makePerson("agent");
    const token = newSecret();
    await live.make.personCaller(made.personId, token);
    const client = await connected(consoleAt(live.url, token));
    const closed = gone(client);
    const { name } = made.person;
    const change = { personId: made.personId, name, role: "agent", departmentIds: [], isActive: false };
    await runAs(live.scene, "admin", "person.change", change);
    await closed;
    expect(await knock(consoleAt(live.url, token))).to.equal("signed_out");
  });

  it("follow a conversation to the person its shopper turned out to be", async () => {
    const { anonymous, shopper } = live.scene.shoppers;
    const widget = await live.widgetOf("anonymous");
    const closed = gone(widget);
    const { ticketId } = await runAs<{ ticketId: string }>(live.scene, "anonymous", "ticket.open", {
      text: "Hello",
      photoIds: [],
    });
    await runAs(live.scene, "system", "shopper.adopt-tickets", {
      fromShopperId: anonymous.shopperId,
      toShopperId: shopper.shopperId,
    });
    await closed;
    const named = await live.widgetOf("shopper");
    expect(codeOf(await watchAs(named, ticketId, null))).to.equal("done");
    const before = await live.widgetOf("anonymous");
    expect(codeOf(await watchAs(before, ticketId, null))).to.equal("not_found");
  });

  it("are asked for at the door", async () => {
    const bearer = await live.shopperBearer("shopper");
    const token = await live.staffToken("agent");
    const own = live.scene.storefront.origins[0];
    expect(await knock(widgetAt(live.url, "forged", { origin: own }))).to.equal("signed_out");
    expect(await knock(widgetAt(live.url, token))).to.equal("signed_out");
    expect(await knock(consoleAt(live.url, bearer))).to.equal("signed_out");
    expect(await knock(consoleAt(live.url, ""))).to.equal("signed_out");
    expect(await knock(widgetAt(live.url, bearer, { origin: "https://elsewhere.example" }))).to.equal(
      "origin_not_allowed",
    );
    expect(await knock(consoleAt(live.url, token, { origin: "https://elsewhere.example" }))).to.equal(
      "origin_not_allowed",
    );
    expect(await knock(widgetAt(live.url, bearer, { origin: own }))).to.equal(null);
  });

  it("are kept from a client of an older protocol, who is told so", async () => {
    const bearer = await live.shopperBearer("shopper");
    const token = await live.staffToken("agent");
    expect(await knock(widgetAt(live.url, bearer, { protocol: 0 }))).to.equal("old_client");
    expect(await knock(consoleAt(live.url, token, { protocol: 0 }))).to.equal("old_client");
  });

  it("let nobody type into a ticket that they do not watch", async () => {
    const { ticketId } = await openTicket(live.scene);
    const agent = await live.consoleOf("agent");
    const heard = collect<{ ticketId: string; by: { kind: string } }>(agent, "typing");
    await watchAs(agent, ticketId, null);
    const stranger = await live.widgetOf("otherShopper");
    const owner = await live.widgetOf("shopper");
    await watchAs(owner, ticketId, null);
    stranger.emit("typing", { ticketId });
    // Answered after the typing before it was heard.
    await watchAs(stranger, ticketId, null);
    owner.emit("typing", { ticketId });
    await heard.until((pushed) => pushed.length > 0);
    expect(heard.seen.length).to.equal(1);
  });
});
