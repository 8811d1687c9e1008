import { expect } from "chai";
import { publishPolicy } from "../../backend/authority/publish-policy.ts";
import { readPolicy } from "../../backend/authority/queries.ts";
import { refusedDecisions } from "../../backend/authority/refusal-table.ts";
import { saveDraft } from "../../backend/authority/save-draft.ts";
import { type PolicyRule, policyRule } from "../../backend/contract/policy.ts";
import { newId } from "../../backend/core/ids.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import type { Frontline } from "../support/frontline.ts";
import { openBench } from "./bench.ts";
import { useStage } from "./stage.ts";

const draftName = "Without the no";

/** Nobody below an admin refunds what is missing; a draft lies ready that lets them again. */
async function publishNo({ app, make }: Frontline): Promise<void> {
  const { reader } = app.database;
  const [shop] = await reader.many(storefronts, { where: {}, take: 1 });
  if (shop === undefined) throw new Error("the demo has no shop");
  const live = await readPolicy(reader, shop.id);
  const ruleOf = (over: Partial<PolicyRule>): PolicyRule => ({
    ...policyRule.parse({
      id: newId(),
      roles: ["agent", "supervisor"],
      remedy: "refund",
      reasons: ["missing"],
      verifiedOrderOnly: false,
      perOrder: {},
      perDay: {},
      photoAbove: {},
      photoAboveTrusted: {},
    }),
    ...over,
  });
  const { caller } = await make.makePerson("admin", { name: "Limit Maker" });
  const no = ruleOf({ effect: { kind: "refuse", sentence: "The carrier pays for that." } });
  const storefrontId = shop.id;
  const rules = [...(live?.rules ?? []), no];
  await make.run(publishPolicy, { storefrontId, basedOn: live?.version ?? 0, rules }, caller);
  const allowed = [...(live?.rules ?? []).filter(({ remedy }) => remedy !== "refund")];
  const draft = {
    storefrontId,
    draftId: null,
    revision: 0,
    name: draftName,
    basedOn: (live?.version ?? 0) + 1,
    rules: [...allowed, ruleOf({ perOrder: { USD: 5000, CNY: 5000 } })],
  };
  await make.run(saveDraft, draft, caller);
}

describe("what a rule refuses", function () {
  const stage = useStage(this, { prepare: publishNo });

  it("is put on record by the agent, and a draft without the rule is tried on it", async () => {
    const { shopper: name, order, item } = stage.cast.dear;
    const shopper = await stage.shopper(name);
    const agent = await stage.staff("lin");
    await shopper.openChat();
    await shopper.file({ order, item, reason: "Missing", wish: "Money back" });
    await agent.openTicket("Unassigned", new RegExp(name));
    await agent.amount.fill("20");
    await agent.panel.getByText("A rule does not allow it: The carrier pays for that.").waitFor();
    expect(await agent.give(/^(Refund|Ask)/).count()).to.equal(0);
    await agent.panel.getByRole("button", { name: "Put on record that it was asked for" }).click();
    await agent.page.getByText("On record: whoever tries other limits sees it").first().waitFor();
    const { reader } = stage.frontline().app.database;
    expect(await reader.count(refusedDecisions, {})).to.equal(1);

    const bench = await openBench(await stage.staff("zhao"));
    await bench.button(/^In force/).click();
    await bench.page.getByRole("menuitem", { name: new RegExp(draftName) }).click();
    await bench.replay();
    await bench.panel
      .getByText("What a rule refuses and nobody put on record is not among the cases.")
      .waitFor();
    await bench.panel.getByText("Nobody saw what would have become of 1 case that a rule refused.").waitFor();
    await bench.panel
      .getByRole("button", { name: /^Refused by a rule then, would be granted at once/ })
      .click();
    const named = bench.dialog.getByRole("listitem");
    await named.getByRole("link", { name: /Refund .*\$20/ }).waitFor();
    await named.getByText("refused → at once").waitFor();
    expect(await named.count()).to.equal(1);
  });
});
