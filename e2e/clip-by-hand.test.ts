import type { Browser, Locator, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { type FeedSite, openFeedSite } from "./lib/feed-site.ts";
import { setUpDesk, signInQuietly } from "./lib/people.ts";

const article = `<!doctype html><html lang="id"><head><title>Jembatan Contoh dibuka lagi - Kabar Contoh</title>
<meta property="og:site_name" content="Kabar Contoh">
<meta property="og:title" content="Jembatan Contoh dibuka lagi">
<meta name="author" content="Dewi Lestari">
<meta property="article:published_time" content="2019-09-12T08:30:00+07:00"></head>
<body><article><h1>Jembatan Contoh dibuka lagi</h1>
<p>Jembatan Contoh dibuka lagi setelah dua bulan diperbaiki. Warga melintas sejak pagi dan pedagang kembali berjualan di kedua sisinya.</p>
<p>Dinas pekerjaan umum menyatakan beban kendaraan dibatasi delapan ton sampai pemeriksaan terakhir pada bulan depan selesai.</p>
<script>document.title = "diambil alih"</script></article></body></html>`;

describe("Clipping by hand what no feed brings", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let site: FeedSite;
  let officer: Visitor;
  let page: Page;

  const drawer = () => page.getByRole("dialog", { name: "Tambah kliping" });
  const field = (label: string) => drawer().getByLabel(label, { exact: true });
  const reader = () => page.getByRole("article", { name: "Sebutan yang dibaca" });
  const store = () => drawer().getByRole("button", { name: "Simpan kliping" });
  async function beginClip(): Promise<Locator> {
    await page.goto("/aliran");
    await page.getByRole("button", { name: "Tambah kliping" }).click();
    await drawer().waitFor();
    return drawer();
  }
  async function readAddress(path: string): Promise<void> {
    const form = await beginClip();
    await form.getByLabel("Alamat halaman").fill(new URL(path, site.url).href);
    await form.getByRole("button", { name: "Baca halaman" }).click();
  }

  beforeAll(async () => {
    site = await openFeedSite("Kabar Contoh");
    site.pages["/berita/jembatan"] = article;
    [desk, browser] = await Promise.all([
      startDesk(["start"], { GAUNG_ALLOWED_PRIVATE_HOSTS: site.host }),
      openBrowser(),
    ]);
    await setUpDesk(desk);
    officer = await newVisitor(browser, desk.url);
    page = officer.page;
    await signInQuietly(officer, desk);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await site?.close();
  });

  it("reads an address, and proposes what the page says", async () => {
    await readAddress("/berita/jembatan?utm_source=grup");
    await expect.poll(() => field("Judul").inputValue()).toBe("Jembatan Contoh dibuka lagi");
    expect(await field("Media").inputValue()).toBe("Kabar Contoh");
    expect(await field("Penulis atau pembicara").inputValue()).toBe("Dewi Lestari");
    expect(await field("Tanggal").inputValue()).toBe("2019-09-12");
    expect(await field("Jam (WIB)").inputValue()).toBe("08:30");
    expect(await field("Alamat").inputValue(), "without what trackers add").toBe(
      `${site.url}berita/jembatan`,
    );
    expect(await field("Isi").inputValue()).toMatch(/^Jembatan Contoh dibuka lagi setelah dua bulan/);
    await store().click();
    await reader().getByRole("heading", { name: "Jembatan Contoh dibuka lagi" }).waitFor();
    await reader().getByText("Kamis, 12 Sep 2019, 08.30 WIB").waitFor();
    await page.getByRole("link", { name: "Jembatan Contoh dibuka lagi" }).waitFor();
  });

  it("knows the page again, and leads to what is there", async () => {
    await readAddress("/berita/jembatan");
    await drawer().getByText("Halaman ini sudah ada di meja Anda.").waitFor();
    await drawer().getByRole("button", { name: "Buka sebutannya" }).click();
    await reader().getByRole("heading", { name: "Jembatan Contoh dibuka lagi" }).waitFor();
    expect(officer.problems()).toEqual([]);
  });

  it("says in words when there is no page at an address", async () => {
    officer.expected.push(/status of 4\d\d .*\/api\/listen\/clips\/preview/);
    await readAddress("/tidak-ada");
    await drawer().getByRole("alert").getByText("Tidak ada yang tersimpan.").waitFor();
    expect(await drawer().getByRole("alert").innerText()).toMatch(/404/);
  });

  it("takes a pasted text of a newspaper's page, and a scan of it, but no file that is no picture", async () => {
    const form = await beginClip();
    await form.getByText("Tulis sendiri").click();
    await form.getByText("Isi media, tanggal, serta judul atau isinya.").waitFor();
    await field("Isi").fill(
      "Air sungai naik lagi.\nWarga di tepi sungai diminta berjaga sampai Minggu malam.",
    );
    await field("Jenis").selectOption({ label: "cetak" });
    await field("Media").fill("Harian Contoh");
    await field("Tanggal").fill("2019-09-13");
    await field("Halaman").fill("A3");
    await field("Tanda").fill("banjir");
    await field("Tanda").press("Enter");

    officer.expected.push(/status of 4\d\d .*\/api\/files/);
    const scan = form.locator("input[type=file]");
    await scan.setInputFiles({
      name: "pindaian.png",
      mimeType: "image/png",
      buffer: Buffer.from("MZ bukan gambar"),
    });
    await form.getByText(/^pindaian\.png tidak bisa diterima di sini/).waitFor();
    await scan.setInputFiles({ name: "daftar.csv", mimeType: "text/csv", buffer: Buffer.from("a,b\n1,2\n") });
    await form.getByText(/^daftar\.csv tidak bisa diterima di sini/).waitFor();
    await scan.setInputFiles({
      name: "halaman-a3.png",
      mimeType: "image/png",
      buffer: await sharp({ create: { width: 60, height: 90, channels: 3, background: "#e8e0cc" } })
        .png()
        .toBuffer(),
    });
    await form.getByRole("button", { name: "Lepas halaman-a3.png" }).waitFor();
    await expect.poll(() => form.getByText(/tidak bisa diterima/).count()).toBe(0);
    await expectSoundPage(officer);
    await store().click();
    await reader().getByRole("heading", { name: "Air sungai naik lagi." }).waitFor();
    await reader().getByText("halaman A3", { exact: true }).waitFor();
    await reader().getByText("Jumat, 13 Sep 2019", { exact: true }).waitFor();
    await expectSoundPage(officer);
  });

  it("finds it in Aliran by what hangs on it, and shows the scan", async () => {
    await page.goto(`/aliran?q=${encodeURIComponent("has:attachment tag:banjir channel:print")}`);
    await page.getByRole("link", { name: "Air sungai naik lagi." }).click();
    const scan = reader()
      .getByRole("list", { name: "Lampiran" })
      .getByRole("img", { name: "halaman-a3.png" });
    await scan.scrollIntoViewIfNeeded();
    await expect
      .poll(() => scan.evaluate((image) => (image as unknown as { naturalHeight: number }).naturalHeight))
      .toBe(90);
    expect(officer.problems()).toEqual([]);
  });

  it("takes a minute of a broadcast on a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const form = await beginClip();
    await form.getByText("Tulis sendiri").click();
    await field("Jenis").selectOption({ label: "radio" });
    await field("Judul").fill("Wali kota menjawab pendengar");
    await field("Media").fill("Radio Contoh");
    await field("Tanggal").fill("2019-09-13");
    await field("Menit siaran").fill("12.40");
    await expectSoundPage(officer);
    await store().click();
    await reader().getByText("menit 12.40", { exact: true }).waitFor();
    await expectSoundPage(officer);
  });
});
