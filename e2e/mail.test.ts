import type { Browser, Page } from "playwright-core";
import PostalMime from "postal-mime";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  citizen,
  type MailSimulator,
  office,
  openMailSimulator,
} from "#test/connectors/mail-simulator/open-mail-simulator.ts";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";

describe("The office's mailbox", () => {
  let mailbox: MailSimulator;
  let desk: DeskProcess;
  let browser: Browser;
  let owner: Visitor;
  let page: Page;
  let asked: string;

  const dialog = () => page.getByRole("dialog");
  const row = (words: string) => page.getByRole("listitem").filter({ hasText: words });
  const log = () => page.getByRole("log", { name: "Isi percakapan" });
  const settings = () => mailbox.access().settings as Record<string, string | number>;

  beforeAll(async () => {
    mailbox = await openMailSimulator();
    const hosts = [settings()["imapPort"], settings()["smtpPort"]].map((port) => `127.0.0.1:${port}`);
    ({ desk, browser, owner, page } = await openOffice({ GAUNG_ALLOWED_PRIVATE_HOSTS: hosts.join(",") }));
    // The wrong password that is tried first.
    owner.expected.push(/status of 422 .*\/api\/accounts$/);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await mailbox?.close();
  });

  it("is connected with what its keeper knows, and tried before it is kept", async () => {
    await page.goto("/akun-resmi");
    await page.getByRole("button", { name: "Hubungkan akun" }).first().click();
    await dialog().getByRole("button", { name: /Surel/ }).click();
    await dialog().getByLabel("Alamat surel").fill(office);
    await dialog().getByLabel("Nama pengirim").fill("Humas Kota");
    for (const kind of ["IMAP", "SMTP"]) {
      await dialog().getByLabel(`Server ${kind}`).fill("127.0.0.1");
      await dialog()
        .getByLabel(`Port ${kind}`)
        .fill(String(settings()[`${kind.toLowerCase()}Port`]));
      await dialog().getByLabel(`Pengamanan ${kind}`).selectOption("none");
    }
    await dialog().getByRole("textbox", { name: "Kata sandi" }).fill("salah");
    await expectSoundPage(owner);
    await dialog().getByRole("button", { name: "Coba dan simpan" }).click();
    await dialog()
      .getByText(/tidak cocok|salah|ditolak/i)
      .first()
      .waitFor();
    await dialog().getByRole("textbox", { name: "Kata sandi" }).fill("rahasia-kotak");
    await dialog().getByRole("button", { name: "Coba dan simpan" }).click();
    await page
      .getByRole("article")
      .filter({ hasText: office })
      .getByText("Terhubung", { exact: true })
      .waitFor();
  });

  it("is declared to be the office's, since nothing goes out from an account that is not", async () => {
    await page.goto("/register-akun");
    await page.getByRole("button", { name: "Nyatakan akun resmi" }).first().click();
    await dialog().getByLabel("Akun", { exact: true }).selectOption({ index: 1 });
    await dialog().getByLabel("Penanggung jawab").selectOption({ index: 1 });
    await dialog().getByRole("button", { name: "Nyatakan resmi" }).click();
    await page.getByRole("article").getByText("Terhubung ke meja ini").waitFor();
    await expectSoundPage(owner);
  });

  it("shows a mail as it arrives, without what it repeats", async () => {
    await page.goto("/percakapan");
    asked = mailbox.receive({
      subject: "Jam layanan",
      text: "Apakah loket buka hari Sabtu?\n\nPada Sen, 3 Nov 2025 pukul 10.05 Humas <humas@kota.test> menulis:\n\n> Loket buka setiap hari kerja.",
    });
    await row("loket buka hari Sabtu").first().getByRole("link").click();
    await page.getByRole("heading", { name: "Warga · Jam layanan" }).first().waitFor();
    await log().getByText("Apakah loket buka hari Sabtu?").waitFor();
    expect(await log().getByText("Loket buka setiap hari kerja.").isVisible()).toBe(false);
    await expectSoundPage(owner);
  });

  it("is answered in thread, and the answer arrives with the right headers", async () => {
    await page.getByLabel(/Jawab sebagai/).fill("Sabtu buka pukul 08.00 sampai 12.00.");
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    await expect.poll(() => mailbox.store.outside.length, { timeout: 60_000 }).toBe(1);
    const [sent] = mailbox.store.outside;
    expect(sent?.to).toBe(citizen);
    expect(await PostalMime.parse(sent?.raw ?? "")).toMatchObject({
      from: { name: "Humas Kota", address: office },
      to: [{ address: citizen }],
      subject: "Re: Jam layanan",
      inReplyTo: `<${asked}>`,
      references: `<${asked}>`,
      text: expect.stringContaining("Sabtu buka pukul 08.00 sampai 12.00."),
    });
    await page.getByText("0 percakapan menunggu jawaban").waitFor();
    await expect.poll(() => mailbox.store.folders.get("Sent")?.mails.length).toBe(1);
    expect(mailbox.store.folders.get("Drafts")?.mails).toEqual([]);
  });
});
