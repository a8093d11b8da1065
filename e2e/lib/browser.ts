import AxeBuilder from "@axe-core/playwright";
import { type Browser, type BrowserContext, chromium, type Page } from "playwright-core";
import { expect } from "vitest";
import { findBrowser } from "../../tools/lib/find-browser.ts";

/** Starts the machine's own Chromium. It speaks to nobody but the desk under test. */
export async function openBrowser(): Promise<Browser> {
  const executablePath = findBrowser();
  return chromium.launch({
    ...(executablePath === undefined ? {} : { executablePath }),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}

export type Visitor = {
  context: BrowserContext;
  page: Page;
  /** What the browser complained about so far, but for what `expected` names. */
  problems(): string[];
  /** Complaints that belong to the journey, such as the refusal that it provokes. */
  expected: RegExp[];
};

/** The first question of every page, who is there, is answered 401 to a stranger; the browser notes it as an error. */
const strangersAnswer = /status of 401 .*\/api\/me$/;

/** A person with a browser of their own. Errors on the page's console are collected, so that a journey can refuse them. */
export async function newVisitor(
  browser: Browser,
  baseURL: string,
  options: { width?: number; height?: number; locale?: string } = {},
): Promise<Visitor> {
  const context = await browser.newContext({
    baseURL,
    locale: options.locale ?? "id-ID",
    timezoneId: "Asia/Jakarta",
    reducedMotion: "reduce",
    acceptDownloads: true,
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
  });
  context.setDefaultTimeout(45_000);
  const page = await context.newPage();
  const complaints: string[] = [];
  const expected = [strangersAnswer];
  page.on("pageerror", (error) => complaints.push(String(error)));
  page.on("console", (message) => {
    if (message.type() === "error") complaints.push(`${message.text()} ${message.location().url}`);
  });
  return {
    context,
    page,
    expected,
    problems: () => complaints.filter((line) => !expected.some((pattern) => pattern.test(line))),
  };
}

/**
 * What an accessibility checker finds wrong with a page (WCAG 2.2 A and AA), one line each. While a dialog is open only
 * the dialog is looked at: the page under it is out of reach, and what the dialog half covers would count as too small.
 */
async function accessibilityProblems(page: Page, colorScheme: "light" | "dark"): Promise<string[]> {
  // Foreign HTML stands in a frame without scripts, where the checker cannot run and would wait for ever.
  const checker = new AxeBuilder({ page }).exclude("iframe[sandbox='']");
  // Only the colours differ in the dark.
  if (colorScheme === "dark") checker.withRules(["color-contrast"]);
  else checker.withTags(["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]);
  const dialog = '[role="dialog"][aria-modal="true"]';
  if ((await page.locator(dialog).filter({ visible: true }).count()) > 0) checker.include(dialog);
  const { violations } = await checker.analyze();
  return violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(" ")} ${node.any[0]?.message ?? ""}`),
  );
}

/**
 * Colours fade from one theme to the other: waits until nothing moves that will come to rest. What inherits a fading
 * colour begins to move a frame later, so it looks until two frames pass in which nothing does. A fade that ended inside
 * a closed `<details>` is never taken off the list: only what still runs counts.
 */
const settled = `new Promise((resolve) => {
  let calm = 0;
  const look = () => {
    const moving = document.getAnimations()
      .some((one) => one.playState === "running" && one.effect?.getTiming().iterations !== Infinity);
    calm = moving ? 0 : calm + 1;
    if (calm > 2) resolve();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
})`;

/**
 * Holds the page as it stands to what every page must keep: nothing an accessibility checker finds in light or dark,
 * nothing wider than the screen, no complaint of the browser.
 */
export async function expectSoundPage({ page, problems }: Visitor): Promise<void> {
  for (const colorScheme of ["light", "dark"] as const) {
    await page.emulateMedia({ colorScheme });
    await page.evaluate(settled);
    expect(await accessibilityProblems(page, colorScheme), `${page.url()} in ${colorScheme}`).toEqual([]);
  }
  await page.emulateMedia({ colorScheme: "light" });
  await expectNothingWider(page);
  expect(problems(), `complaints of the browser at ${page.url()}`).toEqual([]);
}

/** Nobody should have to scroll sideways. */
export async function expectNothingWider(page: Page): Promise<void> {
  const [content, screen] = await page.evaluate<[number, number]>(
    "[document.documentElement.scrollWidth, window.innerWidth]",
  );
  expect(content, `width of ${page.url()}`).toBeLessThanOrEqual(screen);
}
