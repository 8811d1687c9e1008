import { expect } from "chai";
import { policies } from "../../backend/authority/tables.ts";
import { fileClaim } from "../../backend/claims/file-claim.ts";
import type { PolicyRule } from "../../backend/contract/policy.ts";
import type { ClaimOptions } from "../../backend/contract/queries/widget.ts";
import type { ShopperActor } from "../../backend/core/actor.ts";
import { insert, update } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { readClaimOptions } from "../../backend/desk/read-claim-options.ts";
import { loadActors } from "../../backend/edge/load-actors.ts";
import { customers, orders, variants } from "../../backend/shop/tables.ts";
import { createTestHouse, refusalOf, type TestHouse } from "../support/executor.ts";
import { ruleOf } from "../support/policies.ts";
import { type ActorName, createShopScene, type ShopScene } from "../support/shop-scene.ts";
import { openTicket, refundOf, runAs, type Situation } from "../support/situations.ts";

describe("the options of a claim", () => {
  let house: TestHouse;
  let scene: ShopScene;
  let order: Awaited<ReturnType<ShopScene["makeOrder"]>>;
  beforeEach(async () => {
    house = await createTestHouse();
    scene = await createShopScene(house);
    order = await scene.makeOrder();
  });
  afterEach(() => house.close());

  const cup = () => ({
    orderId: order.order.id,
    lines: [{ lineId: order.lines[0]?.id ?? "", quantity: 1 }],
    reason: "broken",
  });
  const file = () => {
    const claim = { ...cup(), ticketId: null, wish: "refund", photoIds: [] };
    return house.run(fileClaim, claim, scene.callers.shopper);
  };

  const options = async (over: object = {}, as: ActorName = "shopper"): Promise<ClaimOptions> => {
    const now = house.clock.now();
    const [actor] = await loadActors(house.reader, [scene.callers[as]], now);
    const input = readClaimOptions.input.parse({ ...cup(), ...over });
    return readClaimOptions.read(house.reader, input, actor as ShopperActor, now);
  };
  /** Agents give up to 500.00; above 50.00 a photo is asked for, of the trusted above 150.00. */
  const rule: PolicyRule = ruleOf({
    id: newId(),
    roles: ["agent"],
    remedy: "refund",
    reasons: [],
    verifiedOrderOnly: false,
    perOrder: { CNY: 50_000 },
    perDay: {},
    photoAbove: { CNY: 5000 },
    photoAboveTrusted: { CNY: 15_000 },
  });
  const publish = (...rules: PolicyRule[]) =>
    house.save(
      insert(policies, {
        id: newId(),
        storefrontId: scene.storefrontId,
        version: 2,
        rules,
        publishedAt: house.clock.now(),
        publishedById: null,
        publishedByName: "",
      }),
    );
  const cupOf = ({ lines }: Situation) => [{ lineId: lines[0]?.id ?? "", quantity: 1 }];
  async function grantedRefund(situation: Situation, amountMinor: number) {
    await runAs(scene, "agent", "remedy.grant", { request: refundOf(situation, amountMinor) });
    return { orderId: situation.order.id };
  }
  const pot = () => ({ lines: [{ lineId: order.lines[1]?.id ?? "", quantity: 1 }] });

  it("are a refund with its amount, the same again, a return where the shop offers it, or a person", async () => {
    expect((await options()).wishes).to.deep.equal([
      { wish: "refund", amountMinor: 4000, currency: "CNY" },
      { wish: "reship", amountMinor: null, currency: null },
      { wish: "return_refund", amountMinor: 4000, currency: "CNY" },
      { wish: "talk", amountMinor: null, currency: null },
    ]);
    const sku = order.lines[0]?.sku ?? "";
    const [stock] = await house.reader.many(variants, { where: { sku }, take: 1 });
    await house.save(update(variants, { id: stock?.id ?? "" }, { stock: 3, reserved: 3 }));
    await house.save(update(orders, { id: order.order.id }, { refundedMinor: 20_000 }));
    expect((await options()).wishes.map((each) => each.wish)).to.deep.equal(["talk"]);
  });

  it("offer an exchange only where the shop does and another variant is there", async () => {
    const wishes = async () => (await options()).wishes.map((each) => each.wish);
    const [own] = await house.reader.many(variants, { where: { sku: order.lines[0]?.sku ?? "" }, take: 1 });
    if (own === undefined) expect.fail();
    await house.save(insert(variants, { ...own, id: newId(), sku: "OTHER", stock: 1 }));
    expect(await wishes()).to.deep.equal(["refund", "reship", "exchange", "return_refund", "talk"]);
    await publish(rule);
    expect(await wishes()).to.deep.equal(["refund", "reship", "talk"]);
  });

  it("ask for a photo above what the policy lets pass on trust", async () => {
    await publish(rule);
    expect((await options()).isPhotoAsked).to.equal(false);
    expect((await options(pot())).isPhotoAsked).to.equal(true);
  });

  it("ask for the packaging too where the policy does", async () => {
    await publish({ ...rule, packagingPhoto: true });
    expect(await options(pot())).to.include({ isPhotoAsked: true, isPackagingAsked: true });
    expect(await options()).to.include({ isPhotoAsked: false, isPackagingAsked: false });
  });

  it("ask a trusted customer later", async () => {
    await publish(rule);
    const { customer } = scene.shoppers.shopper;
    await house.save(update(customers, { id: customer.id }, { tags: ["vip"] }));
    for (let more = 0; more < 2; more++) await scene.makeOrder();
    expect((await options(pot())).isPhotoAsked).to.equal(false);
    for (let filed = 0; filed < 3; filed++) await file();
    expect((await options(pot())).isPhotoAsked).to.equal(true);
  });

  it("count what was given on the order before", async () => {
    await publish(rule);
    expect((await options()).isPhotoAsked).to.equal(false);
    const situation = await openTicket(scene);
    const { orderId } = await grantedRefund(situation, 2000);
    expect((await options({ orderId, lines: cupOf(situation) })).isPhotoAsked).to.equal(true);
    expect((await options()).isPhotoAsked, "of another order").to.equal(false);
  });

  it("ask for one where only sending again needs it, if it can be sent again", async () => {
    await publish({ ...rule, remedy: "reship", photoAbove: { CNY: 1000 } });
    expect((await options()).isPhotoAsked).to.equal(true);
    expect((await options({ reason: "changed_mind" })).isPhotoAsked).to.equal(false);
  });

  it("ask nobody where no policy was published for it", async () => {
    await publish();
    expect((await options(pot())).isPhotoAsked).to.equal(false);
  });

  it("are told to nobody else, and refuse lines as the claim does", async () => {
    expect((await refusalOf(options({}, "otherShopper"))).code).to.equal("not_found");
    const lines = [{ lineId: newId(), quantity: 1 }];
    expect((await refusalOf(options({ lines }))).code).to.equal("wrong_line");
    const three = [{ lineId: order.lines[0]?.id ?? "", quantity: 3 }];
    expect((await refusalOf(options({ lines: three }))).code).to.equal("over_bought");
  });
});
