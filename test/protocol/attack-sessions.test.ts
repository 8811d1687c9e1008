import { expect } from "chai";
import { update } from "../../backend/core/database/writes.ts";
import { newId, newSecret } from "../../backend/core/ids.ts";
import { hashPassword } from "../../backend/staff/passwords.ts";
import { people } from "../../backend/staff/tables.ts";
import { answerIn, attempt, cookieOf, freshId, type Reply, tokenIn } from "../support/attacker.ts";
import { type Client, consoleAt, knock } from "../support/clients.ts";
import { commandOf } from "../support/command-of.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { useScene } from "../support/use-scene.ts";

const password = "correct horse battery";
const gone = (client: Client) =>
  new Promise<void>((resolve) => {
    (client as { once(event: string, then: () => void): void }).once("disconnect", () => resolve());
  });
const median = (values: number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

describe("attacks on the staff's sessions", () => {
  let live: LiveScene;
  let email: string;
  useScene(startLiveScene, async (started) => {
    live = started;
    const { personId, person } = live.scene.people.agent;
    email = person.email;
    await live.make.save(update(people, { id: personId }, { passwordHash: await hashPassword(password) }));
  });
  afterEach(() => live.closeClients());

  const signIn = (given: object, headers: Record<string, string> = {}) =>
    attempt(live.url, { path: "/api/session", body: given, headers });
  const me = (token: string, headers: Record<string, string> = {}) =>
    attempt(live.url, {
      path: "/api/queries/desk.me",
      body: {},
      headers: { ...cookieOf(token), ...headers },
    });

  it("find a cookie that scripts cannot read and other sites do not send", async () => {
    const reply = await signIn({ email, password });
    const [cookie = ""] = reply.headers["set-cookie"] ?? [];
    for (const flag of ["HttpOnly", "SameSite=Strict", "Path=/"]) expect(cookie).to.contain(flag);
    expect(reply.headers["cache-control"]).to.equal("no-store");
    expect(reply.text).to.not.contain(tokenIn(reply));
  });

  it("cannot fix a session: signing in gives a new one, whatever the browser held", async () => {
    const planted = newSecret();
    const first = await signIn({ email, password }, cookieOf(planted));
    expect(tokenIn(first)).to.not.equal(planted);
    expect((await me(planted)).code).to.equal("signed_out");
    const again = await signIn({ email, password }, cookieOf(tokenIn(first)));
    expect(tokenIn(again)).to.not.equal(tokenIn(first));
  });

  it("learn nothing from the answer or its time about who exists", async () => {
    const tries: Record<string, number[]> = { known: [], unknown: [], invited: [] };
    const invited = live.scene.people.supervisor.person.email;
    const replies: Reply[] = [];
    for (let round = 0; round < 3; round++) {
      for (const [kind, tried] of [
        ["known", email],
        ["unknown", `${newId()}@staff.example`],
        ["invited", invited],
      ] as const) {
        const from = performance.now();
        replies.push(await signIn({ email: tried, password: "wrong password" }));
        tries[kind]?.push(performance.now() - from);
      }
    }
    expect(new Set(replies.map(({ status, text }) => `${status} ${text}`)).size).to.equal(1);
    const [known, unknown, none] = [tries.known, tries.unknown, tries.invited].map((each) =>
      median(each ?? []),
    );
    // A look-up without Argon2 would take a hundredth of the time.
    for (const one of [known, unknown, none]) {
      for (const other of [known, unknown, none]) expect((one ?? 0) / (other ?? 1)).to.be.lessThan(4);
    }
  });

  it("stay counted whatever X-Forwarded-For they make up", async () => {
    const tried = `${newId()}@staff.example`;
    const codes: string[] = [];
    for (let time = 1; time <= 12; time++) {
      const headers = { "x-forwarded-for": `203.0.113.${time}`, forwarded: `for=203.0.113.${time}` };
      codes.push((await signIn({ email: tried, password: "wrong" }, headers)).code);
    }
    expect(codes.slice(0, 10)).to.deep.equal(Array(10).fill("sign_in_failed"));
    expect(codes.slice(10)).to.deep.equal(["rate_limited", "rate_limited"]);
  });

  it("end with signing out everywhere, at sockets and API at once", async () => {
    const { personId } = live.scene.people.admin;
    const [here, there] = [newSecret(), newSecret()];
    await live.make.personCaller(personId, here);
    await live.make.personCaller(personId, there);
    const client = consoleAt(live.url, there);
    expect(await knock(client)).to.equal(null);
    const closed = gone(client);
    const reply = await attempt(live.url, {
      method: "DELETE",
      path: "/api/sessions",
      headers: cookieOf(here),
    });
    expect(reply.code).to.equal("done");
    for (const token of [here, there]) expect((await me(token)).code).to.equal("signed_out");
    await closed;
  });

  it("end when a one-time link sets a new password, those begun by the old one included", async () => {
    const { personId, person } = await live.make.makePerson("admin", {
      passwordHash: await hashPassword(password),
    });
    const own = newSecret();
    const caller = await live.make.personCaller(personId, own);
    const asked = await attempt(live.url, {
      path: "/api/commands/person.reset-password",
      body: { personId },
      headers: { ...cookieOf(own), ...freshId() },
    });
    expect(caller.kind).to.equal("person");
    const { link } = answerIn<{ link: string }>(asked);
    // One's own password stays good until the link is used, for whoever knows it.
    const thief = tokenIn(await signIn({ email: person.email, password }));
    const client = consoleAt(live.url, thief);
    expect(await knock(client)).to.equal(null);
    const closed = gone(client);
    const path = `/api/links/${link.split("/").at(-1)}`;
    const used = await attempt(live.url, { path, body: { password: "a wholly new password" } });
    expect((await me(tokenIn(used))).code).to.equal("done");
    expect((await me(thief)).code).to.equal("signed_out");
    await closed;
    expect((await attempt(live.url, { path, body: { password: "another new password" } })).code).to.equal(
      "link_expired",
    );
  });

  it("use a one-time link once, of eight at the same moment", async () => {
    const { caller } = await live.make.makePerson("admin");
    const invitation = { email: `${newId()}@staff.example`, name: "New", role: "agent" };
    const { link } = await live.make.run<{ link: string }>(commandOf("person.invite"), invitation, caller);
    const path = `/api/links/${link.split("/").at(-1)}`;
    const race = Array.from({ length: 8 }, (_none, index) =>
      attempt(live.url, { path, body: { password: `password number ${index}` } }),
    );
    const codes = (await Promise.all(race)).map(({ code }) => code);
    expect(codes.filter((code) => code === "done")).to.have.length(1);
    expect(new Set(codes)).to.deep.equal(new Set(["done", "link_expired"]));
  });
});
