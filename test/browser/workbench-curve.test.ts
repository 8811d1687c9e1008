import { expect } from "chai";
import type { Locator, Page } from "playwright-core";
import { runs } from "../../backend/insight/tables.ts";
import { makePast, openBench } from "./bench.ts";
import { useStage } from "./stage.ts";

const limit = "Rule 1: Per order (CNY)";
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true };

/** The middle of what is drawn. */
async function middleOf(drawn: Locator) {
  const box = await drawn.boundingBox();
  if (box === null) throw new Error("it is not drawn");
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** A finger that is put down, drawn to the left and lifted, as the browser hears it. */
async function drawnByTouch(page: Page, from: { x: number; y: number }, by: number) {
  const line = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x: number) =>
    line.send("Input.dispatchTouchEvent", {
      type,
      touchPoints: type === "touchEnd" ? [] : [{ x, y: from.y }],
    });
  await touch("touchStart", from.x);
  for (let step = 1; step <= 8; step += 1) await touch("touchMove", from.x + (by * step) / 8);
  await touch("touchEnd", from.x + by);
}

describe("the curve of a limit", function () {
  const stage = useStage(this, { prepare: makePast({ cases: 600, days: 80 }) });

  async function curve(of: Awaited<ReturnType<typeof openBench>>) {
    await of.tab("Curve");
    await of.page.getByText("90 days", { exact: true }).click();
    await of.panel.getByRole("button", { name: "Draw the curve" }).click();
    const point = of.panel.getByRole("slider", { name: "Limit in the draft" });
    await point.waitFor();
    const value = async () => Number(await point.getAttribute("aria-valuenow"));
    return { point, value };
  }
  const written = (minor: number) => `CN¥${(minor / 100).toLocaleString("en-US")}`;

  it("is moved by keys and by the mouse, and the sentence follows", async () => {
    const bench = await openBench(await stage.staff("zhao"));
    const { page, field, panel } = bench;
    await bench.currency("CNY");
    await field(limit).focus();
    const { point, value } = await curve(bench);
    const first = await value();
    await point.press("ArrowLeft");
    await page.getByText("1 rule changed").waitFor();
    const second = await value();
    expect(second).to.be.below(first);
    expect(await field(limit).inputValue()).to.equal(written(second));

    const from = await middleOf(point);
    const { x, y } = await middleOf(panel.getByRole("group", { name: /^Share granted at once/ }));
    await page.mouse.move(from.x, from.y);
    await page.mouse.down();
    await page.mouse.move(x - 150, y + 100, { steps: 8 });
    await page.mouse.up();
    const third = await value();
    expect(third).to.be.below(second);
    expect(await field(limit).inputValue()).to.equal(written(third));
    // Once it is let go, the mouse moves nothing.
    await page.mouse.move(x + 150, y, { steps: 4 });
    expect(await value()).to.equal(third);
  });

  it("is moved by a finger on a phone, and the page stays where it is", async () => {
    const bench = await openBench(await stage.staff("zhao", phone));
    const { page, field } = bench;
    const { point, value } = await curve(bench);
    await point.scrollIntoViewIfNeeded();
    const scrolled = () => page.evaluate(() => scrollY);
    const [before, top] = [await value(), await scrolled()];
    await drawnByTouch(page, await middleOf(point), -120);
    await page.getByText("1 rule changed").waitFor();
    const after = await value();
    expect(after).to.be.below(before);
    expect(await scrolled()).to.equal(top);
    await bench.tab("Rules");
    expect(await field(limit).inputValue()).to.equal(written(after));
  });
});

describe("a run over a long past", function () {
  const stage = useStage(this, { prepare: makePast({ cases: 4000, days: 170 }) });

  for (const { tab, start, again, seen } of [
    { tab: "Replay", start: "Replay", again: "Replay again", seen: /cases would be answered/ },
    { tab: "Curve", start: "Draw the curve", again: "Draw it again", seen: /cases met this limit/ },
  ]) {
    it(`is stopped, and another one begun: ${tab.toLowerCase()}`, async () => {
      const bench = await openBench(await stage.staff("zhao"));
      const { page, panel } = bench;
      const begin = (name: string) => panel.getByRole("button", { name, exact: true });
      const stop = panel.getByRole("button", { name: "Stop", exact: true });
      const progress = panel.getByRole("progressbar");
      await bench.field(limit).fill("200");
      await bench.tab(tab);
      await page.getByText("180 days", { exact: true }).click();
      await begin(start).click();
      await stop.click();
      await begin(start).waitFor();
      await progress.waitFor({ state: "detached" });

      await begin(start).click();
      await panel.getByText(seen).waitFor();
      const found = await panel.getByText(seen).textContent();
      // A result stays where it is when the next run is stopped.
      await begin(again).click();
      await stop.click();
      await begin(again).waitFor();
      expect(await panel.getByText(seen).textContent()).to.equal(found);

      const { reader } = stage.frontline().app.database;
      const kind = tab === "Replay" ? "replay" : "frontier";
      const ended = await reader.many(runs, { where: { kind }, order: { startedAt: "ASC" }, take: 10 });
      expect(ended.map(({ state }) => state)).to.deep.equal(["cancelled", "done", "cancelled"]);
    });
  }
});
