import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, newVisitor, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";

describe("The register of official accounts", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let owner: Visitor;
  let page: Page;
  let citizen: Visitor;

  const drawer = () => page.getByRole("dialog");
  const entry = (handle: string) => page.getByRole("article").filter({ hasText: `@${handle}` });

  beforeAll(async () => {
    ({ desk, browser, owner, page } = await openOffice());
    citizen = await newVisitor(browser, desk.url);
    await citizen.context.setExtraHTTPHeaders({ "accept-language": "id" });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  const declare = async (network: string, address: string): Promise<void> => {
    await page.getByRole("button", { name: "Nyatakan akun resmi" }).first().click();
    await drawer().getByText("Dipegang di tempat lain", { exact: true }).click();
    await drawer().getByLabel("Jaringan").fill(network);
    await drawer().getByLabel("Alamat akun").fill(address);
    await drawer().getByLabel("Penanggung jawab").selectOption({ index: 1 });
  };

  it("begins with an empty page that teaches, and an empty page for citizens", async () => {
    await page.goto("/register-akun");
    await page.getByRole("heading", { name: "Belum ada akun resmi" }).waitFor();
    await expectSoundPage(owner);
    await citizen.page.goto("/akun-resmi-kami");
    await citizen.page.getByText("Belum ada akun yang dinyatakan.").waitFor();
    await expectSoundPage(citizen);
  });

  it("declares an account that is held elsewhere, and reminds of a recovery that nobody has checked", async () => {
    await declare("Instagram", "https://www.instagram.com/humas.surabaya/");
    await expectSoundPage(owner);
    await drawer().getByRole("button", { name: "Nyatakan resmi" }).click();
    await entry("humas.surabaya").getByText("Resmi", { exact: true }).waitFor();
    await page.getByText("1 akun perlu diperiksa pemulihan aksesnya").waitFor();
    await expectSoundPage(owner);
  });

  it("does not take one account twice, and says so where it was asked", async () => {
    owner.expected.push(/status of 409 .*\/accounts\/register/);
    await declare("Instagram", "https://www.instagram.com/Humas.Surabaya/");
    await drawer().getByRole("button", { name: "Nyatakan resmi" }).click();
    await drawer()
      .getByText(/sudah ada di register/)
      .waitFor();
    await page.keyboard.press("Escape");
    await drawer().waitFor({ state: "hidden" });
    expect(await page.getByRole("article").count()).toBe(1);
  });

  it("is mended when somebody has checked the recovery", async () => {
    await entry("humas.surabaya").getByRole("button", { name: "Ubah" }).click();
    const today = new Date().toISOString().slice(0, 10);
    await drawer().getByLabel("Pemulihan diperiksa").fill(today);
    await drawer().getByRole("button", { name: "Simpan" }).click();
    await drawer().waitFor({ state: "hidden" });
    await expect.poll(() => entry("humas.surabaya").getByText("Periksa pemulihan").count()).toBe(0);
  });

  it("tells a citizen what is official and what only looks like it, without any script", async () => {
    const ask = async (written: string, answer: RegExp): Promise<void> => {
      await citizen.page.getByLabel("Alamat atau nama akun").fill(written);
      await citizen.page.getByRole("button", { name: "Periksa" }).click();
      await citizen.page.getByText(answer).waitFor();
      await expectSoundPage(citizen);
    };
    await citizen.page.goto("/akun-resmi-kami");
    await ask("m.instagram.com/Humas.Surabaya", /Resmi\. Akun ini ada di daftar/);
    await ask("@humas_surabaya_official", /bisa jadi ini tiruan/);
    await ask("https://www.tiktok.com/@humas.surabaya", /bukan di alamat yang Anda periksa/);
    await ask("@warga.biasa", /^Tidak ada di daftar\.$/);
    expect(await citizen.page.locator("script").count()).toBe(0);
    await citizen.page.getByRole("link", { name: "English" }).click();
    await citizen.page.getByRole("heading", { name: "Our official accounts" }).waitFor();
    await citizen.page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(citizen.page);
  });

  it("withdraws an account, which citizens then find as not official any more", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await entry("humas.surabaya").getByRole("button", { name: "Tarik" }).click();
    await drawer().getByRole("button", { name: "Tarik" }).click();
    await page.getByRole("heading", { name: "Pernah resmi" }).waitFor();
    await expectSoundPage(owner);
    const document = await (await fetch(`${desk.url}/.well-known/gaung-accounts.json`)).text();
    expect(JSON.parse(document)).toMatchObject({
      offices: [{ accounts: [], withdrawn: [{ handle: "humas.surabaya" }] }],
    });
  });
});
