import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pdfText } from "#test/pdf-text.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("The morning clipping", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const text =
    "Presiden ketiga Republik Indonesia Bacharuddin Jusuf Habibie wafat di RSPAD Gatot Soebroto, Jakarta, Rabu petang. Kabar duka itu disampaikan putranya, Thareq Kemal Habibie, di hadapan wartawan. Jenazah disemayamkan di rumah duka di Patra Kuningan sebelum dimakamkan di Taman Makam Pahlawan Kalibata.";
  const clip = (outlet: string, title: string, words: string, hoursAgo: number) =>
    callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet,
      title,
      text: words,
      publishedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    });

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
    await callApi(officer.context.request, desk, "POST", "/listen/monitors", {
      name: "Habibie",
      q: "habibie",
    });
    await clip("Kabar Satu", "BJ Habibie Wafat di RSPAD", text, 3);
    await clip("Kabar Dua", "BJ Habibie Wafat di RSPAD Gatot Soebroto", text, 2);
    await clip(
      "Kabar Tiga",
      "Museum Habibie Dibuka di Parepare",
      "Museum itu dibuka untuk umum mulai Sabtu.",
      1,
    );
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("is set up for an hour, with receivers, and made now", async () => {
    await page.goto("/kliping");
    await page.getByRole("heading", { name: "Belum ada kliping terjadwal" }).waitFor();
    await expectSoundPage(officer);
    await page.getByRole("link", { name: "Atur kliping" }).first().click();
    const addresses = page
      .getByRole("textbox", { name: "Alamat surel lain" })
      .or(page.getByRole("combobox", { name: "Alamat surel lain" }));
    await addresses.fill("bukan-alamat");
    await addresses.press("Enter");
    await page.getByRole("button", { name: "Simpan" }).click();
    await page.getByText("Ada alamat surel yang keliru. Perbaiki atau hapus.").waitFor();
    await expectSoundPage(officer);
    await addresses.press("Backspace");
    await addresses.fill("kepala@humas.contoh.go.id");
    await addresses.press("Enter");
    await page.getByRole("button", { name: "Simpan" }).click();
    await page.getByRole("heading", { name: "Kliping Pagi" }).waitFor();
    await page.getByRole("button", { name: "Buat sekarang" }).click();
    await page.getByRole("heading", { name: "BJ Habibie Wafat di RSPAD", exact: true }).waitFor();
    await page.getByText("sebutan · juga di 1 media: Kabar Dua").waitFor();
    await expectSoundPage(officer);
    await expectNothingWider(page);
  });

  it("is edited, and says the same as pages, text and mail", async () => {
    await page.getByRole("button", { name: "Sunting" }).click();
    await expectSoundPage(officer);
    await page.getByRole("checkbox", { name: "Muat: Museum Habibie Dibuka di Parepare" }).uncheck();
    await page.getByRole("textbox", { name: "Catatan" }).first().fill("Siapkan ucapan duka.");
    await page.getByRole("button", { name: "Simpan suntingan" }).click();
    await page.getByText("Siapkan ucapan duka.").first().waitFor();
    const whatsapp = page.getByRole("textbox", { name: /^Pesan 1/ });
    await expect.poll(() => whatsapp.inputValue()).toContain("Siapkan ucapan duka.");
    expect(await whatsapp.inputValue()).toContain("*BJ Habibie Wafat di RSPAD*");
    expect(await whatsapp.inputValue()).not.toContain("Museum");
    await page
      .frameLocator("iframe")
      .getByRole("heading", { name: /BJ Habibie Wafat/ })
      .waitFor();
    const pdf = await page.getByRole("link", { name: "Buka PDF" }).getAttribute("href");
    const answer = await officer.context.request.get(pdf ?? "");
    const drawn = pdfText(await answer.body());
    expect(drawn).toContain("BJ Habibie Wafat di RSPAD");
    expect(drawn).toContain("Catatan: Siapkan ucapan duka.");
    expect(drawn).not.toContain("Museum");
  });

  it("is sent to its receivers", async () => {
    await page.getByRole("button", { name: "Kirim", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Kirim", exact: true }).click();
    await page.getByText("kepala@humas.contoh.go.id").waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Sunting" }).count()).toBe(0);
    await expectSoundPage(officer);
  });
});
