import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";

describe("Posting where no machine can", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let owner: Visitor;
  let page: Page;
  const text = "Loket dibuka sampai sore.";

  const dialog = () => page.getByRole("dialog");
  const card = () => page.getByRole("article").filter({ hasText: text });

  beforeAll(async () => {
    ({ desk, browser, owner, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("names the account without any password, and declares it", async () => {
    await page.goto("/akun-resmi");
    await page.getByRole("button", { name: "Hubungkan akun" }).click();
    await dialog()
      .getByRole("button", { name: /Tempat lain/ })
      .click();
    await dialog().getByRole("textbox", { name: "Nama tempat" }).fill("Instagram");
    await dialog().getByRole("textbox", { name: "Nama akun" }).fill("humas.surabaya");
    await dialog()
      .getByRole("textbox", { name: "Alamat akun" })
      .fill("https://www.instagram.com/humas.surabaya");
    await dialog().getByRole("button", { name: "Coba dan simpan" }).click();
    await page.getByRole("article").getByText("Terhubung", { exact: true }).waitFor();
    await page.goto("/register-akun");
    await page.getByRole("button", { name: "Nyatakan akun resmi" }).click();
    await dialog().getByLabel("Akun", { exact: true }).selectOption({ index: 1 });
    await dialog().getByLabel("Penanggung jawab").selectOption({ index: 1 });
    await dialog().getByRole("button", { name: "Nyatakan resmi" }).click();
    await page.getByRole("article").getByText("Terhubung ke meja ini").waitFor();
    await expectSoundPage(owner);
  });

  it("makes text and list ready for a person, and fits a phone", async () => {
    await page.goto("/terkirim");
    await page.getByRole("button", { name: "Kirim lewat akun" }).click();
    await dialog().getByRole("textbox", { name: "Teks", exact: true }).fill(text);
    await dialog().getByRole("button", { name: "Periksa dan kirim" }).click();
    await page.getByRole("button", { name: "Kirim sebagai @humas.surabaya" }).click();
    const kit = card().getByRole("region", { name: "Perangkat salin" });
    await kit.waitFor();
    expect(await kit.getByLabel("Teks", { exact: true }).inputValue()).toBe(text);
    await kit.getByLabel("Saya masuk sebagai @humas.surabaya, bukan akun pribadi.").check();
    await expectSoundPage(owner);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("counts as sent once the person says where it stands", async () => {
    await card().getByRole("button", { name: "Sudah saya tayangkan, ini alamatnya" }).click();
    await dialog().getByLabel("Alamatnya di sana").fill("https://papan.test/p/abc/");
    await dialog().getByRole("button", { name: "Sudah saya tayangkan, ini alamatnya" }).click();
    const link = card().getByRole("link", { name: "Lihat di sana" });
    await link.waitFor();
    expect(await link.getAttribute("href")).toBe("https://papan.test/p/abc/");
    await expectSoundPage(owner);
  });
});
