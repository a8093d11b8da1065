import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import { strFromU8, unzipSync } from "fflate";
import { DOMParser } from "linkedom";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi, loadSample } from "./lib/people.ts";

type Cell = { textContent: string | null; getAttribute(name: string): string | null };

/** The first sheet of a workbook, row by row, each cell under its column's letter; not by the desk's own reader. */
function inSheet(workbook: Buffer): Record<string, string>[] {
  const files = unzipSync(workbook);
  const xml = (name: string) =>
    new DOMParser().parseFromString(strFromU8(files[name] ?? new Uint8Array()), "text/xml");
  const shared = [...xml("xl/sharedStrings.xml").querySelectorAll("si")].map((one) => one.textContent ?? "");
  const textOf = (cell: Cell): string => {
    const text = cell.textContent ?? "";
    return cell.getAttribute("t") === "s" ? (shared[Number(text)] ?? "") : text;
  };
  return [...xml("xl/worksheets/sheet1.xml").querySelectorAll("row")].map((row) =>
    Object.fromEntries(
      [...row.querySelectorAll("c")].map((cell) => [
        cell.getAttribute("r")?.replace(/\d+$/, ""),
        textOf(cell),
      ]),
    ),
  );
}
const inIndonesian = (value: number): string => new Intl.NumberFormat("id-ID").format(value);

const query = "habibie NEAR/5 wafat";

