import { expect } from "chai";
import type { Page } from "playwright-core";
import { insert, update } from "../../backend/core/database/writes.ts";
import { storefronts } from "../../backend/shop/storefront-tables.ts";
import { customers, orderLines, orders, shipments } from "../../backend/shop/tables.ts";
import { departments, people } from "../../backend/staff/tables.ts";
import { plainJpeg } from "../support/images.ts";
import { useScene } from "../support/use-scene.ts";
import { chatOn, desktop, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

/** Says where it came from, and would leave an element and a mark if a page took it for markup. */
const evil = (where: string) => `${where}"><img data-inert src=x onerror=pwned=1>`;
const lineEvil = "javascript:pwned=1 [x](javascript:pwned=1) <a data-inert href='javascript:pwned=1'>x</a>";

describe("what people write, in every place that shows it", () => {
  let scene: WidgetScene;
  let orderNumber: string;
  useScene(startWidgetScene, async (started) => {
    scene = started;
    orderNumber = await poison();
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  /** Names and fields as a shop's export or an admin may bring them; answers the order's number. */
  async function poison(): Promise<string> {
    const { house, storefront, shoppers, people: staff, warehouse, makeOrder } = scene.scene;
    const { order, lines } = await makeOrder();
    const number = evil("#1");
    const words = { name: evil("to"), line1: evil("street"), line2: evil("floor"), city: evil("city") };
    const address = { ...words, province: evil("p"), zip: evil("zip"), country: "CN", phone: evil("tel") };
    await house.save(
      update(storefronts, { id: storefront.id }, { name: evil("shop") }),
      update(customers, { id: shoppers.shopper.customer.id }, { name: evil("buyer"), tags: [evil("tag")] }),
      update(
        orders,
        { id: order.id },
        { number, paymentMethod: evil("card"), paymentReference: evil("ref"), shippingAddress: address },
      ),
      ...lines.map(({ id }) =>
        update(orderLines, { id }, { title: evil("product"), variant: evil("variant") }),
      ),
      ...Object.values(staff).map(({ personId, person }) =>
        update(people, { id: personId }, { name: evil(person.role) }),
      ),
      update(departments, { id: warehouse.id }, { name: evil("warehouse") }),
      insert(shipments, {
        id: order.id,
        storefrontId: storefront.id,
        orderId: order.id,
        trackingNumber: evil("parcel"),
        carrier: evil("carrier"),
        skus: [],
        shippedAt: order.orderedAt,
        deliveredAt: null,
      }),
    );
    return number;
  }

  /** Nothing became an element, ran, or leads to a script. */
  async function isInert(page: Page, where: string): Promise<void> {
    expect(await page.locator("[data-inert]").count(), where).to.equal(0);
    expect(await page.locator("a[href^='javascript' i]").count(), where).to.equal(0);
    expect(await page.evaluate(() => "pwned" in globalThis), where).to.equal(false);
  }

  const shows = (page: Page, text: string) => page.getByText(text, { exact: false }).first().waitFor();

  async function consoleAs(who: "agent" | "supervisor" | "admin" | "invited", path: string): Promise<Page> {
    const page = await scene.screens.open(desktop);
    const value = await scene.staffToken(who);
    await page.context().addCookies([{ name: "frontline_session", value, url: scene.url }]);
    await page.addInitScript(
      (template) => localStorage.setItem("frontline.templates", template),
      JSON.stringify([{ name: evil("template"), text: evil("template text") }]),
    );
    await page.goto(`${scene.url}/console/${path}`);
    return page;
  }

  /** A ticket in which everybody has written what they could; answers its shopper's page. */
  async function evilTicket(): Promise<Page> {
    const name = evil("shopper");
    const token = await scene.token({ name });
    const page = await scene.visit({ calls: [["identify", token]], browser: desktop });
    const chat = chatOn(page);
    await chat.open();
    await shows(page, evil("shop"));
    await chat.panel.getByRole("button", { name: /Something is wrong with my order/ }).click();
    await shows(page, evil("product"));
    await isInert(page, "the items of a claim");
    await chat.panel.getByRole("checkbox").first().check();
    await chat.panel.getByRole("button", { name: "Broken", exact: true }).click();
    await chat.panel.getByRole("textbox").fill(evil("claim"));
    await chat.panel.getByRole("button", { name: /^Money back/ }).click();
    await chat.reads("You would like: Money back");
    await chat.write(evil("message"));
    await chat.timeline.getByText(evil("message")).waitFor();
    await chat.write(lineEvil);
    const photo = { name: `${evil("file")}.jpg`, mimeType: "image/jpeg", buffer: await plainJpeg() };
    await chat.panel.locator(".composer input[type=file]").setInputFiles(photo);
    await chat.panel.getByRole("button", { name: "Remove photo 1" }).waitFor();
    await chat.panel.getByRole("button", { name: "Send", exact: true }).click();
    await chat.panel.getByRole("button", { name: "View photo 1 of 1" }).waitFor();
    return page;
  }

  it("is text and nothing else: in the widget, from the first question to the rating", async () => {
    const page = await evilTicket();
    const chat = chatOn(page);
    const agent = await scene.agentOf("");
    await agent.give("ticket.assign", { assigneeId: scene.scene.people.agent.personId });
    await agent.say(evil("answer"));
    await agent.give("escalation.open", {
      departmentId: scene.scene.warehouse.id,
      question: evil("question"),
      dueAt: scene.scene.house.clock.now() + 3_600_000,
    });
    await chat.timeline.getByText(evil("answer")).waitFor();
    await shows(page, `We have asked ${evil("warehouse")}`);
    await isInert(page, "the conversation");
    await chat.panel.getByRole("button", { name: "View photo 1 of 1" }).click();
    await page.getByRole("dialog", { name: "Photo" }).getByRole("img").waitFor();
    await isInert(page, "a photo");
    await page.keyboard.press("Escape");
    await agent.give("ticket.resolve", {}).catch(() => undefined);
    await chat.panel.getByRole("button", { name: "Back" }).click();
    await chat.panel.locator(".ticket").first().waitFor();
    await isInert(page, "home");
    expect(scene.complaints.filter((each) => /pwned|Refused to/.test(each))).to.deep.equal([]);
  });

  it("is text and nothing else: at the desk, in templates, approvals and the administration", async () => {
    await evilTicket();
    const agent = await scene.agentOf("");
    await agent.give("note.write", { text: evil("note"), photoIds: [] });
    const { personId } = scene.scene.people.agent;
    await agent.give("ticket.assign", { assigneeId: personId });
    await agent.give("escalation.open", {
      departmentId: scene.scene.warehouse.id,
      question: evil("question"),
      dueAt: scene.scene.house.clock.now() + 3_600_000,
    });
    const page = await consoleAs("agent", "desk/all_open");
    await page.locator("section ul a").first().click();
    const timeline = page.getByRole("log");
    for (const where of ["message", "note", "question", "claim"]) {
      await timeline.getByText(evil(where)).first().waitFor();
    }
    for (const text of [orderNumber, evil("product"), evil("shopper"), evil("carrier"), evil("warehouse")]) {
      await shows(page, text);
    }
    await isInert(page, "the desk");
    const field = page.getByRole("textbox", { name: /^Write to/ });
    await field.fill("/template");
    await page.getByRole("option").getByText(evil("template text")).waitFor();
    await isInert(page, "the templates");
    await field.press("Enter");
    expect(await field.inputValue()).to.equal(evil("template text"));
    await isInert(page, "a template filled in");
    for (const keys of ["x", "Control+k"]) {
      await timeline.focus();
      await page.keyboard.press(keys);
      await page.getByRole("dialog").waitFor();
      await isInert(page, keys);
      await page.keyboard.press("Escape");
      await page.getByRole("dialog").waitFor({ state: "hidden" });
    }

    const asked = await consoleAs("invited", "");
    await asked.locator("section ul a").first().click();
    await asked.getByText(evil("question")).first().waitFor();
    await isInert(asked, "a department's desk");

    const [{ id: orderId = "" } = {}] = await scene.make.reader.many(orders, {
      where: { number: orderNumber },
      take: 1,
    });
    const refund = { remedy: "refund", reason: "broken", amountMinor: 9000, currency: "CNY", lines: [] };
    const request = { ...refund, ticketId: agent.ticketId, orderId };
    await agent.give("remedy.request", { request, because: evil("because") });
    const lead = await consoleAs("supervisor", "approvals");
    await shows(lead, evil("because"));
    await isInert(lead, "an approval");

    const admin = await consoleAs("admin", "admin/people");
    for (const tab of ["people", "departments", "storefronts"]) {
      await admin.goto(`${scene.url}/console/admin/${tab}`);
      await admin.locator("main [role=tabpanel] button").first().waitFor();
      await shows(admin, evil({ people: "agent", departments: "warehouse", storefronts: "shop" }[tab] ?? ""));
      await isInert(admin, tab);
    }
  });
});
