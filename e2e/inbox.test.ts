import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { type FakeAccount, openAccount } from "#connectors/fake/network/fake-state.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import { connectPractice, openPracticeOffice, type PracticeOffice } from "./lib/office.ts";

const webhookSecret = "rahasia webhook percakapan";

describe("Speaking with people who speak to the office", () => {
  let office: PracticeOffice;
  let network: PracticeOffice["network"];
  let owner: Visitor;
  let page: Page;
  let us: FakeAccount;
  let accountId: string;

  /** Somebody plays the world on the network's control page. */
  async function play(act: Record<string, unknown>): Promise<string> {
    const answer = await fetch(`${network.address}/control`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(act),
    });
    return z.object({ id: z.string().nullable() }).parse(await answer.json()).id ?? "";
  }
  const says = (text: string, more: Record<string, unknown> = {}) =>
    play({ act: "say", handle: "siti.warga", text, ...more });
  const row = (words: string | RegExp) => page.getByRole("listitem").filter({ hasText: words });
  const log = () => page.getByRole("log", { name: "Isi percakapan" });

  beforeAll(async () => {
    office = await openPracticeOffice();
    ({ owner, page, network } = office);
    us = openAccount(network.network, "humas.contoh", "Humas Contoh");
  });
  afterAll(() => office?.close());

  it("begins with a page that teaches, and hears an account as soon as it is connected", async () => {
    await page.goto("/percakapan");
    await page.getByRole("heading", { name: "Belum ada percakapan" }).waitFor();
    await page.getByRole("link", { name: "Ke halaman Akun resmi" }).waitFor();
    await expectSoundPage(owner);
    accountId = await connectPractice(office, { token: us.token, webhookSecret });
    await says("@humas.contoh jembatan Suramadu kapan dibuka lagi?");
    // Nobody reloads: what reaches the desk appears by itself.
    await row("jembatan Suramadu").waitFor();
    await page.getByText("1 percakapan menunggu jawaban").waitFor();
  });

  it("shows hostile words as words, and answers in the thread where everybody can read it", async () => {
    await row("jembatan Suramadu").getByRole("link").click();
    await log().getByText("jembatan Suramadu kapan dibuka lagi?").waitFor();
    const asked = network.network.posts.find(({ text }) => text.includes("Suramadu"));
    await says(`<img src=x onerror="document.title='kena'"> <b>halo</b>`, { replyTo: asked?.id });
    // It answered her own post and named nobody: the office does not hear of it, but may look.
    await page.getByRole("button", { name: "Ambil seluruh utas" }).click();
    await log().getByText(`<img src=x onerror="document.title='kena'"> <b>halo</b>`).waitFor();
    expect(await page.title()).toContain("Percakapan");
    await page.getByLabel("Jawab sebagai @humas.contoh").fill("Rabu pekan depan, pukul 06.00 WIB.");
    await page.getByText("34 dari 500 karakter").waitFor();
    await expectSoundPage(owner);
    await page.getByRole("button", { name: "Jawab di utas" }).click();
    await log().getByText("Rabu pekan depan, pukul 06.00 WIB.").waitFor();
    await expect
      .poll(() => network.network.posts.filter(({ text }) => text.startsWith("Rabu pekan depan")).length)
      .toBe(1);
    const answered = network.network.posts.find(({ text }) => text.startsWith("Rabu pekan depan"));
    expect(answered).toMatchObject({ authorId: us.id, replyTo: asked?.id });
    await log()
      .getByRole("listitem")
      .filter({ hasText: "Rabu pekan depan" })
      .getByRole("link", { name: "Asli" })
      .waitFor();
    await page.getByText("0 percakapan menunggu jawaban").waitFor();
    expect(await log().getByText("Rabu pekan depan").count()).toBe(1);
  });

  it("hears the answer, its correction and its removal as they happen", async () => {
    const ours = network.network.posts.find(({ text }) => text.startsWith("Rabu pekan depan"));
    const id = await says("Terima kasi infonya", { replyTo: ours?.id });
    await log().getByText("Terima kasi infonya").waitFor();
    await play({ act: "edit", id, text: "Terima kasih infonya" });
    await log().getByText("Terima kasih infonya").waitFor();
    await log()
      .getByText(/Disunting, 1 versi sebelumnya/)
      .waitFor();
    await play({ act: "remove", id });
    await log()
      .getByText(/Dihapus dari jaringan/)
      .waitFor();
    await expectSoundPage(owner);
  });

  it("covers personal data until somebody asks for it on record", async () => {
    await says("@humas.contoh hubungi saya 0812-3456-7890", { isPrivate: "true" });
    await row("hubungi saya").getByRole("link").click();
    await log().getByText("Data pribadi di percakapan ini disamarkan.").waitFor();
    expect(await log().textContent()).not.toContain("3456");
    await page.getByRole("button", { name: "Tampilkan data pribadi (tercatat)" }).click();
    await log().getByText("0812-3456-7890").waitFor();
    await expectSoundPage(owner);
  });

  it("is told by webhooks too, refuses forged ones, and says so in plain words", async () => {
    await page.goto("/webhook");
    await page.getByRole("heading", { name: "Belum ada kiriman webhook" }).waitFor();
    const address = await page.getByLabel("@humas.contoh").inputValue();
    expect(address).toContain(`/api/webhooks/${accountId}`);
    await expectSoundPage(owner);
    us.webhook = { url: address, secret: webhookSecret };
    await play({ act: "webhook", mishap: "doubled" });
    await says("@humas.contoh lewat dua jalan");
    await play({ act: "webhook", mishap: "forged" });
    await says("@humas.contoh dipalsukan");
    await page.reload();
    await page.getByText("Ditolak: tanda tangan salah").waitFor();
    const accepted = page.getByRole("row").filter({ hasText: "Diterima dan dibaca" });
    await accepted.getByRole("cell", { name: "2", exact: true }).waitFor();
    await accepted.getByRole("button", { name: "Lihat isi" }).click();
    await page.getByRole("dialog").getByText("lewat dua jalan").waitFor();
    await expectSoundPage(owner);
    await page.getByRole("dialog").getByRole("button", { name: "Putar ulang" }).click();
    await page.getByText("Kiriman dibaca sekali lagi.").waitFor();
    await page.goto("/percakapan");
    await row("lewat dua jalan").waitFor();
    expect(await row("lewat dua jalan").count()).toBe(1);
  });

  it("fits a phone, one pane at a time", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/percakapan");
    await row("lewat dua jalan").waitFor();
    await expectNothingWider(page);
    await expectSoundPage(owner);
    await row("lewat dua jalan").getByRole("link").click();
    await log().getByText("lewat dua jalan").waitFor();
    await expectNothingWider(page);
    await expectSoundPage(owner);
    await page.getByRole("button", { name: "Kembali ke daftar" }).click();
    await row("lewat dua jalan").waitFor();
  });
});
