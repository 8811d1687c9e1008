import { expect } from "chai";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { RefusalDetails } from "../../backend/contract/refusals.ts";
import { remove } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { photos } from "../../backend/evidence/tables.ts";
import { refusalOf } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { createRemedyScene, type RemedyScene } from "../support/remedy-scene.ts";
import type { ActorName } from "../support/shop-scene.ts";

type Claimed = { ticketId: string; order: Awaited<ReturnType<RemedyScene["scene"]["makeOrder"]>>["order"] };

/** Of broken goods agents give back up to 5,000 of an order, above 500 with a photo of the item and one of its packaging. */
describe("a photo of the item and one of its packaging", () => {
  let at: RemedyScene;
  before(async () => {
    at = await createRemedyScene();
    await at.publish([rule]);
  });
  after(() => at.close());

  const rule: PolicyRule = ruleOf({
    id: newId(),
    roles: ["agent"],
    remedy: "refund",
    reasons: ["broken"],
    verifiedOrderOnly: false,
    perOrder: { CNY: 5000 },
    perDay: {},
    photoAbove: { CNY: 500 },
    photoAboveTrusted: { CNY: 500 },
    packagingPhoto: true,
  });

  async function uploaded(as: ActorName = "shopper"): Promise<string> {
    const id = newId();
    await at.as(as, "photo.receive", { photos: [{ id, width: 40, height: 30, bytes: 1000 }] });
    return id;
  }
  async function claim(shown: object, of?: Claimed): Promise<Claimed> {
    const { order, lines } = await at.scene.makeOrder();
    const about =
      of === undefined
        ? { order, line: lines[0] }
        : { order: of.order, line: (await at.lines(of.order.id))[0] };
    const { ticketId } = await at.as<{ ticketId: string }>("shopper", "claim.file", {
      ticketId: of?.ticketId ?? null,
      orderId: about.order.id,
      lines: [{ lineId: about.line?.id ?? "", quantity: 1 }],
      reason: "broken",
      wish: "refund",
      words: "It came in pieces",
      photoIds: [],
      ...shown,
    });
    return { ticketId, order: about.order };
  }
  const grant = ({ ticketId, order }: Claimed, amountMinor = 4000) =>
    at.as("agent", "remedy.grant", {
      request: {
        remedy: "refund",
        ticketId,
        orderId: order.id,
        reason: "broken",
        amountMinor,
        currency: order.currency,
        lines: [],
      },
    });
  async function expectLacking(claimed: Claimed) {
    const refusal = await refusalOf(grant(claimed));
    const { obstacles, grantableMinor, explanation } = refusal.details as RefusalDetails["approval_required"];
    expect(obstacles.map(({ dimension }) => dimension)).to.deep.equal(["evidence"]);
    expect(grantableMinor).to.equal(500);
    expect(explanation.evidence).to.deep.include({ isAsked: true, ofPackaging: true });
  }

  it("together are enough; without any it is given up to where none is asked for", async () => {
    await grant(await claim({ photoIds: [await uploaded()], packagingPhotoIds: [await uploaded()] }));
    const bare = await claim({});
    await expectLacking(bare);
    await grant(bare, 500);
  });

  it("are both asked for: neither stands for the other, however many there are", async () => {
    await expectLacking(await claim({ photoIds: [await uploaded(), await uploaded()] }));
    await expectLacking(await claim({ packagingPhotoIds: [await uploaded(), await uploaded()] }));
  });

  it("are two: one that is named as both is not taken, and nothing is filed", async () => {
    const both = await uploaded();
    const refused = claim({ photoIds: [both], packagingPhotoIds: [both] });
    expect((await refusalOf(refused)).code).to.equal("malformed");
    await grant(await claim({ photoIds: [both], packagingPhotoIds: [await uploaded()] }));
  });

  it("are the claim's own: neither another case's nor another shopper's, nor one that is not there", async () => {
    const used = await uploaded();
    await claim({ packagingPhotoIds: [used] });
    const foreign = await uploaded("otherShopper");
    for (const [id, code] of [
      [used, "photo_taken"],
      [foreign, "not_found"],
      [newId(), "not_found"],
    ] as const) {
      const refused = claim({ photoIds: [await uploaded()], packagingPhotoIds: [id] });
      expect((await refusalOf(refused)).code, code).to.equal(code);
    }
  });

  it("may come one after the other, the packaging with a further claim in the same case", async () => {
    const first = await claim({ photoIds: [await uploaded()] });
    await expectLacking(first);
    await claim({ packagingPhotoIds: [await uploaded()] }, first);
    await grant(first);
  });

  it("of the item may be sent in the conversation, while staff's own show nothing", async () => {
    const claimed = await claim({ packagingPhotoIds: [await uploaded()] });
    const send = async (who: ActorName) =>
      at.as(who, "message.send", {
        ticketId: claimed.ticketId,
        text: "Here",
        photoIds: [await uploaded(who)],
      });
    await send("agent");
    await expectLacking(claimed);
    await send("shopper");
    await grant(claimed);
  });

  it("must still be there when it is decided", async () => {
    const packaging = await uploaded();
    const claimed = await claim({ photoIds: [await uploaded()], packagingPhotoIds: [packaging] });
    await at.house.save(remove(photos, { id: packaging }));
    await expectLacking(claimed);
  });
});
