import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("Keeping an eye on something", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const clip = (title: string) =>
    callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet: "Kabar Contoh",
      title,
      publishedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
  const trial = () => page.getByRole("region", { name: "Uji pada 7 hari terakhir" });
  const query = () => page.getByRole("textbox", { name: "Cari", exact: true });

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
    await clip("Banjir merendam Kecamatan Melati");
    await clip("Banjir surut, warga bersih-bersih");
    await clip("Jalan berlubang di Kecamatan Melati");
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("begins with examples that teach, and takes a search of the stream over", async () => {
    await page.goto("/pantauan");
    await page.getByRole("heading", { name: "Belum ada yang dipantau" }).waitFor();
    await expectSoundPage(officer);
    await page.getByRole("link", { name: "Pakai contoh: Program prioritas" }).click();
    await expect.poll(() => query().inputValue()).toContain("MBG");
    await page.goto("/aliran?q=banjir+since%3A7d");
    await page.getByRole("button", { name: "Simpan sebagai pantauan" }).click();
    await expect.poll(() => query().inputValue()).toBe("banjir");
  });

  it("shows what would be found before anything is saved, and points at mistakes", async () => {
    await trial().getByRole("link", { name: "2 sebutan" }).waitFor();
    await query().fill("banjir since:7d");
    await page.getByText(/since:7d bergeser setiap hari|7d bergeser setiap hari/).waitFor();
    officer.expected.push(/status of 422 .*\/listen\/monitors/);
    await query().fill("NOT banjir");
    await page.getByText(/Ini menemukan hampir semuanya/).waitFor();
    await query().fill("banjir");
    await trial().getByRole("link", { name: "2 sebutan" }).waitFor();
    await page.getByRole("textbox", { name: "Nama" }).fill("Banjir");
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Simpan pantauan" }).click();
    await page.getByRole("heading", { level: 1, name: "Banjir" }).waitFor();
    await page.getByText("2 sebutan").first().waitFor();
    await expectSoundPage(officer);
  });

  it("finds what comes in at once, and marks it in the stream", async () => {
    await clip("Banjir lagi di Kecamatan Kenanga");
    await page.getByText("3 sebutan").first().waitFor();
    await page.goto('/aliran?q=monitor%3A"Banjir"');
    const rows = page.getByRole("list", { name: "Sebutan yang ditemukan" }).getByRole("listitem");
    await expect.poll(() => rows.count()).toBe(3);
    await rows.first().getByText("Banjir", { exact: true }).waitFor();
  });

  it("shows what a change adds and takes away, then backfills and keeps who changed what", async () => {
    await page.goto("/pantauan");
    await page.getByRole("link", { name: "Banjir", exact: true }).click();
    await page.getByRole("link", { name: "Ubah" }).click();
    await query().fill("melati");
    const change = trial().getByRole("region", { name: "Akibat perubahan ini" });
    await expect.poll(() => change.innerText()).toMatch(/\+1\s+masuk\s+−2\s+keluar/);
    await change.getByText("Jalan berlubang di Kecamatan Melati").waitFor();
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Simpan perubahan" }).click();
    const history = page.getByRole("region", { name: "Riwayat perubahan" });
    await history.locator("ins").getByText("melati").waitFor();
    await page.getByText("2 sebutan").first().waitFor();
  });

  it("fits a phone, and is removed with its figures only", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/pantauan");
    await page.getByRole("link", { name: "Banjir", exact: true }).waitFor();
    await expectNothingWider(page);
    await expectSoundPage(officer);
    await page.getByRole("link", { name: "Banjir", exact: true }).click();
    await page.getByRole("button", { name: "Hapus" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Hapus pantauan" }).click();
    await page.getByRole("heading", { name: "Belum ada yang dipantau" }).waitFor();
    const { items } = await callApi<{ items: unknown[] }>(
      officer.context.request,
      desk,
      "GET",
      "/listen/mentions?q=banjir",
    );
    expect(items).toHaveLength(3);
  });
});
