import { expect } from "chai";
import type { Socket } from "socket.io-client";
import { policies } from "../../backend/authority/tables.ts";
import type { ApprovalCard } from "../../backend/contract/queries/console.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { answerOf, ask, type ConsoleClient, codeOf, collect, send } from "../support/clients.ts";
import { type LiveScene, startLiveScene } from "../support/live-scene.ts";
import { ruleOf } from "../support/policies.ts";
import { openTicket, refundOf, runAs } from "../support/situations.ts";
import { useScene } from "../support/use-scene.ts";

/** All that comes over a socket, as it came. */
function overhear(client: ConsoleClient): string[] {
  const heard: string[] = [];
  (client as Socket).io.engine.on("data", (data: unknown) => heard.push(String(data)));
  return heard;
}

/** A department is asked for a yes: everybody hears that something has changed, and reads what is theirs. */
describe("who hears of approvals", () => {
  let live: LiveScene;
  useScene(startLiveScene, async (started) => {
    live = started;
    const { scene } = live;
    const rule = ruleOf({
      id: newId(),
      roles: ["agent"],
      remedy: "refund",
      reasons: [],
      verifiedOrderOnly: false,
      effect: { kind: "approval", chain: [{ kind: "department", departmentId: scene.quality.id }] },
      perOrder: {},
      perDay: {},
      photoAbove: {},
      photoAboveTrusted: {},
    });
    const published = { publishedAt: Date.now(), publishedById: null, publishedByName: "" };
    const rules = [...scene.rules, rule];
    const { storefrontId } = scene;
    await live.make.save(insert(policies, { id: newId(), storefrontId, version: 2, rules, ...published }));
  });
  afterEach(() => live.closeClients());

  const listening = async (who: "uninvited" | "invited" | "supervisor") => {
    const client = await live.consoleOf(who);
    return { client, heard: overhear(client), changed: collect<{ topics: string[] }>(client, "changed") };
  };
  type Listening = Awaited<ReturnType<typeof listening>>;
  const topicsOf = ({ changed }: Listening) => new Set(changed.seen.flatMap(({ topics }) => topics));
  const told = ({ changed }: Listening) =>
    changed.until((all) => all.some(({ topics }) => topics.includes("approvals")));
  async function cards({ client }: Listening): Promise<ApprovalCard[]> {
    return answerOf<{ approvals: ApprovalCard[] }>(await ask(client, "approval.list")).approvals;
  }

  it("a department hears the bare word, and reads what waits for its own yes alone", async () => {
    const [asked, other, lead] = [
      await listening("uninvited"),
      await listening("invited"),
      await listening("supervisor"),
    ];
    const situation = await openTicket(live.scene);
    const { remedyId } = await runAs<{ remedyId: string }>(live.scene, "agent", "remedy.request", {
      request: refundOf(situation, 7777),
      because: "secret-because",
    });
    await Promise.all([asked, other, lead].map(told));
    const [card, ...more] = await cards(asked);
    expect(card?.remedy.id).to.equal(remedyId);
    expect(more).to.deep.equal([]);
    expect(await cards(other)).to.deep.equal([]);

    const approval = { remedyId, hash: card?.hash ?? "" };
    expect(codeOf(await send(other.client, "remedy.approve", approval))).to.equal("not_found");
    const decline = { remedyId, because: "not ours" };
    expect(codeOf(await send(other.client, "remedy.decline", decline))).to.equal("not_found");

    const bare = ["queues", "approvals", "payouts", "staff", "storefronts"];
    for (const each of [asked, other]) expect(bare).to.include.members([...topicsOf(each)]);
    for (const secret of [remedyId, situation.ticketId, situation.order.id, "7777", "secret-because"])
      expect(other.heard.join("\n"), secret).to.not.contain(secret);
  });

  it("and no longer when its turn is over, or who asks has left it", async () => {
    const member = await listening("uninvited");
    const situation = await openTicket(live.scene);
    const { remedyId } = await runAs<{ remedyId: string }>(live.scene, "agent", "remedy.request", {
      request: refundOf(situation, 6666),
      because: "All of it",
    });
    await told(member);
    const card = (await cards(member)).find(({ remedy }) => remedy.id === remedyId);
    const { person, personId } = live.scene.people.uninvited;
    const place = { personId, name: person.name, role: "department", isActive: true };
    await runAs(live.scene, "admin", "person.change", { ...place, departmentIds: [live.scene.warehouse.id] });
    const moved = await listening("uninvited");
    expect((await cards(moved)).some(({ remedy }) => remedy.id === remedyId)).to.equal(false);
    const approval = { remedyId, hash: card?.hash ?? "" };
    expect(codeOf(await send(moved.client, "remedy.approve", approval))).to.equal("not_found");

    await runAs(live.scene, "admin", "person.change", { ...place, departmentIds: [live.scene.quality.id] });
    const back = await listening("uninvited");
    expect(codeOf(await send(back.client, "remedy.approve", approval))).to.equal("done");
    await told(back);
    expect((await cards(back)).some(({ remedy }) => remedy.id === remedyId)).to.equal(false);
    expect(codeOf(await send(back.client, "remedy.approve", approval))).to.equal("not_found");
  });
});
