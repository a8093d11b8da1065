import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { pdfText } from "#test/pdf-text.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("The brief for the chief", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const clip = (outlet: string, title: string, hoursAgo: number) =>
    callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet,
      title,
      text: `${title}. Kabar itu disampaikan keluarga di hadapan wartawan di Jakarta, dan warga berdatangan sejak sore.`,
      publishedAt: new Date(Date.now() - hoursAgo * 3_600_000).toISOString(),
    });

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("teaches that it is written from monitors, where there are none", async () => {
    await page.goto("/taklimat");
    await page.getByRole("heading", { name: "Belum ada yang dapat dirangkum" }).waitFor();
    await expectSoundPage(officer);
  });

  it("says what matters and what changed, and a figure opens its mentions", async () => {
    for (const [name, q] of [
      ["Habibie", "habibie"],
      ["Cabai", "cabai"],
    ])
      await callApi(officer.context.request, desk, "POST", "/listen/monitors", { name, q });
    await clip("Kabar Satu", "BJ Habibie Wafat di RSPAD Gatot Soebroto", 5);
    await clip("Kabar Dua", "BJ Habibie Wafat di RSPAD Gatot Soebroto Jakarta", 4);
    await clip("Kabar Tiga", "Harga Cabai Turun di Pasar Induk", 3);
    await clip("Kabar Tiga", "Harga Cabai Naik di Pasar Minggu", 30);
    await page.goto("/taklimat");
    await page.getByRole("heading", { name: "Taklimat harian" }).waitFor();
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByRole("heading", { name: "Yang berubah" }).waitFor();
          return page.getByRole("heading", { name: /Habibie Wafat/ }).count();
        },
        { timeout: 60_000 },
      )
      .toBe(1);
    await page.getByText("Sebutan naik 200%: 3, sebelumnya 1.").waitFor();
    await expectSoundPage(officer);
    await expectNothingWider(page);
    await page.getByRole("link", { name: "3", exact: true }).first().click();
    await page.getByRole("list", { name: "Sebutan yang ditemukan" }).getByRole("link").nth(1).waitFor();
    await page.goBack();
  });

  it("compares two monitors side by side", async () => {
    await page.getByText("Pantauan lain", { exact: true }).click();
    const monitors = page
      .getByRole("textbox", { name: "Pantauan", exact: true })
      .or(page.getByRole("combobox", { name: "Pantauan", exact: true }));
    await monitors.click();
    await page.getByRole("option", { name: "Habibie" }).click();
    await page.keyboard.press("Escape");
    const others = page
      .getByRole("textbox", { name: "Dibandingkan dengan pantauan" })
      .or(page.getByRole("combobox", { name: "Dibandingkan dengan pantauan" }));
    await others.click();
    await page.getByRole("option", { name: "Cabai" }).click();
    await page.keyboard.press("Escape");
    await page.getByRole("heading", { name: "Taklimat perbandingan" }).waitFor();
    await page.getByRole("heading", { name: "Yang penting pada Habibie" }).waitFor();
    await page.getByRole("heading", { name: "Cerita yang sama" }).waitFor();
    await expectSoundPage(officer);
  });

  it("is one A4 page, and goes by mail as it stands", async () => {
    await page.goto("/taklimat");
    await page.getByRole("heading", { name: /Habibie Wafat/ }).waitFor();
    const address = await page.getByRole("link", { name: "Buka PDF" }).getAttribute("href");
    const answer = await officer.context.request.get(address ?? "");
    expect(pdfText(await answer.body())).toContain("Sebutan naik 200%: 3, sebelumnya 1.");
    await page.getByRole("button", { name: "Kirim", exact: true }).click();
    const dialog = page.getByRole("dialog");
    const addresses = dialog
      .getByRole("textbox", { name: "Alamat surel lain" })
      .or(dialog.getByRole("combobox", { name: "Alamat surel lain" }));
    await addresses.fill("kepala@humas.contoh.go.id");
    await addresses.press("Enter");
    await expectSoundPage(officer);
    await dialog.getByRole("button", { name: "Kirim", exact: true }).click();
    await page.getByText("kepala@humas.contoh.go.id").waitFor();
    await page
      .frameLocator("iframe")
      .getByRole("heading", { name: /Habibie Wafat/ })
      .waitFor();
    await expectSoundPage(officer);
  });

  it("is edited before it goes: a person's words and note go out, and the machine's stay a press away", async () => {
    await page.goto("/taklimat");
    await page.getByRole("heading", { name: /Habibie Wafat/ }).waitFor();
    await page.getByRole("button", { name: "Kirim", exact: true }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Sunting dahulu" }).click();
    const form = page.getByRole("form", { name: "Sunting taklimat" });
    await form
      .getByRole("textbox", { name: "Catatan untuk pembaca" })
      .fill("Mohon arahan sebelum pukul 09.00.");
    await form.getByRole("textbox", { name: "Judul" }).first().fill("Duka untuk B.J. Habibie");
    await form
      .getByRole("checkbox", { name: /^Muat: Sebutan naik/ })
      .first()
      .uncheck();
    await expectSoundPage(officer);
    await expectNothingWider(page);
    await form.getByRole("button", { name: "Simpan suntingan" }).click();
    await page.getByText(/^Disunting oleh /).waitFor();
    await page.getByRole("heading", { name: "Duka untuk B.J. Habibie" }).waitFor();
    await page.getByText("Mohon arahan sebelum pukul 09.00.").first().waitFor();
    await expectSoundPage(officer);
    await page.getByText("Tulisan mesin", { exact: true }).click();
    await page
      .getByRole("heading", { name: /Habibie Wafat/ })
      .first()
      .waitFor();
    const pdf = await page.getByRole("link", { name: "Buka PDF" }).getAttribute("href");
    const pages = pdfText(await (await officer.context.request.get(pdf ?? "")).body());
    expect(pages).toContain("Duka untuk B.J. Habibie");
    expect(pages).toContain("Disunting oleh");
  });
});
