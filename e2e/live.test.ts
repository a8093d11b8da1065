import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { callApi, owner, setUpDesk, signInQuietly } from "./lib/people.ts";

describe("Two browsers on one desk", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let here: Visitor;
  let there: Visitor;

  const clip = (title: string) =>
    callApi(there.context.request, desk, "POST", "/listen/clips", {
      channel: "print",
      outlet: "Koran Contoh",
      title,
      publishedAt: new Date().toISOString(),
      timePrecision: "minute",
    });

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    here = await newVisitor(browser, desk.url);
    there = await newVisitor(browser, desk.url);
    await signInQuietly(here, desk);
    await signInQuietly(there, desk);
    await clip("Yang pertama");
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("tell each other what is new, without a reload", async () => {
    const { page } = here;
    await page.goto("/aliran");
    await page.getByRole("link", { name: "Yang pertama" }).waitFor();
    await page.getByRole("button", { name: "Pemberitahuan" }).click();
    await page.getByText("kabar langsung").waitFor();
    await page.keyboard.press("Escape");
    await clip("Yang kedua");
    await page.getByRole("button", { name: "1 baru" }).click();
    await page.getByRole("link", { name: "Yang kedua" }).waitFor();
    expect(here.problems()).toEqual([]);
  });

  it("speak the language that was chosen, after a reload and elsewhere too", async () => {
    const { page } = here;
    const menu = page.getByRole("navigation", { name: "Main menu" });
    await page.getByRole("button", { name: `Menu ${owner.name}` }).click();
    await Promise.all([
      page.waitForResponse(
        (answer) => answer.request().method() === "PATCH" && answer.url().endsWith("/api/me"),
      ),
      page.getByRole("menuitem", { name: "English" }).click(),
    ]);
    await menu.getByText("Stream").waitFor();
    expect(await page.locator("html").getAttribute("lang")).toBe("en");
    await page.reload();
    await menu.getByText("Stream").waitFor();
    await there.page.goto("/aliran");
    await there.page.getByRole("navigation", { name: "Main menu" }).getByText("Stream").waitFor();
    await there.page.keyboard.press("Control+k");
    await there.page.getByRole("textbox", { name: "Search or give a command" }).fill("Bahasa");
    await Promise.all([
      there.page.waitForResponse(
        (answer) => answer.request().method() === "PATCH" && answer.url().endsWith("/api/me"),
      ),
      there.page.getByRole("button", { name: "Bahasa Indonesia" }).click(),
    ]);
    await there.page.getByRole("navigation", { name: "Menu utama" }).getByText("Aliran").waitFor();
  });

  it("keep the theme of each browser to itself", async () => {
    const { page } = here;
    await page.reload();
    await page.getByRole("button", { name: `Menu ${owner.name}` }).click();
    await page.getByRole("menuitem", { name: "Tema gelap" }).click();
    const theme = (one: Visitor) => one.page.locator("html").getAttribute("data-theme");
    await expect.poll(() => theme(here)).toBe("dark");
    await page.reload();
    await page.getByRole("link", { name: "Yang kedua" }).waitFor();
    expect(await theme(here)).toBe("dark");
    await there.page.reload();
    await there.page.getByRole("link", { name: "Yang kedua" }).waitFor();
    expect(await theme(there)).toBeNull();
    expect([...here.problems(), ...there.problems()]).toEqual([]);
  });
});
