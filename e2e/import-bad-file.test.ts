import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { stringify } from "csv-stringify/sync";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

/** As offices keep it: semicolons, Indonesian dates, a column whose name says nothing, and three rows that are wrong. */
const clippings = `Judul;Penyiar;Tanggal;Tautan;Isi
Pasar Contoh diresmikan;Kabar Contoh;12 September 2019 09.15;https://kabar.contoh.id/1;"Wali kota meresmikan pasar; warga datang."
Jalan rusak di Contoh Timur;Suara Contoh;12/09/2019 10:20;https://suara.contoh.id/2;Warga mengeluh.
Tanpa tanggal yang benar;Kabar Contoh;hari Minggu kemarin;https://kabar.contoh.id/3;Isi.
Festival layang-layang;Kabar Contoh;2019-09-13;https://kabar.contoh.id/4;Ramai.
Tanpa media;;13 September 2019;;Isi.
;Kabar Contoh;14 September 2019;https://kabar.contoh.id/6;
Banjir surut;Suara Contoh;14 September 2019 pukul 07.00 WIB;https://suara.contoh.id/7;Air surut.
`;

/** More than can be read before somebody has clicked. */
const bigRows = 150_000;
const bigTable = `judul,media,tanggal\n${Array.from(
  { length: bigRows },
  (_row, at) =>
    `Berita lama nomor ${at},arsip.contoh.id,${new Date(Date.UTC(2019, 0, 1) + at * 60_000).toISOString()}`,
).join("\n")}\n`;

