import { mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import packaged from "@sparticuz/chromium";
import axe from "axe-core";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";
import { engine } from "./database.ts";

/**
 * The package's own list of arguments is made for serverless machines: it switches off the web security that these
 * tests are about, and runs everything in one process, where one crashed page takes all others along. Chinese text needs
 * a font with its signs (fonts-noto-cjk); without one the pages work, and their pictures show boxes.
 */
const args = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--font-render-hinting=none"];

const failuresFolder = join(tmpdir(), "frontline-failures");
const actionTimeoutMs = 20_000;
const startTimeoutMs = 60_000;

export interface Screens {
  /** A browser of its own for one person: nothing is shared with the others, as on another machine. */
  open(options?: BrowserContextOptions): Promise<Page>;
  /** Photographs what is open if the test has failed (the path is printed), then closes the contexts of this test. */
  closeAll(test?: { state?: string; fullTitle(): string }): Promise<void>;
  quit(): Promise<void>;
}

async function launch(): Promise<Browser> {
  const executablePath = process.env.CHROMIUM_PATH ?? (await packaged.executablePath());
  return chromium.launch({ executablePath, args, timeout: startTimeoutMs });
}

/**
 * Who likes it calm must be served as well as who does not: journeys are gone with motion on one engine and without on the other, which is
 * also a quarter quicker.
 */
const reducedMotion = engine === "services" || process.env.TEST_CALM === "1" ? "reduce" : "no-preference";

/** One Chromium for a whole suite. */
export async function openScreens(): Promise<Screens> {
  const browser = await launch();
  return {
    async open(options = {}) {
      const context = await browser.newContext({ locale: "en-US", reducedMotion, ...options });
      context.setDefaultTimeout(actionTimeoutMs);
      return context.newPage();
    },
    async closeAll(test) {
      const contexts = browser.contexts();
      for (const [index, context] of test?.state === "failed" ? contexts.entries() : []) {
        for (const page of context.pages()) await photograph(page, `${test?.fullTitle() ?? ""}-${index}`);
      }
      await Promise.all(contexts.map((context) => context.close()));
    },
    quit: () => browser.close(),
  };
}

async function photograph(page: Page, title: string): Promise<void> {
  mkdirSync(failuresFolder, { recursive: true });
  const path = join(failuresFolder, `${title.replaceAll(/[^a-z0-9]+/gi, "-").slice(0, 150)}.png`);
  // A page that hangs must not hide why the test failed.
  await page.screenshot({ path, fullPage: true, timeout: 5000 }).then(
    () => console.info(`    screenshot: ${path}`),
    () => undefined,
  );
}

/** Violations of WCAG 2.2 A and AA on what is shown now, shadow roots included, as lines to read; none is an empty list. */
export async function violationsOn(page: Page): Promise<string[]> {
  // Through the debugger, not as a script tag: the page's own CSP stays as it is. It is half a megabyte: once for a page.
  if (!(await page.evaluate(() => "axe" in globalThis))) await page.evaluate(axe.source);
  const result = await page.evaluate(async () => {
    const { axe: there } = globalThis as unknown as { axe: typeof axe };
    const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
    // Nothing that is asked for needs the page's style sheets fetched a second time.
    return there.run(document, { runOnly: tags, resultTypes: ["violations"], preload: false });
  });
  return result.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help} at ${JSON.stringify(node.target)} ${node.failureSummary ?? ""}`),
  );
}
