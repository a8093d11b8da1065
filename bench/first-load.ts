import { stat } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { chromium } from "playwright-core";
import { z } from "zod";
import { findBrowser } from "../tools/lib/find-browser.ts";
import { checkout, type DeskProcess } from "./desk-process.ts";

/** Bytes of JavaScript: as the browser got it (Brotli), and as it would be sent to one that takes only gzip. */
export type ScriptBytes = { sent: number; gzip: number };

export type FirstLoad = {
  /** Up to when Beranda's headline is there. */
  readable: ScriptBytes;
  /** When nothing more is asked for: with the charts. */
  whole: ScriptBytes;
};

const owner = { email: "pemilik@contoh.test", name: "Pemilik", password: "pagi cerah di teluk bayur" };

/** Notes when the page's headline appears, by the clock that the list of resources uses. */
const watchHeadline = `
  new MutationObserver((_, observer) => {
    if (document.querySelector("h1") === null) return;
    window.headlineAt = performance.now();
    observer.disconnect();
  }).observe(document, { childList: true, subtree: true });
`;
const scripts = `[
  window.headlineAt,
  performance.getEntriesByType("resource")
    .filter((one) => new URL(one.name).pathname.endsWith(".js"))
    .map((one) => [one.responseEnd, one.encodedBodySize, new URL(one.name).pathname]),
]`;
type LoadedScript = [endedAt: number, bytes: number, address: string];

/** Sets a fresh desk up and loads the shipped sample, so that Beranda has something to show. */
export async function fillDesk(desk: DeskProcess): Promise<void> {
  const post = async (
    path: string,
    body: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> => {
    const answer = await fetch(`${desk.url}/api${path}`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: desk.url, ...headers },
      body: JSON.stringify(body),
    });
    if (!answer.ok) throw new Error(`${path} answered ${answer.status}: ${await answer.text()}`);
    return answer;
  };
  await post("/setup", { token: await desk.setupToken(), workspaceName: "Humas Contoh", ...owner });
  const signedIn = await post("/auth/sign-in/email", owner);
  const cookie = signedIn.headers
    .getSetCookie()
    .map((one) => one.split(";")[0])
    .join("; ");
  await post("/listen/sample", {}, { cookie });
  // The sample is of 2019; Beranda draws a chart when something was said today.
  const clip = { channel: "news", outlet: "Koran Pagi", title: "Jembatan Kenanga dibuka kembali" };
  const keyed = { cookie, "idempotency-key": "first-load" };
  await post("/listen/clips", { ...clip, publishedAt: new Date().toISOString() }, keyed);
  const answer = z.object({ load: z.object({ done: z.number(), total: z.number() }) });
  for (let isThere = false; !isThere; ) {
    const { load } = answer.parse(
      await (await fetch(`${desk.url}/api/listen/sample`, { headers: { cookie } })).json(),
    );
    isThere = load.done === load.total;
    if (!isThere) await pause(200);
  }
}

/** Opens Beranda as a signed-in person does whose browser has never seen the desk. @returns null without a browser */
export async function measureFirstLoad(desk: DeskProcess): Promise<FirstLoad | null> {
  const executablePath = findBrowser();
  if (executablePath === undefined) return null;
  const browser = await chromium.launch({
    executablePath,
    args: ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--no-first-run"],
  });
  try {
    const context = await browser.newContext({ baseURL: desk.url, locale: "id-ID" });
    const answer = await context.request.post("/api/auth/sign-in/email", {
      headers: { origin: desk.url },
      data: { email: owner.email, password: owner.password },
    });
    if (!answer.ok()) throw new Error(`sign-in answered ${answer.status()}`);
    const page = await context.newPage();
    await page.addInitScript(watchHeadline);
    await page.goto("/");
    await page.locator("main [role=img] svg").first().waitFor();
    await page.waitForLoadState("networkidle");
    const [headlineAt, loaded] = await page.evaluate<[number, LoadedScript[]]>(scripts);
    return {
      readable: await bytesOf(loaded.filter(([endedAt]) => endedAt <= headlineAt)),
      whole: await bytesOf(loaded),
    };
  } finally {
    await browser.close();
  }
}

/** The gzip form lies beside the script; a script that has none is sent as it is. */
async function bytesOf(loaded: readonly LoadedScript[]): Promise<ScriptBytes> {
  const total = { sent: 0, gzip: 0 };
  for (const [, bytes, address] of loaded) {
    const file = path.join(checkout, "dist/web", address);
    const { size } = await stat(`${file}.gz`).catch(() => stat(file));
    total.sent += bytes;
    total.gzip += size;
  }
  return total;
}
