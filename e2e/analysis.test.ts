import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { loadSample } from "./lib/people.ts";

describe("What the language engine reads, why, and who knows better", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const headlines = () =>
    page.getByRole("list", { name: "Sebutan yang ditemukan" }).getByRole("heading", { level: 2 });
  const reader = () => page.getByRole("article", { name: "Sebutan yang dibaca" });
  const tones = () => reader().getByRole("group", { name: "Ubah nada" });
  const facet = (name: string) => page.getByRole("region", { name, exact: true });
  const countOf = async (tone: string): Promise<number> => {
    const line = facet("Nada").getByRole("listitem").filter({ hasText: tone });
    return (await line.count()) === 0 ? 0 : Number(/(\d+)$/.exec(await line.innerText())?.[1]);
  };

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
    await loadSample(officer.context.request, desk);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("narrows the stream by tone and marks the words that decided", async () => {
    await page.goto("/aliran?q=korban");
    await headlines().first().waitFor();
    await facet("Nada")
      .getByRole("checkbox", { name: /^negatif/ })
      .click();
    await expect
      .poll(() => page.getByRole("textbox", { name: "Kueri" }).inputValue())
      .toBe("korban tone:negative");
    // Until the answer is there the list shows what was found before.
    const listed = page.getByRole("list", { name: "Sebutan yang ditemukan" });
    await expect.poll(() => listed.getByText("netral").count()).toBe(0);
    await page.getByRole("textbox", { name: "Kueri" }).blur();
    await page.keyboard.press("j");
    await reader().getByRole("region", { name: "Bacaan mesin bahasa" }).waitFor();
    await page.keyboard.press("m");
    const reasons = reader().getByRole("list", { name: "Alasan: Nada" });
    await reasons.waitFor();
    expect(await reasons.getByRole("listitem").count()).toBeGreaterThan(0);
    expect(await reader().locator("[data-look]").count()).toBeGreaterThan(0);
    await expectSoundPage(officer);
  });

  it("is corrected by one press, counted at once, and taken back", async () => {
    const before = await countOf("positif");
    await reader().getByLabel("Alasan perubahan (boleh kosong)").fill("Korbannya selamat semua.");
    await tones().getByRole("button", { name: "positif" }).click();
    await page.getByText("Nada diubah: positif").waitFor();
    await expect
      .poll(() => tones().getByRole("button", { name: "positif" }).getAttribute("aria-pressed"))
      .toBe("true");
    await expect.poll(() => countOf("positif")).toBe(before + 1);
    const history = reader().getByRole("list", { name: "Yang sudah diputuskan orang" });
    await history.getByText("Korbannya selamat semua.").waitFor();
    await history.getByRole("button", { name: "Urungkan" }).click();
    await history.getByText(/sudah diurungkan/).waitFor();
    await expect
      .poll(() => tones().getByRole("button", { name: "negatif" }).getAttribute("aria-pressed"))
      .toBe("true");
    await expect.poll(() => countOf("positif")).toBe(before);
    expect(officer.problems()).toEqual([]);
  });

  it("shows where it was said of, and narrows by a province and its regencies", async () => {
    await page.goto("/aliran");
    await headlines().first().waitFor();
    await page.getByText("Peta", { exact: true }).click();
    const province = page.getByRole("button", { name: /^Jawa Barat: \d+ sebutan$/ });
    await province.focus();
    await page.keyboard.press("Enter");
    const query = page.getByRole("textbox", { name: "Kueri" });
    await expect.poll(() => query.inputValue()).toBe("place:32");
    const regencies = page.getByRole("region", { name: "Kota dan kabupaten di Jawa Barat" });
    await regencies.getByRole("checkbox", { name: /^Kota Bandung/ }).click();
    await expect.poll(() => query.inputValue()).toBe("place:32.73");
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Semua provinsi" }).click();
    await expect.poll(() => query.inputValue()).toBe("");
    await page.getByText("Tabel", { exact: true }).click();
    await page.getByRole("table", { name: "Provinsi" }).waitFor();
  });

  it("walks the map by the arrows, and keeps it as a picture and as data", async () => {
    await page.getByText("Petak", { exact: true }).click();
    await page.getByRole("button", { name: /^Jawa Barat: / }).focus();
    await page.keyboard.press("ArrowRight");
    await page.keyboard.press("ArrowUp");
    expect(await page.evaluate<string>("document.activeElement.innerText")).toContain("Jawa Tengah");
    const save = async (item: string): Promise<Buffer> => {
      await page.locator("figcaption").getByRole("button", { name: "Simpan gambar atau data" }).click();
      const [download] = await Promise.all([
        page.waitForEvent("download"),
        page.getByRole("menuitem", { name: item }).click(),
      ]);
      return readFile(await download.path());
    };
    const png = await save("Simpan gambar (PNG)");
    expect(png.subarray(1, 4).toString()).toBe("PNG");
    expect((await save("Simpan gambar (SVG)")).toString()).toContain("Sebutan per provinsi</text>");
    expect((await save("Simpan data (CSV)")).toString()).toMatch(/^Kode wilayah,Provinsi,Sebutan\r\n\d\d,/);
    await page.getByText("Waktu", { exact: true }).click();
    await page.locator("figure svg").first().waitFor();
    expect((await save("Simpan gambar (PNG)")).subarray(1, 4).toString()).toBe("PNG");
    expect(officer.problems()).toEqual([]);
  });

  it("reads any text at once, with a better wording to take over", async () => {
    await page.goto("/mesin/coba");
    await page.getByRole("heading", { name: "Tulis sesuatu, atau pilih contoh." }).waitFor();
    await page.getByRole("button", { name: "Surat dinas" }).click();
    const result = page.getByRole("region", { name: "Bacaan mesin" });
    await result.getByText("Bahasa lugas", { exact: true }).first().waitFor();
    await result.getByText(/^Bahasa lugas \d+$/).click();
    await result.getByText(/^Skor \d+ dari 100/).waitFor();
    const field = page.getByRole("textbox", { name: "Teks" });
    const before = await field.inputValue();
    await result
      .getByRole("button", { name: /^Ganti dengan/ })
      .first()
      .click();
    await expect.poll(() => field.inputValue()).not.toBe(before);
    await field.fill("NIK saya 3578014507900003, tolong dibantu.");
    await result.getByText(/^Data pribadi 1$/).click();
    await result.getByText("“3578014507900003”").waitFor();
    await expectSoundPage(officer);
  });

  it("lets people read blind by the keyboard and says how far they agree with the engine", async () => {
    await page.goto("/mesin/baca");
    const title = () =>
      page.getByRole("article", { name: "Sebutan yang dibaca buta" }).getByRole("heading").textContent();
    const first = await title();
    await expectSoundPage(officer);
    await page.keyboard.press("2");
    await page.getByText("Sudah Anda baca: 1; juga dibaca rekan: 0.").waitFor();
    expect(await title()).not.toBe(first);
    await page.getByRole("link", { name: "Ringkasan" }).click();
    await page.getByText(/dari 1 teks/).waitFor();
    await page.getByText("Data sedikit.").waitFor();
    await page.getByText("Tabel kekeliruan").click();
    await expectSoundPage(officer);
  });

  it("fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    for (const path of ["/mesin", "/mesin/baca", "/mesin/coba"]) {
      await page.goto(path);
      await page.getByRole("navigation", { name: "Mesin bahasa" }).waitFor();
      await expectNothingWider(page);
    }
    await page.getByRole("button", { name: "Keluhan" }).click();
    await page.getByRole("list", { name: "Alasan: Nada" }).waitFor();
    await expectSoundPage(officer);
    await page.goto("/aliran");
    await headlines().first().waitFor();
    await page.getByText("Peta", { exact: true }).click();
    await page.getByRole("button", { name: /^Jawa Barat: \d+ sebutan$/ }).waitFor();
    await expectSoundPage(officer);
  });
});
