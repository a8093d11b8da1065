import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

const release = `Dinas Perhubungan Kota Melati mulai besok menutup jalur lambat Jalan Kenanga selama dua pekan untuk
perbaikan saluran air. Kepala dinas mengatakan kendaraan dialihkan ke Jalan Anggrek dan Jalan Dahlia, sedangkan bus kota tetap
melintas. Warga diminta berangkat lebih awal dan mengikuti petunjuk petugas di lapangan. Pekerjaan ditargetkan selesai
sebelum masa libur sekolah dimulai pada akhir bulan depan, kata dia, asalkan hujan tidak turun setiap hari.`;
const retold =
  "Mobil dan motor harus memutar: saluran air di bawah Kenanga sedang diganti sampai dua minggu ke depan.";

describe("A release in several outlets is one line, and people say what is no copy", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const headlines = () =>
    page.getByRole("list", { name: "Sebutan yang ditemukan" }).getByRole("heading", { level: 2 });
  const copies = () =>
    page.getByRole("article", { name: "Sebutan yang dibaca" }).getByRole("region", { name: /^Salinan/ });
  const lines = () => copies().getByRole("list", { name: "Salinan menurut waktu terbit" }).locator("> li");
  const clip = (outlet: string, minute: number, title: string, text: string) =>
    callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet,
      title,
      text,
      publishedAt: new Date(Date.UTC(2026, 2, 16, 3, minute)).toISOString(),
    });

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
    await clip("Harian Melati", 20, "Jalan Kenanga Ditutup Dua Pekan", release);
    await clip("Kantor Berita", 5, "Dinas Tutup Jalur Lambat Jalan Kenanga", release);
    await clip(
      "Warta Kota",
      50,
      "Siap-siap, Jalan Kenanga Ditutup",
      release.replace("mulai besok", "per Senin"),
    );
    await clip("Niaga", 55, "Pengendara Diminta Memutar", retold);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("shows one line that names the first outlet, and each copy on demand; the number counts mentions", async () => {
    await expect
      .poll(
        async () => {
          const search = "/listen/mentions?q=has:copies";
          const found = await callApi<{ items: unknown[] }>(officer.context.request, desk, "GET", search);
          return found.items.length;
        },
        { timeout: 60_000, interval: 500 },
      )
      .toBe(3);
    await page.goto("/aliran?q=kenanga");
    await headlines().first().waitFor();
    expect(await headlines().count()).toBe(2);
    await page.getByText("juga di 2 media").waitFor();
    await page.getByText("pertama di Kantor Berita").waitFor();
    await page.getByText("4 sebutan", { exact: true }).first().waitFor();
    await page.getByRole("button", { name: "Tampilkan semua" }).click();
    await expect.poll(() => headlines().count()).toBe(4);
    await page.getByRole("button", { name: "Gabungkan salinan" }).click();
    await expect.poll(() => headlines().count()).toBe(2);
    await expectSoundPage(officer);
  });

  it("lists the copies in order with what came later and what differs from the first", async () => {
    await headlines().filter({ hasText: "Siap-siap" }).getByRole("link").click();
    await expect.poll(() => lines().count()).toBe(3);
    expect(await lines().nth(0).innerText()).toMatch(/Kantor Berita[\s\S]*pertama/);
    expect(await lines().nth(1).innerText()).toMatch(/\+15 m[\s\S]*Harian Melati[\s\S]*sama persis/);
    expect(await lines().nth(2).innerText()).toMatch(/\+45 m[\s\S]*Warta Kota/);
    await lines().nth(2).getByRole("button", { name: "Lihat bedanya: Warta Kota" }).click();
    await lines().nth(2).locator("ins", { hasText: "Senin" }).waitFor();
    await lines().nth(2).locator("del", { hasText: "besok" }).waitFor();
    await expectSoundPage(officer);
  });

  it("takes a mention out by one press, and puts it back", async () => {
    await lines().nth(1).getByRole("button", { name: "Bukan salinan: Harian Melati" }).click();
    await expect.poll(() => lines().count()).toBe(2);
    await expect.poll(() => headlines().count()).toBe(3);
    await page.getByText("Dicatat: bukan salinan").waitFor();
    await page.getByRole("button", { name: "Urungkan" }).last().click();
    await expect.poll(() => lines().count()).toBe(3);
    await expect.poll(() => headlines().count()).toBe(2);
  });

  it("puts a retelling with the original that a person finds, and remembers who said so", async () => {
    await headlines().filter({ hasText: "Pengendara Diminta" }).getByRole("link").click();
    await copies().getByText("Tidak ada sebutan lain").waitFor();
    await copies().getByRole("button", { name: "Ini salinan dari …" }).click();
    await copies().getByLabel("Cari sebutan aslinya").fill("jalur lambat");
    await copies().getByRole("button", { name: "Ini aslinya: Kantor Berita" }).click();
    await expect.poll(() => lines().count()).toBe(4);
    await expect.poll(() => headlines().count()).toBe(1);
    const said = copies().getByRole("list", { name: "Keputusan tentang salinan" });
    await said.getByText("Salinan dari Kantor Berita").waitFor();
    await said.getByRole("button", { name: "Urungkan" }).click();
    await said.getByText(/sudah diurungkan/).waitFor();
    await expect.poll(() => headlines().count()).toBe(2);
    expect(officer.problems()).toEqual([]);
  });

  it("fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/aliran?q=kenanga");
    await headlines().filter({ hasText: "Siap-siap" }).getByRole("link").click();
    await expect.poll(() => lines().count()).toBe(3);
    await expectNothingWider(page);
    await expectSoundPage(officer);
  });
});
