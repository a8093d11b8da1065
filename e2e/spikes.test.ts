import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

const minuteMs = 60_000;

describe("When something leaves the usual", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const clip = (title: string, minutesAgo: number, outlet: string) =>
    callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet,
      title,
      publishedAt: new Date(Date.now() - minutesAgo * minuteMs).toISOString(),
    });

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
    await callApi(officer.context.request, desk, "POST", "/listen/monitors", { name: "Bansos", q: "bansos" });
    // Three days with a mention every two hours.
    for (let n = 36; n >= 1; n -= 1) await clip(`Penyaluran bansos tahap ${n}`, n * 120, `Media ${n % 4}`);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("says that all is as usual, and what it compares with", async () => {
    await page.goto("/lonjakan");
    await page.getByRole("heading", { name: "Belum ada lonjakan" }).waitFor();
    await expectSoundPage(officer);
  });

  it("is told to whoever asks for spikes alone", async () => {
    await page.goto("/peringatan/atur");
    await page.getByRole("button", { name: "Tambah aturan" }).click();
    const rule = page.getByRole("group", { name: "Aturan 1" });
    await rule.getByRole("combobox", { name: "Yang ditemukan" }).selectOption({ label: "Bansos" });
    await rule.getByRole("combobox", { name: "Kabar" }).selectOption({ label: "Hanya saat mulai melonjak" });
    expect(await rule.getByRole("combobox", { name: "Kekasaran" }).count()).toBe(0);
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Simpan pengaturan" }).click();
    await page.getByText("Pengaturan peringatan disimpan.").waitFor();
    await page.goto("/lonjakan");
  });

  it("notices a burst by itself, says how unusual it is, and why", async () => {
    for (let n = 0; n < 14; n += 1)
      await clip(`Bansos beras ditunda di ${n} desa`, n * 0.8, `Media ${n % 4}`);
    await page.getByRole("link", { name: "Bansos", exact: true }).first().waitFor({ timeout: 90_000 });
    await expectSoundPage(officer);
    await page.getByRole("link", { name: "Bansos", exact: true }).first().click();
    await page.getByText("Pertama terlihat dengan").waitFor();
    expect(await page.getByText("Kebetulan saja").count()).toBeGreaterThan(0);
    await page.getByText("Riwayat baru").waitFor();
    await page.getByRole("heading", { name: "Siapa yang membawanya" }).waitFor();
    await page.getByRole("link", { name: "Bansos beras ditunda", exact: true }).waitFor();
    await expectSoundPage(officer);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
  });

  it("stands on Beranda and on the monitor's page, and its numbers open the mentions", async () => {
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto("/");
    await page.getByRole("region", { name: "Lonjakan" }).getByRole("link", { name: "Bansos" }).waitFor();
    await page.goto("/pantauan");
    await page.getByRole("link", { name: "Bansos", exact: true }).first().click();
    await page.getByRole("link", { name: "Lihat sebabnya" }).click();
    await page.getByRole("link", { name: /^Buka \d+ sebutan$/ }).click();
    await page.getByText("Bansos beras ditunda di 3 desa").first().waitFor();
    expect(page.url()).toContain("since");
  });

  it("alerts once, with why, and of no single mention", async () => {
    await page.goto("/peringatan");
    const alerts = page.getByRole("list", { name: "Peringatan" }).locator("> li");
    await alerts.first().waitFor({ timeout: 90_000 });
    await page.getByText(/^Melonjak: \d+ sebutan/).waitFor();
    expect(await alerts.count()).toBe(1);
    await expectSoundPage(officer);
  });

  it("is followed for a story and a newsmaker by one press, and chosen among the rules", async () => {
    const stories = () =>
      callApi<{ items: { id: string }[] }>(
        officer.context.request,
        desk,
        "GET",
        `/listen/stories?from=${encodeURIComponent(new Date(Date.now() - 86_400_000).toISOString())}&until=${encodeURIComponent(new Date(Date.now() + 3_600_000).toISOString())}`,
      );
    await expect.poll(async () => (await stories()).items.length, { timeout: 90_000 }).toBeGreaterThan(0);
    await page.goto(`/cerita/${(await stories()).items[0]?.id}`);
    const follow = page.getByRole("button", { name: "Beri tahu saat melonjak" });
    await follow.click();
    await page.getByRole("button", { name: "Diberi tahu saat melonjak", pressed: true }).waitFor();
    await expectSoundPage(officer);
    await page.goto("/tokoh/person/budi%20santoso");
    await follow.click();
    await page.getByRole("button", { name: "Diberi tahu saat melonjak", pressed: true }).waitFor();
    await page.goto("/peringatan/atur");
    await page.getByText("Lonjakan cerita").waitFor();
    await page.getByText("Lonjakan tokoh").waitFor();
    await expectSoundPage(officer);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
  });
});
