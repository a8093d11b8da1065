import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("Saying what a name means in this office", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let admin: Visitor;
  let page: Page;

  const rules = () => page.getByRole("list", { name: "Aturan" }).getByRole("listitem");
  const result = () => page.getByRole("region", { name: "Arti nama dalam teks ini" });
  const form = () => page.getByRole("dialog");
  const clip = (text: string) =>
    callApi<{ id: string }>(admin.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      title: "Kabar warga",
      text,
      outlet: "Kabar Contoh",
      publishedAt: "2026-03-01T03:00:00.000Z",
    });

  beforeAll(async () => {
    ({ desk, browser, owner: admin, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("begins with an example that one press creates and a text shows at work", async () => {
    await clip("sby macet parah sejak pagi, kapan Pemkot turun tangan?");
    await page.goto("/mesin/nama");
    await page.getByRole("heading", { name: "“SBY”: orang atau kota?" }).waitFor();
    await expectSoundPage(admin);
    await page.getByRole("button", { name: "Buat contoh SBY ini" }).click();
    await expect.poll(() => rules().count()).toBe(2);
    await result()
      .getByText("“SBY” di sini berarti Susilo Bambang Yudhoyono (orang), karena ada “Cikeas”.")
      .waitFor();
    await expect.poll(() => rules().first().getAttribute("data-fired")).toBe("true");
    await page.getByRole("button", { name: "SBY, kota" }).click();
    await result().getByText("“sby” di sini berarti Kota Surabaya (tempat), karena ada “macet”.").waitFor();
    await page.getByRole("button", { name: "SBY tanpa petunjuk" }).click();
    await result()
      .getByText(/“SBY” tidak terjawab/)
      .waitFor();
    await expectSoundPage(admin);
  });

  it("refuses a name that everybody writes, and takes one that says more", async () => {
    admin.expected.push(/status of 422 .*\/listen\/entity-rules/);
    await page.getByRole("button", { name: "Tambah aturan" }).click();
    const names = form()
      .getByRole("textbox", { name: "Bila teks menulis" })
      .or(form().getByRole("combobox", { name: "Bila teks menulis" }));
    await names.fill("yang");
    await names.press("Enter");
    await form().getByLabel("artinya").selectOption({ label: "bukan ketiganya" });
    await form().getByRole("textbox", { name: "yaitu" }).fill("Lambang negara");
    await form().getByRole("button", { name: "Simpan aturan" }).click();
    await form()
      .getByText(/“yang” terlalu umum/)
      .first()
      .waitFor();
    await expectSoundPage(admin);
    await names.press("Backspace");
    await names.fill("Garuda Pancasila");
    await names.press("Enter");
    await form().getByRole("button", { name: "Simpan aturan" }).click();
    await expect.poll(() => rules().count()).toBe(3);
    await rules().nth(2).getByText("Lambang negara").waitFor();
  });

  it("holds for new mentions at once, and for earlier ones when they are read again", async () => {
    await clip("Warga sby menunggu Pemkot menambal jalan berlubang.");
    const found = async () =>
      (
        await callApi<{ items: unknown[] }>(
          admin.context.request,
          desk,
          "GET",
          `/listen/mentions?q=${encodeURIComponent("place:surabaya")}`,
        )
      ).items.length;
    expect(await found()).toBe(1);
    await page.reload();
    await page.getByText("1 sebutan lama menyebut nama yang artinya berubah").waitFor();
    await page.getByRole("button", { name: "Baca ulang 1 sebutan" }).click();
    await expect.poll(found).toBe(2);
    await page.goto("/aliran?q=place:surabaya");
    await page.getByRole("heading", { level: 2, name: "Kabar warga" }).first().waitFor();
    await page.getByRole("textbox", { name: "Kueri" }).blur();
    await page.keyboard.press("j");
    const reader = page.getByRole("article", { name: "Sebutan yang dibaca" });
    await reader.getByRole("region", { name: "Bacaan mesin bahasa" }).waitFor();
    await page.keyboard.press("m");
    await reader.getByText("Nama", { exact: true }).click();
    await reader.getByRole("link", { name: "menurut aturan kantor" }).first().waitFor();
    await expectSoundPage(admin);
  });

  it("is changed and removed, after asking", async () => {
    await page.goto("/mesin/nama");
    await page.getByRole("button", { name: "Hapus aturan Lambang negara" }).click();
    await form().getByRole("button", { name: "Hapus aturan", exact: true }).click();
    await expect.poll(() => rules().count()).toBe(2);
    await page.getByRole("button", { name: "Ubah aturan Kota Surabaya" }).click();
    await form().getByLabel("letaknya").selectOption({ label: "paling jauh 5 kata dari nama" });
    await form().getByRole("button", { name: "Simpan aturan" }).click();
    await rules().nth(1).getByText("paling jauh 5 kata darinya").waitFor();
    await rules().first().getByText("Susilo Bambang Yudhoyono").waitFor();
    await page
      .getByRole("button", { name: "Naikkan aturan Kota Surabaya, di atas Susilo Bambang Yudhoyono" })
      .focus();
    await page.keyboard.press("Enter");
    await rules().first().getByText("Kota Surabaya").waitFor();
    await page.getByText("Aturan Kota Surabaya dinaikkan").waitFor();
    expect(await page.evaluate<string>("document.activeElement.ariaLabel")).toBe(
      "Aturan Kota Surabaya sudah paling atas untuk nama ini",
    );
    await expectSoundPage(admin);
    expect(admin.problems()).toEqual([]);
  });
});
