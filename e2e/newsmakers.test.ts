import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("Seeing who is quoted and named", () => {
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
      publishedAt: new Date(Date.now() - 3_600_000).toISOString(),
    });
  const ranking = () => page.getByRole("list", { name: "Tokoh" }).getByRole("listitem");

  beforeAll(async () => {
    ({ desk, browser, owner: admin, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("teaches while nobody was named, and then ranks who was quoted most", async () => {
    await page.goto("/tokoh");
    await page.getByRole("heading", { name: "Belum ada tokoh dalam rentang ini" }).waitFor();
    await expectSoundPage(admin);
    await clip(
      "Kabar Contoh",
      "Tarif Kereta Tidak Naik",
      '"Tarif kereta tidak naik tahun ini," kata Menteri Perhubungan Budi Karya Sumadi di Jakarta. Ia menambahkan bahwa subsidi tetap dibayar penuh oleh negara.',
    );
    await clip(
      "Harian Melati",
      "Subsidi Tetap Ada",
      "“Subsidi kereta tetap ada,” ujar Budi Karya. Wakil Presiden Jusuf Kalla mengatakan bahwa tarif akan ditinjau tahun depan.",
    );
    await expect.poll(() => ranking().count()).toBeGreaterThanOrEqual(3);
    await ranking().first().getByText("Budi Karya Sumadi").waitFor();
    await expectSoundPage(admin);
  });

  it("opens a page with what was said, by whom, and the mentions behind each number", async () => {
    await page.getByRole("link", { name: "Budi Karya Sumadi" }).click();
    await page.getByRole("heading", { level: 1, name: "Budi Karya Sumadi" }).waitFor();
    const quotes = page.getByRole("list", { name: "Kutipan" });
    await quotes.getByText("“Tarif kereta tidak naik tahun ini,”").waitFor();
    await quotes.getByText("subsidi tetap dibayar penuh oleh negara").waitFor();
    await expectSoundPage(admin);
    await page.getByRole("link", { name: "Buka yang mengutip" }).click();
    await page.getByText("Tarif Kereta Tidak Naik").first().waitFor();
    await page.goBack();
  });

  it("joins two spellings of one person when somebody says so, and takes it back", async () => {
    const variants = () => page.getByRole("list", { name: "Ejaan nama" }).getByRole("listitem");
    await page.getByRole("button", { name: "Satukan dengan Budi Karya" }).click();
    await expect.poll(() => variants().count()).toBe(2);
    await page.getByRole("list", { name: "Keputusan tentang nama" }).waitFor();
    await page
      .getByRole("list", { name: "Kutipan", exact: true })
      .getByText("“Subsidi kereta tetap ada,”")
      .waitFor();
    await expectSoundPage(admin);
    await page
      .getByRole("list", { name: "Keputusan tentang nama" })
      .getByRole("button", { name: "Urungkan" })
      .click();
    await expect.poll(() => variants().count()).toBe(1);
  });

  it("is narrowed by a query, and says how many mentions were looked at", async () => {
    await page.goto("/tokoh?q=subsidi+AND+outlet%3A%22Harian+Melati%22");
    await page.getByText("Dihitung dari 1 sebutan terbaru yang cocok dengan kueri.").waitFor();
    await expect.poll(() => ranking().count()).toBe(2);
    await page.getByRole("radio", { name: "Lembaga" }).or(page.getByText("Lembaga")).first().waitFor();
    await expectSoundPage(admin);
  });
});
