/**
 * Takes the pictures of the README from the demo, into `docs/screenshots/`:
 *
 *     npm run build && node e2e/take-screenshots.ts
 *
 * They are PNG with a palette, so that each stays small enough for a repository.
 */
import { mkdir, writeFile } from "node:fs/promises";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { z } from "zod";
import { newVisitor, openBrowser } from "./lib/browser.ts";
import { startDesk } from "./lib/desk-process.ts";

const folder = fileURLToPath(new URL("../docs/screenshots", import.meta.url));
const largestBytes = 250_000;
/** An hour of 2019 in six seconds: the story is on the screen after a minute. */
const speed = "600";
const query = "habibie NEAR/5 wafat";

type Shot = {
  name: string;
  path: string;
  /** What is on the page when it is ready, and what is done to it before the picture. */
  prepare: (page: Page) => Promise<unknown>;
};

const searched = `/aliran?q=${encodeURIComponent(query)}`;
/** The day that ended at 06.30 WIB on 12 September 2019. */
const morning = "/taklimat?from=2019-09-10T23:30:00.000Z&until=2019-09-11T23:30:00.000Z";
const chart = (page: Page) => page.locator("figure svg, figure canvas").first().waitFor();
const rows = (page: Page) => page.getByRole("list", { name: "Sebutan yang ditemukan" }).getByRole("link");

const shots: readonly Shot[] = [
  {
    name: "home",
    path: "/",
    async prepare(page) {
      await page.getByRole("heading", { name: "Baru masuk" }).waitFor();
      await chart(page);
    },
  },
  {
    name: "stream",
    path: searched,
    async prepare(page) {
      await rows(page).nth(1).click();
      await page.getByRole("link", { name: "Halaman asli" }).waitFor();
      await chart(page);
    },
  },
  {
    name: "clipping",
    path: "/kliping",
    async prepare(page) {
      await clippingIsMade(page);
      await page
        .getByRole("link", { name: /^Kliping Pagi, / })
        .first()
        .click();
      await page.getByRole("heading", { name: "Wafatnya B.J. Habibie" }).waitFor();
    },
  },
  {
    name: "brief",
    path: morning,
    async prepare(page) {
      await page.getByRole("heading", { name: "Tiga hal yang penting" }).waitFor();
      await chart(page);
    },
  },
  {
    name: "conversations",
    path: "/percakapan",
    async prepare(page) {
      await page.getByRole("region", { name: "Daftar percakapan" }).getByRole("link").nth(2).click();
      await page.getByRole("textbox", { name: /^Jawab sebagai/ }).waitFor();
    },
  },
];
const phoneShots: readonly Shot[] = [
  ...shots.slice(0, 1),
  {
    name: "stream",
    path: searched,
    async prepare(page) {
      await rows(page).first().waitFor();
      await chart(page);
    },
  },
];

/** Squeezes a picture until it is small enough. @returns bytes written */
async function keepPicture(name: string, picture: Buffer): Promise<number> {
  for (const colours of [256, 128, 64, 32]) {
    const small = await sharp(picture).png({ palette: true, colours, effort: 10, dither: 0 }).toBuffer();
    if (small.byteLength > largestBytes) continue;
    await writeFile(path.join(folder, `${name}.png`), small);
    return small.byteLength;
  }
  throw new Error(`${name} does not fit into ${largestBytes} bytes`);
}

/** The demo's clock begins on the afternoon before: waits until a screenful has been said of the story. */
async function storyHasBroken(page: Page): Promise<void> {
  const question = `/api/listen/mentions/summary?q=${encodeURIComponent(query)}`;
  for (let attempt = 0; attempt < 180; attempt += 1) {
    const { total } = z
      .object({ total: z.number() })
      .parse(await (await page.context().request.get(question)).json());
    if (total >= 12) return;
    await pause(1000);
  }
  throw new Error("the story did not break within three minutes");
}

/** It is made at 06.30 of the second day, as soon as what came until then is in stories. */
async function clippingIsMade(page: Page): Promise<void> {
  for (let attempt = 0; attempt < 900; attempt += 1) {
    const answer = await page.context().request.get("/api/listen/clippings");
    if (z.object({ items: z.array(z.unknown()) }).parse(await answer.json()).items.length > 0) {
      await page.reload();
      return;
    }
    await pause(1000);
  }
  throw new Error("no clipping was made within a quarter of an hour");
}

const desk = await startDesk(["demo", "--speed", speed]);
const browser = await openBrowser();
try {
  await mkdir(folder, { recursive: true });
  for (const { width, height, theme, of } of [
    { width: 1440, height: 900, theme: "light", of: shots },
    { width: 1440, height: 900, theme: "dark", of: shots },
    { width: 390, height: 844, theme: "light", of: phoneShots },
  ] as const) {
    const { page } = await newVisitor(browser, desk.url, { width, height });
    await page.emulateMedia({ colorScheme: theme, reducedMotion: "reduce" });
    await page.goto("/masuk");
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await page.getByRole("heading", { name: "Baru masuk" }).waitFor();
    await storyHasBroken(page);
    for (const shot of of) {
      await page.goto(shot.path);
      await shot.prepare(page);
      await page.evaluate("document.fonts.ready.then(() => undefined)");
      // Charts are drawn a frame or two after their numbers.
      await page.evaluate(
        "new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(done, 300))))",
      );
      const name = `${shot.name}-${width === 390 ? "phone" : theme}`;
      const bytes = await keepPicture(name, await page.screenshot());
      console.log(`docs/screenshots/${name}.png  ${Math.round(bytes / 1000)} kB`);
    }
    await page.context().close();
  }
} finally {
  await browser.close();
  await desk.stop();
}
