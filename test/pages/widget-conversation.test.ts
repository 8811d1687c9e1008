import { expect } from "chai";
import type { Locator } from "playwright-core";
import { plainJpeg } from "../support/images.ts";
import { useScene } from "../support/use-scene.ts";
import { chatOn, phone, startWidgetScene, type WidgetScene } from "../support/widget-scene.ts";

/** Pastes a picture of these bytes, and of as many more as are wanted. */
function paste(box: Locator, bytes: number[], more = 0): Promise<void> {
  return box.evaluate(
    (element, data) => {
      const clipboard = new DataTransfer();
      const parts = [new Uint8Array(data.bytes), new Uint8Array(data.more)];
      clipboard.items.add(new File(parts, "a.jpg", { type: "image/jpeg" }));
      element.dispatchEvent(new ClipboardEvent("paste", { clipboardData: clipboard, bubbles: true }));
    },
    { bytes, more },
  );
}

describe("a conversation in the widget", () => {
  let scene: WidgetScene;
  useScene(startWidgetScene, (started) => {
    scene = started;
  });
  afterEach(function () {
    return scene.endTest(this.currentTest);
  });

  async function begin(words: string) {
    const page = await scene.visitAsMei({ browser: phone });
    const chat = chatOn(page);
    await chat.open();
    await chat.newConversation();
    await chat.write(words);
    await chat.sent(words);
    return { page, chat, agent: await scene.agentOf(words) };
  }

  it("shows sent, seen, typing, the answer and who gives it", async () => {
    const { chat, agent } = await begin("Where is my kettle?");
    await agent.give("ticket.assign", { assigneeId: scene.scene.people.agent.personId });
    await agent.give("ticket.see", { seq: agent.seq });
    await chat.seen();
    agent.client.emit("typing", { ticketId: agent.ticketId });
    await chat.panel.locator(".typing").waitFor();
    await agent.say("On its way. See https://parcels.example/9747.");
    await chat.reads("On its way.");
    await chat.panel.locator(".typing").waitFor({ state: "detached" });
    const link = chat.panel.getByRole("link", { name: "https://parcels.example/9747" });
    expect(await link.getAttribute("rel")).to.contain("noopener");
    const { name } = scene.scene.people.agent.person;
    await chat.panel.getByRole("heading", { name }).waitFor();
    await chat.reads(`${name} is looking after you`);
  });

  it("lets staff know that the shopper types, and what they have read", async () => {
    const { chat, agent } = await begin("A question about cups");
    const typing = new Promise((resolve) => agent.client.once("typing", resolve));
    await chat.box.pressSequentially("I w");
    await typing;
    const seen = new Promise<number>((resolve) =>
      agent.client.on(
        "marks",
        ({ marks }) => marks.shopperSeenSeq > agent.seq && resolve(marks.shopperSeenSeq),
      ),
    );
    await agent.say("Ask away");
    await chat.reads("Ask away");
    expect(await seen).to.be.greaterThan(agent.seq);
  });

  it("counts on the launcher what came while it was closed", async () => {
    const { page, chat, agent } = await begin("I will be back");
    await page.keyboard.press("Escape");
    await chat.panel.waitFor({ state: "hidden" });
    await agent.say("One");
    await agent.say("Two");
    await chat.launcher.getByText("2").waitFor();
    await chat.open();
    await chat.reads("Two");
    await chat.panel.getByRole("button", { name: "Close the chat" }).click();
    expect(await chat.launcher.getAttribute("aria-label")).to.equal("Chat with us");
  });

  it("sends photos, shows them small, and large with zoom", async () => {
    const { page, chat, agent } = await begin("Look at this");
    const photo = { name: "cup.jpg", mimeType: "image/jpeg", buffer: await plainJpeg() };
    await chat.panel.locator(".composer input[type=file]").setInputFiles([photo, photo]);
    await chat.panel.getByRole("button", { name: "Remove photo 2" }).click();
    await chat.write("My cup");
    await chat.panel.getByRole("button", { name: "View photo 1 of 1" }).click();
    const viewer = page.getByRole("dialog", { name: "Photo" });
    const image = viewer.getByRole("img");
    await image.waitFor();
    const before = await image.boundingBox();
    await viewer.getByRole("button", { name: "Zoom in" }).click();
    expect((await image.boundingBox())?.width).to.be.greaterThan((before?.width ?? 0) * 1.5);
    await page.keyboard.press("Escape");
    await viewer.waitFor({ state: "detached" });
    const told = (await agent.entries()).findLast((entry) => entry.kind === "message.sent");
    expect(told?.kind === "message.sent" ? told.body.photos : []).to.have.length(1);
    expect(scene.complaints).to.deep.equal([]);
  });

  it("takes photos that are pasted", async () => {
    const { chat, agent } = await begin("Pasting");
    await paste(chat.box, [...(await plainJpeg({ width: 60, height: 40 }))]);
    await chat.panel.getByRole("button", { name: "Remove photo 1" }).waitFor();
    await chat.panel.getByRole("button", { name: "Send", exact: true }).click();
    await chat.panel.getByRole("button", { name: "View photo 1 of 1" }).waitFor();
    const last = (await agent.entries()).at(-1);
    expect(last?.kind).to.equal("message.sent");
  });

  it("says what is wrong with a file that is no photo, and sends nothing of it", async () => {
    const { chat } = await begin("A wrong file");
    const lie = { name: "cup.jpg", mimeType: "image/jpeg", buffer: Buffer.from("not a photo at all") };
    await chat.panel.locator(".composer input[type=file]").setInputFiles(lie);
    await chat.reads("This file is not a photo we can read.");
    await paste(chat.box, [], 16 * 1024 * 1024);
    await chat.reads("This photo is larger than 15 MB.");
  });

  it("says how much too long a message is, and does not send it", async () => {
    const { chat } = await begin("A long story");
    await chat.box.fill("x".repeat(8003));
    await chat.reads("That is 3 characters too long.");
    expect(await chat.panel.getByRole("button", { name: "Send", exact: true }).isDisabled()).to.equal(true);
  });

  it("pages back through a long conversation and stays where one reads", async () => {
    const { page, chat, agent } = await begin("The first of many");
    for (let number = 1; number <= 130; number += 1) await agent.say(`Line ${number}`);
    await page.reload();
    await chat.open();
    await chat.panel.getByRole("button", { name: /Line 130/ }).click();
    await chat.reads("Line 130");
    await chat.timeline.evaluate((box) => {
      box.scrollTop = 0;
    });
    await chat.timeline.getByText("The first of many").waitFor({ state: "attached" });
    const lines = await chat.timeline.getByText(/^Line \d+$/).allTextContents();
    expect(lines).to.deep.equal(Array.from({ length: 130 }, (_, index) => `Line ${index + 1}`));
    const scrolled = await chat.timeline.evaluate((box) => box.scrollTop);
    expect(scrolled).to.be.greaterThan(200);
    await chat.panel.getByRole("button", { name: "Go to the latest message" }).click();
    await chat.timeline.getByText("Line 130", { exact: true }).waitFor();
  });

  it("rates in one tap, takes a sentence, and reopens by writing", async () => {
    const { chat, agent } = await begin("It is solved");
    await agent.give("ticket.resolve", {});
    await chat.panel.getByRole("button", { name: "Good", exact: true }).click();
    await chat.panel
      .getByRole("textbox", { name: "Would you like to add a sentence?" })
      .fill("Quick and kind");
    await chat.panel.getByRole("button", { name: "Add", exact: true }).click();
    await chat.reads("Saved. Thank you.");
    const ratings = (await agent.entries()).flatMap((entry) =>
      entry.kind === "ticket.rated" ? [entry.body] : [],
    );
    expect(ratings).to.deep.equal([
      { score: 4, words: "" },
      { score: 4, words: "Quick and kind" },
    ]);
    await chat.write("One more thing");
    await chat.reads("This conversation is open again");
    await chat.panel.getByText("How did we do?").waitFor({ state: "detached" });
  });
});
