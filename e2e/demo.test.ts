import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";

/** An hour of 2019 in six seconds: the first reports of Habibie's death come within half a minute. */
const speed = "600";

describe("The demo", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let visitor: Visitor;
  let page: Page;

  const list = () => page.getByRole("list", { name: "Sebutan yang ditemukan" });
  async function total(): Promise<number> {
    const text = await page.getByRole("search").locator("b", { hasText: "sebutan" }).innerText();
    return Number(/([\d.]+) sebutan/.exec(text)?.[1]?.replaceAll(".", ""));
  }

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(["demo", "--speed", speed]), openBrowser()]);
    visitor = await newVisitor(browser, desk.url);
    page = visitor.page;
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("prints where it is, how to sign in, and a picture of what came in", () => {
    expect(desk.output()).toMatch(/Gaung is ready: http:\/\/localhost:\d+/);
    expect(desk.output()).toMatch(/Sign in as \S+@\S+ with the password \S+/);
    expect(desk.output()).toMatch(/be one of them at http:\/\/127\.0\.0\.1:\d+/);
    expect(desk.output()).toMatch(/^ {2}tempo\.co .*[▁▂▃▄▅▆▇█].* \d+$/m);
  });

  it("lets a visitor in with one click, and says on every page that it is a demo", async () => {
    await page.goto("/");
    await page.getByText("Ini demo: surel dan kata sandi sudah terisi.").waitFor();
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await page.getByRole("heading", { name: "Baru masuk" }).waitFor();
    await page.getByRole("complementary", { name: "Demo" }).waitFor();
    await page
      .getByRole("banner")
      .getByText(/Sep 2019/)
      .waitFor();
    await expectSoundPage(visitor);
  });

  it("shows the news of that week break, without a reload", async () => {
    await page.goto("/aliran?q=habibie+NEAR%2F5+wafat");
    // In the afternoon of 11 September nobody has said it but to deny it.
    await page.getByRole("textbox", { name: "Kueri" }).waitFor();
    const fresh = page.getByRole("button", { name: /^\d+ (atau lebih )?baru$/ });
    const before = await list().getByRole("listitem").count();
    await fresh.waitFor({ timeout: 120_000 });
    await fresh.click();
    await expect.poll(() => list().getByRole("listitem").count()).toBeGreaterThan(before);
    await expect.poll(() => list().locator("mark").count()).toBeGreaterThan(1);
  });

  it("lets the count rise by itself", async () => {
    await page.goto("/aliran");
    await list().getByRole("listitem").first().waitFor();
    const before = await total();
    expect(before).toBeGreaterThan(1000);
    await expect.poll(total, { timeout: 60_000 }).toBeGreaterThan(before);
    expect(visitor.problems()).toEqual([]);
  });

  it("shows what the office said, and what became of it", async () => {
    await page.goto("/terkirim");
    const said = page.getByRole("article").filter({ hasText: "Posko informasi kabut asap" });
    await said.getByText("Terkirim", { exact: true }).waitFor();
    const numbers = said.getByRole("region", { name: "Angka kiriman ini" });
    await numbers.getByText("Suka", { exact: true }).waitFor({ timeout: 180_000 });
    await expectSoundPage(visitor);
  });

  it("polls its outlets through the ordinary intake, and none is silent", async () => {
    await page.goto("/sumber");
    await page.getByText(/^\d+ sumber diikuti\. Semuanya terdengar\.$/).waitFor();
    await expectSoundPage(visitor);
  });
});
