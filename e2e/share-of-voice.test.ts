import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

const hourMs = 3_600_000;

describe("Comparing our own body with others", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const post = <T>(path: string, data: unknown) =>
    callApi<T>(officer.context.request, desk, "POST", path, data);
  const clip = (outlet: string, title: string, hoursAgo: number) =>
    post<{ id: string }>("/listen/clips", {
      channel: "news",
      outlet,
      title,
      publishedAt: new Date(Date.now() - hoursAgo * hourMs).toISOString(),
    });
  const voice = (name: string) =>
    page.getByRole("list", { name: "Menurut jumlah" }).getByRole("listitem").filter({ hasText: name });

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("teaches while there is nobody to compare", async () => {
    await page.goto("/porsi");
    await page.getByRole("heading", { name: "Belum ada pihak untuk dibandingkan" }).waitFor();
    await expectSoundPage(officer);
  });

  it("shows shares, tone, topics and what is said of both, and opens the mentions behind a number", async () => {
    await post("/listen/monitors", { name: "Kota Melati", q: '"kota melati"', kind: "ours" });
    await post("/listen/monitors", { name: "Kota Dahlia", q: '"kota dahlia"', kind: "peer", colour: "2" });
    await post("/listen/monitors", { name: "Banjir", q: "banjir", kind: "topic" });
    await clip("Kabar Contoh", "Banjir di Kota Melati, warga mengungsi", 2);
    await clip("Harian Dahlia", "Pasar malam Kota Melati dibuka lagi", 5);
    await clip("Warta Kota", "Kota Melati dan Kota Dahlia berbagi air bersih", 30);
    await clip("Warta Kota", "Wali Kota Dahlia meresmikan taman", 50);
    await page.goto("/porsi");
    await voice("Kota Melati").getByText("60%").waitFor();
    await voice("Kota Dahlia").getByText("40%").waitFor();
    await page
      .getByRole("link", { name: "Kota Dahlia dan Kota Melati" })
      .or(page.getByRole("link", { name: "Kota Melati dan Kota Dahlia" }))
      .waitFor();
    await page.getByRole("table", { name: "Menurut topik" }).getByRole("link", { name: "1 33%" }).waitFor();
    await page.getByText("3 media belum diketahui jangkauannya").waitFor();
    await expectSoundPage(officer);
    await voice("Kota Melati").getByRole("link", { name: "3 sebutan" }).click();
    await page.getByText("Pasar malam Kota Melati dibuka lagi").first().waitFor();
    expect(page.url()).toContain("since");
  });

  it("follows a correction at once and says that people made it", async () => {
    const { id } = await clip("Kabar Contoh", "Kota Melati menata trotoar", 1);
    await post(`/listen/mentions/${id}/judgements`, { trait: "tone", value: "negative" });
    await page.goto("/porsi");
    const melati = voice("Kota Melati");
    await melati.getByText("1 nada diputuskan orang").waitFor();
    expect(await melati.getByText("25% negatif").count()).toBe(1);
  });

  it("is drawn as bars, kept as data, narrowed to those whom one chooses, and fits a phone", async () => {
    await page.getByText("Batang", { exact: true }).click();
    await page.waitForURL(/gambar=bars/);
    const download = page.waitForEvent("download");
    await page
      .getByRole("region", { name: "Menurut jumlah" })
      .getByRole("button", { name: "Simpan gambar atau data" })
      .click();
    await page.getByRole("menuitem", { name: /CSV/ }).click();
    expect((await download).suggestedFilename()).toMatch(/\.csv$/);
    await page.getByRole("button", { name: /^Bandingkan/ }).click();
    await page.getByRole("checkbox", { name: /Kota Dahlia/ }).uncheck();
    await voice("Kota Melati").getByText("100%").waitFor();
    await page.keyboard.press("Escape");
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
  });
});
