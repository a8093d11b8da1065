import type { APIRequestContext, Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { embeddedAddress, withRows } from "./lib/desk-rows.ts";
import { callApi, setUpDesk, signInQuietly } from "./lib/people.ts";

const rows = 60_000;

type ImportLook = { id: string; state: string; rowsRead: number; rowsStored: number };

/** A table of distinct clippings, a minute apart. */
function bigTable(): string {
  const begin = Date.UTC(2019, 8, 1);
  const lines = Array.from({ length: rows }, (_row, at) => {
    const minute = new Date(begin + at * 60_000).toISOString();
    return `Berita nomor ${at} dari Contoh,Media ${at % 40},${minute},https://media${at % 40}.contoh.id/${at}`;
  });
  return `judul,media,tanggal,url\n${lines.join("\n")}\n`;
}

describe("A desk that is killed in the middle of an import", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;
  let api: APIRequestContext;
  let id = "";

  const look = () => callApi<ImportLook>(api, desk, "GET", `/listen/imports/${id}`);

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    officer = await newVisitor(browser, desk.url);
    page = officer.page;
    api = officer.context.request;
    await signInQuietly(officer, desk);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("has begun and shows how far it is", async () => {
    await page.goto("/impor");
    await page.locator("input[type=file]").setInputFiles({
      name: "arsip.csv",
      mimeType: "text/csv",
      buffer: Buffer.from(bigTable()),
    });
    await page.getByRole("button", { name: "Periksa", exact: true }).click();
    await page.getByRole("button", { name: "Mulai impor" }).click();
    id = new URL(page.url()).searchParams.get("impor") ?? "";
    await page.getByText("Impor arsip.csv").waitFor();
    await expect.poll(async () => (await look()).rowsRead, { interval: 20 }).toBeGreaterThan(500);
    await desk.kill();
    const { address } = await embeddedAddress(desk.dataDir);
    const { rows: stored } = await withRows(address, (client) =>
      client.query<{ count: string }>("select count(*) from listen.mention"),
    );
    expect(Number(stored[0]?.count), "killed in the middle").toBeLessThan(rows);
  });

  it("goes on by itself after the restart, and tells the same page", async () => {
    await desk.restart();
    await page.getByText("Selesai: 60.000 baris dibaca").waitFor({ timeout: 270_000 });
    await page.getByText(/^60\.000 masuk, 0 sudah ada, 0 ditolak\./).waitFor();
    expect((await look()).state).toBe("done");
  });

  it("has lost no row and doubled none", async () => {
    const { address } = await embeddedAddress(desk.dataDir);
    const { rows: counts } = await withRows(address, (client) =>
      client.query(
        `select count(*)::int as all, count(distinct url)::int as addresses, count(distinct title)::int as titles
           from listen.mention`,
      ),
    );
    expect(counts).toEqual([{ all: rows, addresses: rows, titles: rows }]);
    await page.goto("/aliran");
    await page.getByText("60.000 sebutan", { exact: true }).first().waitFor();
  });
});
