import { expect } from "chai";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { readablePhoto } from "../../backend/evidence/read-photo.ts";
import { photos } from "../../backend/evidence/tables.ts";
import { isAskedAbout } from "../../backend/remedies/asked-about.ts";
import { refusalOf } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";
import { openTicket, refundOf } from "../support/situations.ts";

describe("a shopper's photos, before whoever is asked for a yes", () => {
  let at: RemedyScene;
  beforeEach(async () => {
    at = await createRemedyScene();
  });
  afterEach(() => at.close());

  async function see(who: ActorName, photoId: string): Promise<string> {
    const now = at.house.clock.now();
    const { reader } = at.house;
    const [actor = { kind: "anonymous" as const }] = await loadActors(reader, [at.scene.callers[who]], now);
    const photo = readablePhoto(reader, photoId, actor, (ticketId, of) =>
      isAskedAbout(reader, ticketId, of, now),
    );
    return photo.then(
      () => "seen",
      async () => (await refusalOf(photo)).code,
    );
  }

  it("are seen by the department while it is asked, and by no other; staff's own photos are not", async () => {
    const rule = ruleOf({
      id: newId(),
      roles: ["agent"],
      remedy: "refund",
      reasons: [],
      verifiedOrderOnly: false,
      effect: { kind: "approval", chain: [{ kind: "department", departmentId: at.scene.quality.id }] },
      perOrder: { CNY: 0 },
      perDay: {},
      photoAbove: {},
      photoAboveTrusted: {},
    });
    await at.publish([...at.scene.rules, rule]);
    const situation = await openTicket(at.scene);
    const { ticketId } = situation;
    const make = async (owner: string) => {
      const row = {
        id: newId(),
        storefrontId: null,
        ticketId,
        owner,
        isPublic: true,
        width: 10,
        height: 10,
        bytes: 100,
      };
      await at.house.save(insert(photos, { ...row, shows: "item", createdAt: at.house.clock.now() }));
      return row.id;
    };
    const bowl = await make(`shopper:${at.scene.shoppers.shopper.shopper.id}`);
    const note = await make(`person:${at.scene.people.agent.personId}`);

    expect(await see("uninvited", bowl)).to.equal("not_found");
    const { remedyId } = await at.as<{ remedyId: string }>("agent", "remedy.request", {
      request: refundOf(situation, 8000),
      because: "All of it is broken",
    });
    expect(await see("uninvited", bowl)).to.equal("seen");
    expect(await see("uninvited", note)).to.equal("not_found");
    expect(await see("invited", bowl)).to.equal("not_found");
    expect(await see("otherShopper", bowl)).to.equal("not_found");

    const { hash } = await at.remedy(remedyId);
    await at.as("uninvited", "remedy.approve", { remedyId, hash });
    expect(await see("uninvited", bowl)).to.equal("not_found");
  });
});
