import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { totp } from "#test/platform-desk.ts";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { owner, setUpDesk, signInOnScreen, signInQuietly, signOutOnScreen } from "./lib/people.ts";

describe("An account guarded by more than a password", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let person: Visitor;
  let page: Page;
  let secret = "";
  let codes: string[] = [];

  const section = (title: string) =>
    page.locator("section").filter({ has: page.getByRole("heading", { name: title, exact: true }) });
  const inTheDesk = () => page.getByRole("button", { name: `Menu ${owner.name}` }).waitFor();

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    person = await newVisitor(browser, desk.url);
    page = person.page;
    // Wrong passwords and codes are part of the journey; the browser notes each refusal.
    person.expected.push(/status of 401 .*\/api\/auth\/(sign-in\/email|two-factor\/verify)/);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("is refused with a wrong password, in words", async () => {
    await page.goto("/akun");
    await signInOnScreen(page, { ...owner, password: "bukan kata sandinya" });
    await page.getByRole("alert").waitFor();
    await expectSoundPage(person);
    await page.getByRole("textbox", { name: "Kata sandi" }).fill(owner.password);
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await page.getByRole("heading", { name: "Akun", level: 1 }).waitFor();
    expect(new URL(page.url()).pathname, "the page that was wanted").toBe("/akun");
    await expectSoundPage(person);
  });

  it("enrols an authenticator: scan or type, keep the codes, prove it once", async () => {
    await page.getByRole("button", { name: "Aktifkan kode kedua" }).click();
    await page.getByRole("textbox", { name: "Kata sandi sekarang" }).fill(owner.password);
    await page.getByRole("button", { name: "Lanjut" }).click();
    await page.getByRole("img", { name: "Kode QR untuk aplikasi autentikator" }).waitFor();
    secret = await page.getByLabel("Atau ketik kunci ini").inputValue();
    codes = await section("Kode kedua").locator("li li code").allTextContents();
    expect(secret).toMatch(/^[A-Z2-7]{32,}$/);
    expect(new Set(codes).size).toBe(10);
    await expectSoundPage(person);
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Simpan sebagai berkas" }).click(),
    ]);
    expect(download.suggestedFilename()).toBe("gaung-kode-cadangan.txt");
    await page.getByLabel("Kode dari aplikasi autentikator").fill(totp(secret, new Date()));
    await page.getByRole("button", { name: "Aktifkan kode kedua" }).click();
    await page.getByText("Kode kedua aktif").waitFor();
  });

  it("asks for the code at the next sign-in", async () => {
    await signOutOnScreen(page, owner);
    await signInOnScreen(page, owner);
    await page.getByRole("heading", { name: "Satu langkah lagi" }).waitFor();
    await expectSoundPage(person);
    expect((await person.context.request.get("/api/me")).status(), "the password alone").toBe(401);
    const now = totp(secret, new Date());
    await page
      .getByLabel("Kode dari aplikasi autentikator")
      .fill(String((Number(now) + 1) % 1_000_000).padStart(6, "0"));
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await page.getByText("Kode tidak cocok.").waitFor();
    await page.getByLabel("Kode dari aplikasi autentikator").fill(totp(secret, new Date()));
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await inTheDesk();
  });

  it("takes a backup code once, for the day the phone is lost", async () => {
    const useBackup = async (code: string): Promise<void> => {
      await signOutOnScreen(page, owner);
      await signInOnScreen(page, owner);
      await page.getByRole("button", { name: "Pakai kode cadangan" }).click();
      await page.getByLabel("Kode cadangan").fill(code);
      await page.getByRole("button", { name: "Masuk", exact: true }).click();
    };
    await useBackup(codes[0] ?? "");
    await inTheDesk();
    await useBackup(codes[0] ?? "");
    await page.getByText("Kode tidak cocok.").waitFor();
    await page.getByLabel("Kode cadangan").fill(codes[1] ?? "");
    await page.getByRole("button", { name: "Masuk", exact: true }).click();
    await inTheDesk();
    expect(person.problems()).toEqual([]);
  });

  it("lists where one is signed in, and ends it everywhere else", async () => {
    await page.goto("/akun");
    await page.getByRole("button", { name: "Matikan kode kedua" }).click();
    await page.getByRole("textbox", { name: "Kata sandi sekarang" }).fill(owner.password);
    await page.getByRole("button", { name: "Matikan kode kedua" }).click();
    await page.getByText("Kode kedua dimatikan").waitFor();
    const elsewhere = await newVisitor(browser, desk.url);
    await signInQuietly(elsewhere, desk);
    await page.reload();
    const others = page.getByRole("button", { name: /^Keluar dari \d+ peramban lain$/ });
    await others.click();
    await page.getByText("Semua peramban lain dikeluarkan").waitFor();
    await expect.poll(() => others.count()).toBe(0);
    expect(await section("Tempat Anda masuk").getByText("peramban ini").count()).toBe(1);
    await elsewhere.page.goto("/akun");
    await elsewhere.page.getByRole("heading", { name: "Masuk ke meja kerja" }).waitFor();
    await elsewhere.context.close();
    await inTheDesk();
  });

  it("signs in with a passkey of this device, without the password", async () => {
    const devtools = await person.context.newCDPSession(page);
    await devtools.send("WebAuthn.enable");
    await devtools.send("WebAuthn.addVirtualAuthenticator", {
      options: {
        protocol: "ctap2",
        transport: "internal",
        hasResidentKey: true,
        hasUserVerification: true,
        isUserVerified: true,
        automaticPresenceSimulation: true,
      },
    });
    await page.getByRole("button", { name: "Tambah kunci sandi" }).click();
    await page.getByLabel("Nama perangkat").fill("laptop kantor");
    await page.getByRole("button", { name: "Tambah kunci sandi" }).click();
    await page.getByText("Kunci sandi ditambahkan").waitFor();
    await section("Kunci sandi").getByText("laptop kantor").waitFor();
    await signOutOnScreen(page, owner);
    await page.getByRole("button", { name: "Masuk dengan kunci sandi" }).click();
    await inTheDesk();
    expect(person.problems()).toEqual([]);
  });
});
