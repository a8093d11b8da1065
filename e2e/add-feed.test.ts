import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseOpml } from "#connectors/feed/opml.ts";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { type FeedSite, openFeedSite } from "./lib/feed-site.ts";
import { officeName, setUpDesk, signInQuietly } from "./lib/people.ts";

const outlet = "Kabar Contoh";
const hour = 3_600_000;

describe("Following a news site", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let site: FeedSite;
  let officer: Visitor;
  let page: Page;

  const row = () => page.getByRole("row").filter({ hasText: outlet });
  async function lookNow(): Promise<void> {
    const before = site.requests();
    await page.getByRole("button", { name: `Tindakan untuk ${outlet}` }).click();
    await page.getByRole("menuitem", { name: "Lihat sekarang" }).click();
    await expect.poll(() => site.requests()).toBeGreaterThan(before);
  }

  beforeAll(async () => {
    site = await openFeedSite(outlet);
    site.items = [
      {
        title: "Banjir surut di Kelurahan Contoh",
        path: "/1",
        at: new Date(Date.now() - 2 * hour),
        text: "Air surut.",
      },
      {
        title: "Wali kota <b>meninjau</b> & menyapa warga",
        path: "/2?utm_source=umpan",
        at: new Date(Date.now() - hour),
        text: "Kunjungan <script>alert(1)</script> pagi.",
      },
    ];
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

  it("finds the feed behind the address of the site, and shows it before anything is kept", async () => {
    await page.goto("/sumber");
    await page.getByRole("button", { name: "Tambah sumber" }).first().click();
    const drawer = page.getByRole("dialog", { name: "Tambah sumber" });
    await drawer.getByLabel("Alamat umpan atau situs").fill(site.url);
    await drawer.getByRole("button", { name: "Lihat isinya" }).click();
    await drawer.getByRole("heading", { name: outlet }).waitFor();
    await drawer.getByText("Banjir surut di Kelurahan Contoh").waitFor();
    expect(await drawer.getByText("alert(1)").count(), "script of the site").toBe(0);
    await expectSoundPage(officer);
    await drawer.getByRole("button", { name: "Ikuti", exact: true }).click();
    await page.getByText(`${outlet} diikuti`).waitFor();
    await drawer
      .getByText("Sudah diikuti")
      .or(drawer.getByRole("button", { name: "Tutup" }))
      .first()
      .waitFor();
    await drawer.getByRole("button", { name: "Tutup" }).click();
  });

  it("refuses an address inside one's own network, in words", async () => {
    await page.getByRole("button", { name: "Tambah sumber" }).first().click();
    const drawer = page.getByRole("dialog", { name: "Tambah sumber" });
    officer.expected.push(/status of 4\d\d .*\/api\/listen\/sources\/preview/);
    await drawer.getByLabel("Alamat umpan atau situs").fill("http://127.0.0.1:1/umpan.xml");
    await drawer.getByRole("button", { name: "Lihat isinya" }).click();
    await drawer.getByRole("alert").waitFor();
    expect(await drawer.getByRole("alert").innerText()).toMatch(/jaringan|Tidak ada sumber yang ditambahkan/);
    await drawer.getByRole("button", { name: "Tutup" }).click();
    expect(officer.problems()).toEqual([]);
  });

  it("hears it within moments, without being asked", async () => {
    await row().getByText("terdengar").waitFor();
    await row().getByText("2 baru dari 2 yang ada.").waitFor();
    await expectSoundPage(officer);
    await page.goto("/aliran");
    await page.getByRole("link", { name: "Banjir surut di Kelurahan Contoh" }).waitFor();
    await page.getByRole("link", { name: "Wali kota meninjau & menyapa warga" }).click();
    const original = page.getByRole("link", { name: "Halaman asli" });
    expect(await original.getAttribute("href"), "without what trackers add").toBe(`${site.url}2`);
    expect(officer.problems()).toEqual([]);
  });

  it("looks again when asked to, and takes only what is new", async () => {
    site.items = [
      { title: "Pasar Contoh dibuka lagi", path: "/3", at: new Date(), text: "Pedagang kembali." },
      ...site.items,
    ];
    await page.goto("/sumber");
    await lookNow();
    await row().getByText("1 baru dari 3 yang ada.").waitFor();
    await page.goto("/aliran?q=pasar");
    await page.getByRole("link", { name: "Pasar Contoh dibuka lagi" }).waitFor();
  });

  it("says in plain words when the site is in trouble, and what is done about it", async () => {
    site.status = 500;
    await page.goto("/sumber");
    await lookNow();
    await row()
      .getByText(/Server sumber sedang bermasalah \(500\)\. Dicoba lagi dalam \d+ menit\./)
      .waitFor();
    // Once is the weather of the internet; the third time in a row is worth a person's look.
    await lookNow();
    await lookNow();
    await page.getByText("1 tidak terdengar dan perlu dilihat.").waitFor();
    await row().getByRole("link", { name: outlet }).click();
    const detail = page.getByRole("dialog", { name: outlet });
    await detail.getByText("Gagal 3 kali berturut-turut.").waitFor();
    await expectSoundPage(officer);
    await detail.getByRole("button", { name: "Tutup" }).click();
  });

  it("stops, and says so, when the feed is gone for good", async () => {
    site.status = 410;
    await lookNow();
    await row().getByText("Sumber ini ditutup oleh pengelolanya (410)").waitFor();
    await row().getByText("berhenti", { exact: true }).waitFor();
    await page.goto("/");
    await page.getByText(`Sumber berhenti: ${outlet}`).waitFor();
    await expectSoundPage(officer);
  });

  it("takes over the list of another reader, folders and all, and says what it could not use", async () => {
    site.status = 200;
    await page.goto("/sumber");
    await page.getByRole("button", { name: "Tambah sumber" }).first().click();
    const drawer = page.getByRole("dialog", { name: "Tambah sumber" });
    await drawer.getByText("Berkas OPML", { exact: true }).click();
    const give = (text: string) =>
      drawer
        .locator("input[type=file]")
        .setInputFiles({ name: "langganan.opml", mimeType: "text/x-opml", buffer: Buffer.from(text) });
    officer.expected.push(/status of 4\d\d .*\/api\/listen\/opml/);
    await give("Ini bukan OPML.");
    await drawer.getByRole("alert").getByText("Tidak ada sumber yang ditambahkan.").waitFor();
    const feed = new URL("umpan.xml", site.url).href;
    await give(
      `<?xml version="1.0"?><opml version="2.0"><body>
      <outline text="${outlet}" xmlUrl="${feed}"/>
      <outline text="Daerah"><outline text="Contoh & sekitarnya">
        <outline text="Rubrik kota" xmlUrl="${feed}?rubrik=kota"/>
        <outline text="Rubrik desa" xmlUrl="${feed}?rubrik=desa"/>
        <outline text="Tanpa alamat" type="rss"/>
      </outline></outline></body></opml>`.replace("&", "&amp;"),
    );
    await drawer.getByText("2 sumber ditambahkan, 1 sudah diikuti.").waitFor();
    await drawer.getByText("1 baris tidak dapat dipakai").waitFor();
    await drawer.getByText("Baris tanpa nama: tidak berisi alamat umpan").waitFor();
    await expectSoundPage(officer);
    await drawer.getByRole("button", { name: "Tutup" }).click();
    await page.getByLabel("Folder", { exact: true }).selectOption("Daerah/Contoh & sekitarnya");
    await page.getByRole("row").filter({ hasText: "Rubrik desa" }).waitFor();
    expect(await page.getByRole("row").count(), "head and the two of the folder").toBe(3);
  });

  it("gives its own list away so that the next reader finds the same folders", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Simpan OPML" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("gaung.opml");
    const { entries, title } = parseOpml(await readFile(await download.path(), "utf8"));
    expect(title).toBe(officeName);
    const folders = Object.fromEntries(entries.map((entry) => [entry.title, entry.folder]));
    expect(folders).toEqual({
      [outlet]: [],
      "Rubrik kota": ["Daerah", "Contoh & sekitarnya"],
      "Rubrik desa": ["Daerah", "Contoh & sekitarnya"],
    });
  });

  it("fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/sumber");
    await page.getByText(outlet).first().waitFor();
    await expectSoundPage(officer);
  });
});
