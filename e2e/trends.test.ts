import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

const hourMs = 3_600_000;
const outlets = ["Kabar Contoh", "Harian Melati", "Warta Kota"];

/** Headlines that no one would take for copies of one another. */
const bridge = [
  "Jembatan Kenanga ambruk diterjang banjir bandang",
  "Lima mobil tercebur ketika Jembatan Kenanga ambruk",
  "Bupati meninjau lokasi Jembatan Kenanga ambruk pagi tadi",
  "Polisi periksa kontraktor sesudah Jembatan Kenanga ambruk",
  "Jembatan Kenanga ambruk, murid menyeberang dengan perahu",
  "Pedagang mengeluh: Jembatan Kenanga ambruk, sayur terlambat datang",
  "Menteri menjanjikan perbaikan, Jembatan Kenanga ambruk sejak subuh",
  "Relawan mendirikan dapur umum dekat Jembatan Kenanga ambruk",
  "Jembatan Kenanga ambruk: dinas mengaku sudah memberi peringatan",
  "Jalur pengganti disiapkan karena Jembatan Kenanga ambruk",
];
const places = [
  "Melati",
  "Anggrek",
  "Dahlia",
  "Kamboja",
  "Mawar",
  "Tulip",
  "Teratai",
  "Cempaka",
  "Sakura",
  "Lili",
];
const goods = ["beras", "cabai", "bawang", "telur", "gula"];
const market = (n: number): string => {
  const [place, good] = [places[n % 10], goods[Math.floor(n / 10) % 5]];
  return n % 2 === 0
    ? `Pasar ${place} sepi, harga ${good} turun`
    : `Petani ${good} di ${place} menunggu musim panen`;
};

describe("Seeing what rises", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const clip = (title: string, hoursAgo: number, n: number) =>
    callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet: outlets[n % outlets.length],
      title,
      publishedAt: new Date(Date.now() - hoursAgo * hourMs).toISOString(),
    });
  const lines = () => page.getByRole("list", { name: "Yang naik" }).getByRole("listitem");

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("teaches while there is nothing to compare with", async () => {
    await page.goto("/tren");
    await page.getByRole("heading", { name: "Tidak ada sebutan dalam rentang ini" }).waitFor();
    await expectSoundPage(officer);
    for (const [n, title] of bridge.entries()) await clip(title, 1 + n / 2, n);
    await page.reload();
    await page.getByRole("heading", { name: "Belum ada masa pembanding" }).waitFor();
    await page.getByText("Tumbuh perlahan").click();
    await page.getByRole("heading", { name: "Riwayat belum cukup panjang" }).waitFor();
    await expectSoundPage(officer);
  });

  it("ranks what rose, says how surely and what goes with it, and opens its mentions", async () => {
    for (let n = 0; n < 50; n += 1) await clip(market(n), 25 + n, n);
    for (let n = 0; n < 6; n += 1) await clip(market(n * 7), 2 + n, n);
    await page.goto("/tren");
    await lines().first().waitFor();
    const first = lines().first();
    await first.getByText("10 tulisan").waitFor();
    await first.getByText("baru").waitFor();
    expect(await page.getByRole("list", { name: "Yang naik" }).getByText("harga").count()).toBe(0);
    await expectSoundPage(officer);
    await first.getByRole("link").first().click();
    await page.getByText("Jalur pengganti disiapkan").first().waitFor();
    expect(page.url()).toContain("since");
  });

  it("is narrowed, compared with another time, and kept as data", async () => {
    await page.goto("/tren");
    await page.getByLabel("Dibandingkan dengan").selectOption("before");
    await page.waitForURL(/banding=before/);
    await lines().first().waitFor();
    const download = page.waitForEvent("download");
    await page
      .getByRole("region", { name: "Yang naik" })
      .getByRole("button", { name: "Simpan gambar atau data" })
      .click();
    await page.getByRole("menuitem", { name: /CSV/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await page.getByLabel("Persempit dengan kueri").fill("harga");
    await page.getByRole("button", { name: "Persempit" }).click();
    await page.getByRole("heading", { name: "Tidak ada yang naik dengan pasti" }).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/tren");
    await lines().first().waitFor();
    await expectNothingWider(page);
  });
});
