import type { Browser, Page } from "playwright-core";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { newVisitor, openBrowser, type Visitor } from "./browser.ts";
import { type DeskProcess, startDesk } from "./desk-process.ts";
import { callApi, setUpDesk, signInQuietly } from "./people.ts";

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

/** An office and a practice network that its desk reaches; nobody is connected to it yet. */
export type PracticeOffice = Office & { network: ServedFakeNetwork; close: () => Promise<void> };

/** For journeys on networks. Whoever opens it closes it. */
export async function openPracticeOffice(): Promise<PracticeOffice> {
  const network = await serveFakeNetwork(() => new Date());
  try {
    const office = await openOffice({ GAUNG_ALLOWED_PRIVATE_HOSTS: new URL(network.address).host });
    return {
      ...office,
      network,
      close: async () => {
        await office.browser.close();
        await office.desk.stop();
        await network.stop();
      },
    };
  } catch (error) {
    await network.stop();
    throw error;
  }
}

/** Connects an account of the practice network without the form. @returns its id on the desk */
export async function connectPractice(
  { owner, desk, network }: PracticeOffice,
  secrets: { token: string; webhookSecret?: string },
): Promise<string> {
  const wish = { network: "fake", way: "token", settings: { server: network.address }, secrets };
  const account = await callApi<{ id: string }>(owner.context.request, desk, "POST", "/accounts", wish);
  return account.id;
}
