import { publishPolicy } from "../../backend/authority/publish-policy.ts";
import { readPolicy } from "../../backend/authority/queries.ts";
import { type PolicyRule, policyRule } from "../../backend/contract/policy.ts";
import { newId } from "../../backend/core/ids.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { departments } from "../../backend/staff/tables.ts";
import type { Frontline } from "../support/frontline.ts";
import { useStage } from "./stage.ts";

/** Refunds of what is missing are approved by Quality, then by an admin. */
async function publishChain({ app, make }: Frontline): Promise<void> {
  const { reader } = app.database;
  const [shop] = await reader.many(storefronts, { where: {}, take: 1 });
  const quality = await reader.one(departments, { name: "Quality" });
  if (shop === undefined || quality === null) throw new Error("the demo has no shop");
  const live = await readPolicy(reader, shop.id);
  const chained: PolicyRule = policyRule.parse({
    id: newId(),
    roles: ["agent"],
    remedy: "refund",
    reasons: ["missing"],
    verifiedOrderOnly: false,
    effect: {
      kind: "approval",
      chain: [
        { kind: "department", departmentId: quality.id },
        { kind: "role", role: "admin" },
      ],
    },
    perOrder: {},
    perDay: {},
    photoAbove: {},
    photoAboveTrusted: {},
  });
  const { caller } = await make.makePerson("admin", { name: "Chain Maker" });
  const rules = [...(live?.rules ?? []), chained];
  await make.run(publishPolicy, { storefrontId: shop.id, basedOn: live?.version ?? 0, rules }, caller);
}

describe("a request goes along its chain", function () {
  const stage = useStage(this, { prepare: publishChain });
  const typed = "450";
  const title = /Lin Yue asks for a refund of .*\$450/;

  /** Of goods for which nothing was given yet. */
  async function asked(item: string) {
    const { shopper: name, order } = stage.cast.dear;
    const about = { order, item };
    const shopper = await stage.shopper(name);
    const agent = await stage.staff("lin");
    await shopper.openChat();
    await shopper.file({ ...about, reason: "Missing", wish: "Money back" });
    await agent.openTicket("Unassigned", new RegExp(name));
    await agent.amount.fill(typed);
    await agent.panel.getByLabel("Why it should be done").fill("It was not in the parcel");
    await agent.give(/^Ask/).click();
    await shopper.chat.getByText("Waiting for an approval. We will tell you here.").waitFor();
    return { shopper, agent };
  }

  it("from a department that was never invited to an admin, with nobody reloading", async () => {
    const member = await stage.staff("he");
    const rail = member.page.getByRole("navigation", { name: "Main" });
    await rail.getByRole("link", { name: /Desk/ }).waitFor();
    const { shopper, agent } = await asked("Wool blanket");

    await member.place("Approvals");
    await member.page.getByRole("heading", { name: title }).waitFor();
    await member.page.getByText(/^Quality · asked now/).waitFor();
    const second = await stage.staff("zhao");
    await second.place("Approvals");
    await second.page.getByRole("button", { name: "Next" }).click();
    await second.page.getByRole("heading", { name: title }).waitFor();
    await second.page.getByText("Somebody else is asked now.").waitFor();

    await member.page.getByRole("button", { name: /^Approve a refund/ }).click();
    await member.page.getByText("Your yes is recorded.").waitFor();
    await agent.reads(/He Ping agreed/);

    const admin = await stage.staff("admin");
    await admin.place("Approvals");
    await admin.page.getByRole("button", { name: "Next" }).click();
    await admin.page.getByText(/^Quality · He Ping agreed/).waitFor();
    await admin.page.getByRole("button", { name: /^Approve a refund/ }).click();
    await shopper.chat
      .getByRole("region", { name: "Your refund" })
      .getByText(/^Paid to/)
      .waitFor();
    await agent.page
      .getByText(/approved by Gao Yuan/)
      .first()
      .waitFor();
  });

  it("ends with the limits it was asked under, and the asker is told", async () => {
    const { agent } = await asked("Desk lamp");
    const supervisor = await stage.staff("zhao");
    await supervisor.place("Limits");
    await supervisor.page.getByRole("button", { name: /^Roll back to/ }).click();
    const dialog = supervisor.page.getByRole("dialog");
    await dialog.getByRole("checkbox").check();
    await dialog.getByRole("button", { name: "Roll back" }).click();
    await agent.reads(/of the limits was withdrawn, and this request with it/);
  });

  it("is handed to a colleague for one's absence, and taken back", async () => {
    const { page } = await stage.staff("zhao");
    const open = () => page.getByRole("button", { name: "Your account" }).click();
    await open();
    await page.getByRole("button", { name: "When I am away" }).click();
    await page.getByLabel("Colleague").selectOption({ label: "Gao Yuan" });
    await page.getByRole("button", { name: "Hand over" }).click();
    await page.getByText(/Gao Yuan answers for you/).waitFor();
    await page.getByRole("button", { name: "I am back" }).click();
    await page.getByText("You answer yourself again.").waitFor();
  });
});
