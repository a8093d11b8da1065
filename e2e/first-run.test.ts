import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { officeName, owner } from "./lib/people.ts";

describe("The first quarter of an hour with a new desk", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let chief: Visitor;
  let page: Page;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    chief = await newVisitor(browser, desk.url);
    page = chief.page;
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("sends everybody to the set-up until it is done, and asks for the link from the terminal", async () => {
    await page.goto("/aliran");
    await page.getByRole("heading", { name: "Meja ini belum disiapkan" }).waitFor();
    await expectSoundPage(chief);
  });

  it("is set up once by the link that the terminal printed", async () => {
    await page.goto(desk.setupLink ?? "");
    await page.getByRole("heading", { name: "Siapkan meja kerja" }).waitFor();
    await page.getByLabel("Nama kantor").fill(officeName);
    await page.getByLabel("Zona waktu").selectOption({ label: "WITA – tengah (Makassar, Denpasar)" });
    await page.getByLabel("Nama Anda").fill(owner.name);
    await page.getByLabel("Surel").fill(owner.email);
    const password = page.getByRole("textbox", { name: "Kata sandi" });
    await password.fill("pendek");
    await page.getByText("Kurang 4 huruf lagi.").waitFor();
    await password.fill(owner.password);
    await page.getByText("Kuat.").waitFor();
    await expectSoundPage(chief);
    await page.getByRole("button", { name: "Siapkan meja" }).click();
    await page.getByRole("heading", { name: "Apa yang ingin Anda dengar?" }).waitFor();
  });

  it("chooses what to hear in the first of three steps", async () => {
    const steps = page.getByRole("list", { name: "Langkah" });
    expect(await steps.getByRole("listitem").count()).toBe(3);
    await page
      .getByRole("searchbox", { name: "Cari media" })
      .or(page.getByLabel("Cari media"))
      .fill("antara");
    await page
      .getByRole("checkbox", { name: /antara/i })
      .first()
      .click();
    await page.getByRole("button", { name: /^Lanjut dengan \d+ umpan$/ }).waitFor();
    await expectSoundPage(chief);
    await page.getByRole("radio", { name: "Contoh" }).check({ force: true });
    await page.getByRole("button", { name: "Lanjut dengan contoh" }).click();
  });

  it("starts, and ends with mentions on the screen", async () => {
    await page.getByText("Tidak ada yang diambil dari jaringan.").waitFor();
    await expectSoundPage(chief);
    await page.getByRole("button", { name: "Muat contoh" }).click();
    await page.getByText(/^[\d.]+ sebutan sudah masuk$/).waitFor({ timeout: 60_000 });
    await expectSoundPage(chief);
    await page.getByRole("link", { name: "Buka aliran" }).first().click();
    const list = page.getByRole("list", { name: "Sebutan yang ditemukan" });
    await expect.poll(() => list.getByRole("listitem").count()).toBeGreaterThan(3);
    expect(chief.problems()).toEqual([]);
  });

  it("shows Beranda from now on, also on a phone", async () => {
    await page.goto("/");
    await page.getByRole("heading", { name: "Perlu perhatian" }).waitFor();
    await page.getByRole("heading", { name: "Baru masuk" }).waitFor();
    await expectSoundPage(chief);
    await page.setViewportSize({ width: 390, height: 844 });
    const bar = page.getByRole("navigation", { name: "Menu bawah" });
    await expect
      .poll(() => bar.getByRole("link").allInnerTexts())
      .toEqual(["Beranda", "Aliran", "Peringatan", "Cerita", "Lainnya"]);
    await expectSoundPage(chief);
    await bar.getByRole("link", { name: "Lainnya" }).click();
    await page.getByRole("region", { name: "Telaah" }).getByRole("link", { name: "Tren" }).waitFor();
    await expectSoundPage(chief);
  });

  it("folds a group of the menu by the keyboard, and keeps it folded", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    const menu = page.getByRole("navigation", { name: "Menu utama" });
    const group = menu.getByRole("button", { name: "Telaah" });
    await menu.getByRole("link", { name: "Tren" }).click();
    await page.getByRole("heading", { level: 1, name: "Tren" }).waitFor();
    await group.press("Enter");
    await menu.getByRole("link", { name: "Lonjakan" }).waitFor({ state: "hidden" });
    expect(await menu.getByRole("link", { name: "Tren" }).isVisible(), "the open page stays").toBe(true);
    await expectSoundPage(chief);
    await page.reload();
    await menu.getByRole("link", { name: "Tren" }).waitFor();
    expect(await group.getAttribute("aria-expanded")).toBe("false");
    await group.press("Enter");
    await menu.getByRole("link", { name: "Lonjakan" }).waitFor();
  });

  it("refuses the link the second time, on the screen and at the server", async () => {
    const stranger = await newVisitor(browser, desk.url);
    await stranger.page.goto(desk.setupLink ?? "");
    await stranger.page.getByRole("heading", { name: "Meja ini sudah siap" }).waitFor();
    await expectSoundPage(stranger);
    const again = await stranger.context.request.post("/api/setup", {
      headers: { origin: desk.url },
      data: {
        ...owner,
        token: new URL(desk.setupLink ?? "").searchParams.get("token"),
        workspaceName: "Kantor lain",
      },
    });
    expect(again.status()).toBe(410);
    await stranger.page.getByRole("link", { name: "Masuk" }).click();
    await stranger.page.getByRole("heading", { name: "Masuk ke meja kerja" }).waitFor();
    await stranger.context.close();
  });
});
