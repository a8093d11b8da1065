import { writeFile } from "node:fs/promises";
import path from "node:path";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("Seeing who speaks, and how far it reaches", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let admin: Visitor;
  let page: Page;

  const clip = (outlet: string, title: string, text: string) =>
    callApi<{ id: string }>(admin.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      title,
      text,
      outlet,
      author: "Rani Wulan",
      publishedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
  const list = () => page.getByRole("list", { name: "Media dan akun" }).getByRole("listitem");

  beforeAll(async () => {
    ({ desk, browser, owner: admin, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("teaches while nobody was heard, and then lists who spoke, with the tone towards us", async () => {
    await page.goto("/media");
    await page.getByRole("heading", { name: "Belum ada media dalam rentang ini" }).waitFor();
    await expectSoundPage(admin);
    await callApi(admin.context.request, desk, "POST", "/listen/monitors", {
      name: "Dinas kami",
      kind: "ours",
      q: "dinas",
    });
    await clip(
      "Kabar Contoh",
      "Jalan Rusak Dibiarkan",
      "Warga kecewa berat, dinas lamban menangani jalan rusak.",
    );
    await clip("Kabar Contoh", "Sepak Bola Berakhir Imbang", "Pertandingan sore ini berakhir imbang.");
    await clip("Harian Melati", "Hujan Sejak Pagi", "Hujan turun sejak pagi di kota.");
    await expect.poll(() => list().count()).toBe(2);
    await list().first().getByText("Tidak diketahui").waitFor();
    await expectSoundPage(admin);
  });

  it("opens an outlet, where its reach is entered as a range with its source, and a note is kept", async () => {
    await page.getByRole("link", { name: "Kabar Contoh" }).click();
    await page.getByRole("heading", { level: 1, name: "Kabar Contoh" }).waitFor();
    await page.getByText("1 tentang kita").waitFor();
    await page.getByRole("link", { name: "Rani Wulan" }).waitFor();
    await expectSoundPage(admin);
    await page.getByRole("button", { name: "Catat", exact: true }).click();
    const form = page.getByRole("dialog");
    await form.getByRole("button", { name: "Simpan" }).click();
    await form.getByText("Sebutkan sumbernya.").waitFor();
    await form.getByLabel("Dari (orang)").fill("900.000");
    await form.getByLabel("Sampai (orang)").fill("1.200.000");
    await form.getByRole("textbox", { name: "Sumber" }).fill("Lembaga ukur");
    await expectSoundPage(admin);
    await form.getByRole("button", { name: "Simpan" }).click();
    await page.getByText("900.000–1.200.000").first().waitFor();
    await page.getByRole("button", { name: "Tulis" }).click();
    await page
      .getByRole("textbox", { name: "Catatan kantor" })
      .fill("Redaksi dihubungi sebelum pukul 16.00.");
    await page.getByRole("button", { name: "Simpan", exact: true }).click();
    await page.getByText("Redaksi dihubungi sebelum pukul 16.00.").waitFor();
    await expectSoundPage(admin);
  });

  it("takes reaches from a spreadsheet, and names the rows that it cannot take", async () => {
    await page.goto("/media");
    await page.getByRole("button", { name: "Masukkan jangkauan" }).click();
    const file = path.join(desk.dataDir, "jangkauan.csv");
    await writeFile(
      file,
      "media,rendah,tinggi,dasar,kepastian,sumber,tanggal\nHarian Melati,20000,30000,pembaca edisi,klaim,Kartu tarif,2026-01-31\nHarian Kosong,9,1,pengikut,klaim,Kartu tarif,2026-01-31\n",
    );
    await page.getByLabel("Pilih berkas CSV").setInputFiles(file);
    await page.getByText("1 masuk, 0 sudah ada, 1 ditolak.").waitFor();
    await page.getByText("rentangnya bukan dua bilangan bulat dari kecil ke besar.").waitFor();
    await expectSoundPage(admin);
    await page.keyboard.press("Escape");
    await page.getByText("2 di antaranya memiliki catatan jangkauan").waitFor();
  });

  it("opens the mentions behind a number", async () => {
    await list()
      .first()
      .getByRole("link", { name: /2 sebutan/ })
      .click();
    await page.getByText("Jalan Rusak Dibiarkan").first().waitFor();
    expect(new URL(page.url()).searchParams.get("q")).toContain('outlet:"kabar contoh"');
  });
});
