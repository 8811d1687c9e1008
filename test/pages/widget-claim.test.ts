import { expect } from "chai";
import type { Page } from "playwright-core";
import { policies } from "../../backend/authority/tables.ts";
import { insert } from "../../backend/core/database/writes.ts";
import { newId } from "../../backend/core/ids.ts";
import { answerOf, send } from "../support/clients.ts";
import { plainJpeg } from "../support/images.ts";
import { useScene } from "../support/use-scene.ts";
import { chatOn, phone, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

describe("a claim in the widget", () => {
  let scene: WidgetScene;
  let order: Awaited<ReturnType<WidgetScene["scene"]["makeOrder"]>>;
  useScene(startWidgetScene, async (started) => {
    scene = started;
    order = await scene.scene.makeOrder();
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  const photo = async () => ({ name: "cup.jpg", mimeType: "image/jpeg", buffer: await plainJpeg() });
  const titles = () => order.lines.map(({ title }) => title);

  async function begin(page: Page) {
    const chat = chatOn(page);
    await chat.open();
    await chat.panel.getByRole("button", { name: /Something is wrong with my order/ }).click();
    return chat;
  }

  /** What stands in the ticket that this page's claim has opened. */
  async function claimOf(page: Page) {
    await page.locator("#frontline .card.claim").waitFor();
    const agent = await scene.agentOf(titles()[0] ?? "");
    const claims = (await agent.entries()).flatMap((entry) =>
      entry.kind === "claim.filed" ? [entry.body] : [],
    );
    return { agent, claims };
  }

  async function askForPhotos() {
    const { storefrontId, rules, house } = scene.scene;
    const strict = rules.map((rule) => ({ ...rule, photoAbove: { CNY: 1 }, photoAboveTrusted: { CNY: 1 } }));
    const version = { id: newId(), storefrontId, version: 2, publishedById: null, publishedByName: "" };
    await house.save(insert(policies, { ...version, rules: strict, publishedAt: house.clock.now() }));
  }

  it("takes one order's items, the reason and the wish, and shows what was sent", async () => {
    const page = await scene.visitAsMei({ browser: phone });
    const chat = await begin(page);
    const items = chat.panel.getByRole("checkbox");
    // The one order there is was not asked for.
    await items.first().waitFor();
    await chat.panel.getByRole("button", { name: "Broken", exact: true }).click();
    await chat.reads("Choose at least one item.");
    await items.first().check();
    await chat.panel.getByRole("button", { name: /^One fewer/ }).click();
    await chat.reads("1 of 2");
    await chat.panel.getByRole("button", { name: "Broken", exact: true }).click();
    await chat.panel.getByRole("textbox").fill("The handle is off");
    await chat.panel.getByRole("button", { name: /^Money back/ }).click();
    await chat.reads("You would like: Money back");
    const agent = await scene.agentOf("The handle is off");
    const [claim] = (await agent.entries()).flatMap((entry) =>
      entry.kind === "claim.filed" ? [entry.body] : [],
    );
    expect(claim).to.deep.include({
      reason: "broken",
      wish: "refund",
      words: "The handle is off",
      photos: [],
    });
    expect(claim?.lines.map(({ quantity }) => quantity)).to.deep.equal([1]);
  });

  it("goes back step by step without losing what was chosen", async () => {
    const page = await scene.visitAsMei();
    const chat = await begin(page);
    const items = chat.panel.getByRole("checkbox");
    await items.last().check();
    await chat.panel.getByRole("button", { name: "Missing" }).click();
    await chat.panel.getByRole("button", { name: /^Money back/ }).waitFor();
    const back = chat.panel.getByRole("button", { name: "Back", exact: true });
    await back.click();
    expect(await items.last().isChecked()).to.equal(true);
    await back.click();
    await chat.reads("How can we help?");
  });

  it("says what is true of a refund until it is settled", async () => {
    const page = await scene.visitAsMei();
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write("Please refund the pot");
    await chat.sent("Please refund the pot");
    const agent = await scene.agentOf("Please refund the pot");
    const request = {
      ticketId: agent.ticketId,
      orderId: order.order.id,
      reason: "broken",
      remedy: "refund",
      amountMinor: 4200,
      currency: "CNY",
      lines: [],
    };
    await agent.give("order.attach", { orderNumber: order.order.number });
    const { remedyId } = (await agent.give("remedy.grant", { request, tell: "Refunded." })) as {
      remedyId: string;
    };
    const card = chat.panel.getByRole("region", { name: "Your refund" });
    await card.getByText("¥42.00").waitFor();
    await card.getByText(/Being paid since/).waitFor();
    expect(await card.getByText("Paid to").count()).to.equal(0);
    const outcome = { state: "settled", reference: "bank 7", hint: "card ••12" };
    answerOf(await send(await scene.consoleOf("supervisor"), "payout.book", { remedyId, outcome }));
    await card.getByText(/Paid to card ••12\./).waitFor();
    await chat.reads("Your refund was paid");
  });

  it("asks for a photo where the policy does, and waits for it", async () => {
    await askForPhotos();
    const page = await scene.visitAsMei({ browser: phone });
    const chat = await begin(page);
    await chat.panel.getByRole("checkbox").first().check();
    await chat.panel.getByRole("button", { name: "Does not work" }).click();
    const wish = chat.panel.getByRole("button", { name: /^Money back/ });
    await wish.waitFor();
    expect(await wish.isDisabled()).to.equal(true);
    await chat.panel.locator("input[type=file]:not([capture])").setInputFiles(await photo());
    await wish.click();
    const { claims } = await claimOf(page);
    expect(claims.at(-1)?.photos).to.have.length(1);
    await chat.panel.getByRole("button", { name: "View photo 1 of 1" }).waitFor();
  });

  it("leaves nobody stuck who cannot take a photo", async () => {
    const page = await scene.visitAsMei();
    const chat = await begin(page);
    await chat.panel.getByRole("checkbox").first().check();
    await chat.panel.getByRole("button", { name: "Late" }).click();
    await chat.panel.getByRole("button", { name: "I cannot take a photo now" }).click();
    await chat.panel.getByRole("button", { name: /^Money back/ }).click();
    await chat.reads("You would like: Money back");
  });

  it("lets an anonymous shopper name an order, and tells nothing to one who guesses", async () => {
    const page = await scene.visit();
    const chat = await begin(page);
    const number = chat.panel.getByRole("textbox", { name: "Order number" });
    const email = chat.panel.getByRole("textbox", { name: "E-mail" });
    const find = chat.panel.getByRole("button", { name: "Find it" });
    await number.fill(order.order.number);
    await find.click();
    await chat.reads("Please fill this in.");
    await email.fill("nobody@mail.example");
    await find.click();
    await chat.reads("We found no order with this number and e-mail.");
    await email.fill(order.order.email);
    await find.click();
    await chat.panel.getByRole("checkbox").first().check();
    await chat.panel.getByRole("button", { name: "Wrong item" }).click();
    await chat.panel.getByRole("button", { name: /^Talk to someone/ }).click();
    await chat.reads("You would like: Talk to someone");
  });

  it("starts at the order that the page names", async () => {
    const other = await scene.scene.makeOrder();
    const page = await scene.visitAsMei({ calls: [] });
    const token = await scene.token();
    await page.evaluate(
      ([signed, orderNumber]) => {
        window.Frontline?.identify(signed ?? "");
        window.Frontline?.setContext({ orderNumber });
      },
      [token, other.order.number] as const,
    );
    const chat = await begin(page);
    await chat.reads(`Order ${other.order.number}`);
    await chat.panel.getByRole("checkbox").first().waitFor();
  });
});