describe("Searching what was said, and taking it along", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;
  /** How many mentions the query finds, by the number on the screen. */
  let found = 0;
  /** How many mentions there are in all. */
  let everything = 0;

  const queryField = () => page.getByRole("textbox", { name: "Kueri" });
  const list = () => page.getByRole("list", { name: "Sebutan yang ditemukan" });
  const headlines = () => list().getByRole("heading", { level: 2 });
  const reader = () => page.getByRole("article", { name: "Sebutan yang dibaca" });
  const facet = (name: string) => page.getByRole("region", { name, exact: true });
  const number = async (text: Promise<string>): Promise<number> =>
    Number(/([\d.]+) sebutan/.exec(await text)?.[1]?.replaceAll(".", ""));
  const total = () => number(page.getByRole("search").locator("b", { hasText: "sebutan" }).innerText());
  const tagField = () =>
    page.getByRole("combobox", { name: "Tanda" }).or(page.getByRole("textbox", { name: "Tanda" }));
  const tags = async () =>
    (await callApi<{ items: unknown[] }>(officer.context.request, desk, "GET", "/listen/tags")).items;
  /** Has the whole result written as a file of a kind, and fetches it. */
  async function takeAlong(kind: string, format: string): Promise<Buffer> {
    await page.getByRole("button", { name: "Simpan hasil ke berkas" }).click();
    const dialog = page.getByRole("dialog", { name: /^Simpan [\d.]+ sebutan$/ });
    await dialog.getByText(kind, { exact: true }).click();
    await dialog.getByRole("button", { name: /^Tulis berkas berisi/ }).click();
    const link = dialog.getByRole("link", { name: `Unduh berkas ${format}` });
    await link.waitFor({ timeout: 60_000 });
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    await page.keyboard.press("Escape");
    return readFile(await download.path());
  }
  async function search(text: string): Promise<void> {
    await queryField().fill(text);
    await queryField().press("Enter");
  }

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
    await loadSample(officer.context.request, desk);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("finds words near each other, and reads the query back in words", async () => {
    await page.goto("/aliran");
    await headlines().first().waitFor();
    await search(query);
    await page.getByText("habibie berjarak paling jauh 5 kata dari wafat.").waitFor();
    await expect.poll(() => list().locator("mark").count()).toBeGreaterThan(1);
    found = await total();
    expect(found).toBeGreaterThan(20);
    const hits = await headlines().first().locator("mark").allTextContents();
    expect(hits.join(" ")).toMatch(/habibie.*wafat|wafat.*habibie/i);
    await expectSoundPage(officer);
  });

  it("draws when it was said, and tells the same as a table", async () => {
    const chart = page.getByRole("figure").filter({ hasText: "Sebutan per" });
    await chart.getByRole("button", { name: "Tampilkan tabel" }).click();
    const counts = (await chart.getByRole("row").locator("td").allTextContents()).map((text) =>
      Number(text.replaceAll(".", "")),
    );
    expect(counts.reduce((sum, one) => sum + one, 0)).toBe(found);
    await chart.getByRole("button", { name: "Tampilkan gambar" }).click();
    await chart.getByRole("slider", { name: "Awal rentang" }).press("ArrowRight");
    await expect.poll(() => queryField().inputValue()).toMatch(/since:2019-09-11/);
    await expect.poll(total).toBeLessThan(found);
    await page.getByRole("button", { name: "Lepas batas waktu" }).click();
    await expect.poll(total).toBe(found);
  });

  it("points at a mistake and mends it by one click", async () => {
    await search("habibie NEAR wafat");
    await page.getByText("Sebutkan jaraknya: NEAR/5.").waitFor();
    expect(await queryField().getAttribute("aria-invalid")).toBe("true");
    await expectSoundPage(officer);
    await page.getByRole("button", { name: `Perbaiki menjadi ${query}` }).click();
    await expect.poll(total).toBe(found);
    expect(await queryField().inputValue()).toBe(query);
  });

  it("narrows by outlet, and lets go again", async () => {
    const tempo = facet("Media").getByRole("checkbox", { name: /^tempo\.co/ });
    const expected = Number(
      /(\d+)$/.exec(
        await facet("Media").getByRole("listitem").filter({ hasText: "tempo.co" }).innerText(),
      )?.[1],
    );
    await tempo.click();
    await expect.poll(() => queryField().inputValue()).toBe(`${query} outlet:tempo.co`);
    await expect.poll(total).toBe(expected);
    await expect.poll(() => tempo.isChecked()).toBe(true);
    await tempo.click();
    await expect.poll(total).toBe(found);
  });

  it("is read by the keyboard alone", async () => {
    await page.getByRole("heading", { name: "Pilih sebutan untuk membacanya di sini." }).waitFor();
    await page.locator("body").press("Escape");
    await queryField().blur();
    const [first = "", second = ""] = await headlines().allTextContents();
    const shown = () => reader().getByRole("heading", { level: 2 }).first().textContent();
    await page.keyboard.press("j");
    await expect.poll(shown).toBe(first);
    await page.keyboard.press("j");
    await expect.poll(shown).toBe(second);
    await page.keyboard.press("k");
    await expect.poll(shown).toBe(first);
    const original = await reader().getByRole("link", { name: "Halaman asli" }).getAttribute("href");
    expect(original).toMatch(/^https?:\/\//);
    await expectSoundPage(officer);
    // The address can be handed on.
    await page.reload();
    await expect.poll(shown).toBe(first);
    await page.keyboard.press("/");
    await expect.poll(() => queryField().evaluate((field) => field.matches(":focus"))).toBe(true);
    await queryField().blur();
  });

  it("tags by the keyboard, and takes it back", async () => {
    await page.keyboard.press("t");
    await tagField().fill("duka cita");
    await tagField().press("Enter");
    await page.getByText("1 sebutan ditandai “duka cita”").waitFor();
    const untag = reader().getByRole("button", { name: "Lepas tanda duka cita" });
    await untag.waitFor();
    await page.getByRole("button", { name: "Urungkan" }).click();
    await untag.waitFor({ state: "detached" });
    expect(officer.problems()).toEqual([]);
  });

  it("tags the whole result at once, finds it by the tag, and takes it back", async () => {
    await page.getByRole("button", { name: "Pilih beberapa" }).click();
    const bar = page.getByRole("toolbar", { name: "Perlakukan yang dipilih" });
    await bar.getByRole("button", { name: `Pilih semua ${found} hasil` }).click();
    await bar.getByText(`${found} dipilih`).waitFor();
    await bar.getByRole("button", { name: "Tandai" }).click();
    await tagField().fill("habibie");
    await tagField().press("Enter");
    await page.getByText(`${found} sebutan ditandai “habibie”`).waitFor();
    await page.getByRole("button", { name: "Urungkan" }).click();
    await expect.poll(tags).toEqual([]);
    await page.getByRole("button", { name: "Selesai memilih" }).click();
  });

  it("goes along as a file with every mention that was found", async () => {
    await page.getByRole("button", { name: "Simpan hasil ke berkas" }).click();
    await page.getByRole("dialog", { name: `Simpan ${found} sebutan` }).waitFor();
    await expectSoundPage(officer);
    await page.keyboard.press("Escape");
    const rows: Record<string, string>[] = parse(await takeAlong("CSV", "CSV"), { columns: true, bom: true });
    expect(rows.length).toBe(found);
    const titles = rows.map((row) => row["Judul"] ?? "");
    for (const title of titles) expect(title).toMatch(/habibie/i);
    const onScreen = (await headlines().first().textContent()) ?? "";
    expect(titles).toContain(onScreen);
    expect(officer.problems()).toEqual([]);
  });

  it("tags thousands at once after asking, says that it is at work, and takes them back", async () => {
    await search("");
    await expect.poll(total).toBeGreaterThan(8_000);
    everything = await total();
    const number = inIndonesian(everything);
    await page.getByRole("button", { name: "Pilih beberapa" }).click();
    const bar = page.getByRole("toolbar", { name: "Perlakukan yang dipilih" });
    await bar.getByRole("button", { name: `Pilih semua ${number} hasil` }).click();
    await bar.getByRole("button", { name: "Tandai" }).click();
    await tagField().fill("arsip 2019");
    await tagField().press("Enter");
    const question = page.getByRole("dialog", { name: `Tandai ${number} sebutan “arsip 2019”?` });
    // The answer is held back until the screen has said that it is at work.
    const said = Promise.withResolvers<void>();
    await page.route("**/api/listen/mentions/tags", async (route) => {
      await said.promise;
      await route.continue();
    });
    await question.getByRole("button", { name: `Tandai ${number} sebutan` }).click();
    await question.getByText(`Sedang menandai ${number} sebutan.`).waitFor();
    said.resolve();
    await page.getByText(`${number} sebutan ditandai “arsip 2019”`).waitFor();
    expect((await tags())[0]).toEqual({ tag: "arsip 2019", count: everything });
    await expect.poll(() => facet("Tanda").getByRole("listitem").innerText()).toMatch(/arsip 2019/);
    await page.getByRole("button", { name: "Urungkan" }).click();
    await expect.poll(tags).toEqual([]);
    await page.getByRole("button", { name: "Selesai memilih" }).click();
    expect(officer.problems()).toEqual([]);
  });

  it("goes along as a workbook and as lines of JSON that hold the same", async () => {
    await search("habibie");
    await expect.poll(total).toBeLessThan(everything);
    const wanted = await total();
    expect(wanted).toBeGreaterThan(500);
    const [headings = {}, ...rows] = inSheet(await takeAlong("Excel", "XLSX"));
    expect(rows.length).toBe(wanted);
    expect(Object.values(headings)).toEqual(expect.arrayContaining(["Judul", "Media", "Terbit", "Tanda"]));
    const titleColumn = Object.keys(headings).find((letter) => headings[letter] === "Judul") ?? "";
    const lines = (await takeAlong("JSONL", "JSONL")).toString("utf8").trimEnd().split("\n");
    const told = lines.map((line) => JSON.parse(line) as { id: string; title: string; publishedAt: string });
    expect(new Set(told.map(({ id }) => id)).size).toBe(wanted);
    expect(told.every(({ publishedAt }) => publishedAt.startsWith("2019-09-"))).toBe(true);
    const inSheetOrder = rows.map((row) => row[titleColumn] ?? "").toSorted();
    const inLineOrder = told.map(({ title }) => title).toSorted();
    const differing = inSheetOrder.filter((title, at) => title !== inLineOrder[at]);
    expect(differing, "titles of the workbook that are not those of the lines").toEqual([]);
  });

  it("fits a phone: search, open one, go back to the place in the list", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto(`/aliran?q=${encodeURIComponent(query)}`);
    await headlines().first().waitFor();
    await expectSoundPage(officer);
    const third = headlines().nth(2);
    const title = await third.textContent();
    await third.getByRole("link").click();
    await expect.poll(() => reader().getByRole("heading", { level: 2 }).first().textContent()).toBe(title);
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Kembali ke daftar" }).click();
    await third.waitFor();
    await page.getByRole("button", { name: "Saring" }).click();
    await page.getByRole("dialog", { name: "Saringan" }).waitFor();
    await expectSoundPage(officer);
  });
});
