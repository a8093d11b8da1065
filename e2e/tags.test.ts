import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("Keeping tags in order and having them given", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const clip = (title: string, tags: string[] = []) =>
    callApi<{ id: string }>(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet: "Kabar Contoh",
      title,
      tags,
      publishedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
  const found = async (q: string) => {
    const path = `/listen/mentions?q=${encodeURIComponent(q)}`;
    return (await callApi<{ items: unknown[] }>(officer.context.request, desk, "GET", path)).items.length;
  };
  const dialog = () => page.getByRole("dialog");

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("begins with screens that teach", async () => {
    for (const [address, title] of [
      ["/tanda", "Belum ada tanda"],
      ["/tanda/aturan", "Belum ada aturan"],
      ["/tanda/riwayat", "Belum ada yang ditandai"],
    ] as const) {
      await page.goto(address);
      await page.getByRole("heading", { name: title }).waitFor();
      await expectSoundPage(officer);
    }
  });

  it("tries a rule before it is saved, then tags what is stored and what comes in", async () => {
    await clip("Banjir merendam Kecamatan Melati");
    await clip("Banjir surut, warga bersih-bersih");
    await clip("Jalan berlubang di Kecamatan Melati");
    await page.goto("/tanda/aturan/baru");
    await page.getByRole("combobox", { name: "Tanda yang diberikan" }).fill("Banjir");
    await page.getByRole("textbox", { name: "Kueri" }).fill("banjir");
    await page.getByText("2 sebutan lama akan diberi tanda “Banjir”").waitFor();
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Simpan aturan" }).click();
    await page.getByRole("link", { name: "2 sebutan ditandai" }).waitFor();
    await clip("Banjir lagi di Kecamatan Kenanga");
    await page.getByRole("link", { name: "3 sebutan ditandai" }).waitFor();
    await page.getByRole("button", { name: "Catatan kerja" }).click();
    await page.getByText("saat masuk").waitFor();
    await expectSoundPage(officer);
  });

  it("says on the mention which rule it was, and leaves off what a person took off", async () => {
    await page.goto("/aliran?q=kenanga");
    await page.getByText("Banjir lagi di Kecamatan Kenanga").first().click();
    await page.getByText("Diberi oleh aturan Banjir").waitFor({ state: "attached" });
    await page.getByRole("button", { name: "Lepas tanda Banjir" }).click();
    await expect.poll(() => found("tag:banjir")).toBe(2);
    await page.goto("/tanda/aturan");
    await page.getByRole("button", { name: "Jeda" }).click();
    await page.getByRole("button", { name: "Lanjutkan" }).click();
    await page.getByRole("button", { name: "Jeda" }).waitFor();
    await page.getByRole("link", { name: "2 sebutan ditandai" }).waitFor();
  });

  it("refuses rules that would wait for each other, in words", async () => {
    await page.goto("/tanda/aturan/baru?tag=Siaga&q=tag:siaga");
    officer.expected.push(/status of 409 .*\/listen\/tag-rules/);
    await page.getByRole("button", { name: "Simpan aturan" }).click();
    await page.getByText(/akan saling menunggu/).waitFor();
    await page.goto("/tanda/aturan");
    await expect.poll(() => page.getByRole("listitem").filter({ hasText: "ditandai" }).count()).toBe(1);
  });

  it("renames a tag with all its mentions, and joins two that mean the same until they come apart", async () => {
    await clip("Air pasang menggenangi pesisir", ["Rob"]);
    await page.goto("/tanda");
    await page.getByRole("button", { name: "Ubah tanda Banjir", exact: true }).click();
    await dialog().getByRole("textbox", { name: "Nama" }).fill("Bencana air");
    await expectSoundPage(officer);
    await dialog().getByRole("button", { name: "Simpan tanda" }).click();
    await page.getByText("Bencana air", { exact: true }).waitFor();
    expect(await found('tag:"bencana air"')).toBe(2);
    expect(await found("tag:banjir")).toBe(2);
    await page
      .getByRole("list", { name: "Dipakai, belum disusun" })
      .getByRole("button", { name: "Susun" })
      .click();
    await dialog().getByRole("button", { name: "Simpan tanda" }).click();
    await page.getByRole("button", { name: "Gabungkan tanda Rob ke tanda lain" }).click();
    await dialog().getByRole("combobox", { name: "Gabungkan ke" }).click();
    await page.getByRole("option", { name: "Bencana air" }).click();
    await dialog().getByText("1 sebutan bertanda “Rob”").waitFor();
    await dialog().getByRole("button", { name: "Gabungkan", exact: true }).click();
    await page.getByRole("link", { name: "3 sebutan" }).waitFor();
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Pisahkan Rob" }).click();
    await page.getByRole("link", { name: "1 sebutan" }).waitFor();
  });

  it("tells what a file would do, line by line, before it does it", async () => {
    await page.getByRole("button", { name: "Impor dan ekspor" }).click();
    await dialog()
      .getByLabel("Pilih berkas", { exact: true })
      .first()
      .setInputFiles({
        name: "tanda.csv",
        mimeType: "text/csv",
        buffer: Buffer.from(
          "nama,induk,warna,sinonim\nBencana,,2,\nRob,Bencana,3,Pasang\nLongsor,Tidak ada,1,\n",
        ),
      });
    await dialog().getByText("tanda.csv: 1 baru, 1 berubah, 0 tetap, 1 ditolak").waitFor();
    await dialog().getByText("Induk “Tidak ada” tidak ditemukan").waitFor();
    expect(await found("tag:bencana")).toBe(0);
    await expectSoundPage(officer);
    await dialog().getByRole("button", { name: "Impor sekarang" }).click();
    await page.keyboard.press("Escape");
    await expect.poll(() => found("tag:bencana")).toBe(1);
  });

  it("keeps a history of who tagged what, from which one's own acts are taken back, also on a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/tanda/riwayat");
    await page.getByText("− Banjir").waitFor();
    await page.getByRole("button", { name: "Batalkan" }).click();
    await expect.poll(() => found("tag:banjir")).toBe(3);
    await expectNothingWider(page);
    await expectSoundPage(officer);
    for (const address of ["/tanda", "/tanda/aturan", "/tanda/aturan/baru"]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectSoundPage(officer);
    }
  });
});
