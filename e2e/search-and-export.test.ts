import { readFile } from "node:fs/promises";
import { parse } from "csv-parse/sync";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { callApi, setUpDesk, signInQuietly } from "./lib/people.ts";

const query = "habibie NEAR/5 wafat";

describe("Searching what was said, and taking it along", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;
  /** How many mentions the query finds, by the number on the screen. */
  let found = 0;

  const queryField = () => page.getByRole("textbox", { name: "Kueri" });
  const list = () => page.getByRole("list", { name: "Sebutan yang ditemukan" });
  const headlines = () => list().getByRole("heading", { level: 2 });
  const reader = () => page.getByRole("article", { name: "Sebutan yang dibaca" });
  const facet = (name: string) => page.getByRole("region", { name, exact: true });
  const number = async (text: Promise<string>): Promise<number> =>
    Number(/([\d.]+) sebutan/.exec(await text)?.[1]?.replaceAll(".", ""));
  const total = () => number(page.getByRole("search").locator("b", { hasText: "sebutan" }).innerText());
  async function search(text: string): Promise<void> {
    await queryField().fill(text);
    await queryField().press("Enter");
  }

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    officer = await newVisitor(browser, desk.url);
    page = officer.page;
    await signInQuietly(officer, desk);
    await callApi(officer.context.request, desk, "POST", "/listen/sample", {});
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
    const counts = (await chart.getByRole("row").locator("td:last-child").allTextContents()).map((text) =>
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
  });

  it("tags by the keyboard, and takes it back", async () => {
    const tag = page
      .getByRole("combobox", { name: "Tanda" })
      .or(page.getByRole("textbox", { name: "Tanda" }));
    await page.keyboard.press("t");
    await tag.fill("duka cita");
    await tag.press("Enter");
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
    const tag = page
      .getByRole("combobox", { name: "Tanda" })
      .or(page.getByRole("textbox", { name: "Tanda" }));
    await tag.fill("habibie");
    await tag.press("Enter");
    await page.getByText(`${found} sebutan ditandai “habibie”`).waitFor();
    await page.getByRole("button", { name: "Urungkan" }).click();
    await expect
      .poll(
        async () =>
          (await callApi<{ items: unknown[] }>(officer.context.request, desk, "GET", "/listen/tags")).items,
      )
      .toEqual([]);
    await page.getByRole("button", { name: "Selesai memilih" }).click();
  });

  it("goes along as a file with every mention that was found", async () => {
    await page.getByRole("button", { name: "Simpan hasil ke berkas" }).click();
    const dialog = page.getByRole("dialog", { name: `Simpan ${found} sebutan` });
    await dialog.getByText("CSV", { exact: true }).click();
    await expectSoundPage(officer);
    await dialog.getByRole("button", { name: `Tulis berkas berisi ${found} sebutan` }).click();
    const link = dialog.getByRole("link", { name: "Unduh berkas CSV" });
    await link.waitFor();
    const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
    const text = await readFile(await download.path(), "utf8");
    const rows: Record<string, string>[] = parse(text, { columns: true, bom: true });
    expect(rows.length).toBe(found);
    const titles = rows.map((row) => row["Judul"] ?? "");
    for (const title of titles) expect(title).toMatch(/habibie/i);
    const onScreen = (await headlines().first().textContent()) ?? "";
    expect(titles).toContain(onScreen);
    await page.keyboard.press("Escape");
    expect(officer.problems()).toEqual([]);
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
