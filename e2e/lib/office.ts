import type { Browser, Page } from "playwright-core";
import { newVisitor, openBrowser, type Visitor } from "./browser.ts";
import { type DeskProcess, startDesk } from "./desk-process.ts";
import { setUpDesk, signInQuietly } from "./people.ts";

/** A desk that is set up, and its owner, signed in with a browser. */
export type Office = { desk: DeskProcess; browser: Browser; owner: Visitor; page: Page };

/**
 * For journeys of one person that begin on an empty desk. Whoever opens it closes browser and desk.
 * @param environment further settings of the desk
 */
export async function openOffice(environment: Record<string, string> = {}): Promise<Office> {
  const [desk, browser] = await Promise.all([startDesk(["start"], environment), openBrowser()]);
  await setUpDesk(desk);
  const owner = await newVisitor(browser, desk.url);
  await signInQuietly(owner, desk);
  return { desk, browser, owner, page: owner.page };
}