describe("Importing a file in which some rows are wrong", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;
  let refused = "";

  const give = (name: string, text: string) =>
    page.locator("input[type=file]").setInputFiles({
      name,
      mimeType: "text/csv",
      buffer: Buffer.from(text),
    });
  async function checkAndStart(): Promise<void> {
    await page.getByRole("button", { name: "Periksa", exact: true }).click();
    await page.getByRole("button", { name: "Mulai impor" }).click();
  }

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("suggests what the columns are, and asks for what it cannot know", async () => {
    await page.goto("/impor");
    await expectSoundPage(officer);
    await give("kliping.csv", clippings);
    await page.getByRole("heading", { name: "Kolom mana berisi apa" }).waitFor();
    const chosen = (label: string) => page.getByLabel(label, { exact: true }).inputValue();
    expect(await chosen("Judul")).toBe("Judul");
    expect(await chosen("Waktu terbit")).toBe("Tanggal");
    expect(await chosen("Alamat")).toBe("Tautan");
    const column = (label: string) => page.getByLabel(label, { exact: true });
    await column("Media atau akun").selectOption("Penyiar");
    await column("Waktu terbit").selectOption({ label: "tidak ada kolomnya" });
    await page.getByText("Belum ada: waktu terbit.").waitFor();
    expect(await page.getByRole("button", { name: "Periksa", exact: true }).isDisabled()).toBe(true);
    await column("Waktu terbit").selectOption("Tanggal");
    await expectSoundPage(officer);
  });

  it("shows before anything is kept which rows are wrong, and why", async () => {
    await page.getByRole("button", { name: "Periksa", exact: true }).click();
    const reasons = page.getByRole("table", { name: "Mengapa ditolak" });
    await reasons.getByText("Tanggalnya tidak terbaca.").waitFor();
    await reasons.getByText("hari Minggu kemarin").waitFor();
    await reasons.getByText("Kosong, padahal harus ada.").waitFor();
    await reasons.getByText("Tidak ada judul maupun isi.").waitFor();
    await expectSoundPage(officer);
    await page.goto("/aliran");
    await page.getByRole("heading", { name: "Belum ada yang didengar" }).waitFor();
    await page.goBack();
  });

  it("takes the good rows and hands back the others", async () => {
    await page.getByLabel("Media atau akun", { exact: true }).selectOption("Penyiar");
    await checkAndStart();
    await page.getByText("Selesai: 7 baris dibaca").waitFor();
    await page.getByText("4 masuk, 0 sudah ada, 3 ditolak.").waitFor();
    await expectSoundPage(officer);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "Unduh 3 baris ditolak" }).click(),
    ]);
    refused = await readFile(await download.path(), "utf8");
    expect(refused).toContain("hari Minggu kemarin");
    expect(refused).toContain("Tanggal tidak terbaca");
  });

  it("takes the mended rows as they come back", async () => {
    const rows: Record<string, string>[] = parse(refused, { columns: true, delimiter: ";", bom: true });
    expect(rows.length).toBe(3);
    const mended = rows.map((row) => ({
      ...row,
      Judul: row["Judul"] || "Warga bergotong royong",
      Penyiar: row["Penyiar"] || "Suara Contoh",
      Tanggal: /Minggu/.test(row["Tanggal"] ?? "") ? "12 September 2019" : (row["Tanggal"] ?? ""),
    }));
    await page.getByRole("link", { name: "Berkas lain" }).click();
    await give("kliping-diperbaiki.csv", stringify(mended, { header: true, delimiter: ";" }));
    await page.getByLabel("Media atau akun", { exact: true }).selectOption("Penyiar");
    await checkAndStart();
    await page.getByText("3 masuk, 0 sudah ada, 0 ditolak.").waitFor();
    await page.getByRole("link", { name: "Buka aliran" }).click();
    await page.getByText("7 sebutan", { exact: true }).first().waitFor();
    await page.getByRole("link", { name: "Warga bergotong royong" }).waitFor();
  });

  it("can be paused, goes on where it was, and is given up with what it has", async () => {
    await page.goto("/impor");
    await give("arsip.csv", bigTable);
    await checkAndStart();
    const id = new URL(page.url()).searchParams.get("impor") ?? "";
    const look = () =>
      callApi<{ state: string; rowsRead: number; rowsStored: number }>(
        officer.context.request,
        desk,
        "GET",
        `/listen/imports/${id}`,
      );
    await page.getByRole("progressbar", { name: "Impor arsip.csv" }).waitFor();
    await page.getByRole("button", { name: "Jeda" }).click();
    await page.getByText("dijeda, yang sudah masuk tetap ada").waitFor();
    await expectSoundPage(officer);
    const paused = await look();
    expect(paused.state).toBe("paused");
    expect(paused.rowsRead).toBeLessThan(bigRows);
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    await expect.poll(async () => (await look()).rowsRead).toBeGreaterThan(paused.rowsRead);
    await page.getByRole("button", { name: "Batalkan" }).click();
    await page.getByText(/^Dibatalkan setelah [\d.]+ baris$/).waitFor();
    const given = await look();
    expect(given).toMatchObject({ state: "cancelled" });
    expect(given.rowsStored).toBeGreaterThan(0);
    expect(given.rowsStored).toBeLessThan(bigRows);
    const { total } = await callApi<{ total: number }>(
      officer.context.request,
      desk,
      "GET",
      `/listen/mentions/summary?q=${encodeURIComponent("outlet:arsip.contoh.id")}`,
    );
    expect(total, "what had come in stays").toBe(given.rowsStored);
    await page.getByRole("link", { name: "Berkas lain" }).click();
    await page.getByRole("row").filter({ hasText: "arsip.csv" }).getByText("dibatalkan").waitFor();
    expect(officer.problems()).toEqual([]);
  });

  it("stores nothing twice when the same file comes again", async () => {
    await page.goto("/impor");
    await give("kliping.csv", clippings);
    await page.getByLabel("Media atau akun", { exact: true }).selectOption("Penyiar");
    await checkAndStart();
    await page.getByText("0 masuk, 4 sudah ada, 3 ditolak.").waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/impor");
    await page.getByRole("heading", { name: "Impor sebelumnya" }).waitFor();
    await page.getByText("kliping-diperbaiki.csv").waitFor();
    await expectSoundPage(officer);
  });
});
