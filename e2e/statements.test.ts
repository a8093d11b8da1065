import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import { openPracticeOffice, type PracticeOffice } from "./lib/office.ts";

describe("Sending through the office's accounts", () => {
  let office: PracticeOffice;
  let network: PracticeOffice["network"];
  let owner: Visitor;
  let page: Page;

  const dialog = () => page.getByRole("dialog");
  const card = (text: string) => page.getByRole("article").filter({ hasText: text });
  const standing = (text: string) =>
    network.network.posts.filter((post) => post.text === text && !post.isRemoved).length;

  /** Writes a text through the only account, as far as the question whether to send it. */
  async function write(text: string): Promise<void> {
    await page.getByRole("button", { name: "Kirim lewat akun" }).click();
    await dialog().getByRole("textbox", { name: "Teks", exact: true }).fill(text);
    await dialog().getByRole("button", { name: "Periksa dan kirim" }).click();
    await page.getByText("Kirim lewat @humas.surabaya?").waitFor();
  }

  beforeAll(async () => {
    office = await openPracticeOffice();
    ({ owner, page, network } = office);
  });
  afterAll(() => office?.close());

  it("begins with an empty list that teaches, and leads to the accounts", async () => {
    await page.goto("/terkirim");
    await page.getByRole("heading", { name: "Belum ada yang dikirim" }).waitFor();
    await expectSoundPage(owner);
    await page.getByRole("link", { name: "Hubungkan akun" }).click();
    const us = openAccount(network.network, "humas.surabaya", "Humas Surabaya");
    await page.getByRole("button", { name: "Hubungkan akun" }).click();
    await dialog()
      .getByRole("button", { name: /Jaringan latihan/ })
      .click();
    await dialog().getByRole("textbox", { name: "Alamat server" }).fill(network.address);
    await dialog().getByLabel("Token akses").fill(us.token);
    await dialog().getByRole("button", { name: "Coba dan simpan" }).click();
    await card("humas.surabaya").getByText("Terhubung", { exact: true }).waitFor();
  });

  it("counts as the network does, asks before it sends, and shows where it stands", async () => {
    await page.goto("/terkirim");
    await page.getByRole("button", { name: "Kirim lewat akun" }).click();
    const text = dialog().getByRole("textbox", { name: "Teks", exact: true });
    await text.fill("👩‍👩‍👧".repeat(501));
    await dialog().getByText("501 dari 500, menurut hitungan Jaringan latihan").waitFor();
    await dialog().getByText("Lebih panjang daripada batas jaringan. Pendekkan.").waitFor();
    await expectSoundPage(owner);
    await text.fill("Jembatan dibuka kembali hari ini.");
    await dialog().getByRole("button", { name: "Periksa dan kirim" }).click();
    await page.getByRole("button", { name: "Kirim sebagai @humas.surabaya" }).click();
    const sent = card("Jembatan dibuka kembali hari ini.");
    await sent.getByText("Terkirim", { exact: true }).waitFor();
    const post = network.network.posts.at(-1);
    expect(post?.text).toBe("Jembatan dibuka kembali hari ini.");
    expect(await sent.getByRole("link", { name: "Lihat di sana" }).getAttribute("href")).toBe(
      `${network.address}/#${post?.id}`,
    );
    const control = await (await fetch(network.address)).text();
    expect(control).toContain("Jembatan dibuka kembali hari ini.");
    await expectSoundPage(owner);
  });

  it("finds what was said although the answer was lost, and does not say it twice", async () => {
    await write("Layanan malam dibuka sampai pukul 21.");
    network.network.mishaps.push({ kind: "answer_lost" });
    await page.getByRole("button", { name: "Kirim sebagai @humas.surabaya" }).click();
    const doubtful = card("Layanan malam dibuka sampai pukul 21.");
    await doubtful.getByText("Belum pasti", { exact: true }).waitFor();
    await doubtful.getByText(/mungkin kiriman ini sudah ada di sana/).waitFor();
    await expectSoundPage(owner);
    await doubtful.getByText("Terkirim", { exact: true }).waitFor({ timeout: 120_000 });
    expect(standing("Layanan malam dibuka sampai pukul 21.")).toBe(1);
  });

  it("changes what was sent, and takes it back", async () => {
    const first = card("Jembatan dibuka kembali hari ini.");
    await first.getByRole("button", { name: "Ubah" }).click();
    await dialog().getByRole("textbox", { name: "Teks" }).fill("Jembatan dibuka kembali besok.");
    await dialog().getByRole("button", { name: "Ubah" }).click();
    await card("Jembatan dibuka kembali besok.").getByText("Terkirim", { exact: true }).waitFor();
    expect(standing("Jembatan dibuka kembali besok.")).toBe(1);
    await card("Jembatan dibuka kembali hari ini.")
      .first()
      .getByRole("button", { name: "Tarik kembali" })
      .click();
    await dialog().getByRole("button", { name: "Tarik kembali" }).click();
    await expect.poll(() => standing("Jembatan dibuka kembali besok.")).toBe(0);
    await expectSoundPage(owner);
  });

  it("says loudly on every page that the sandbox is on, and then nothing goes out", async () => {
    await page.goto("/akun-resmi");
    await page.getByRole("switch", { name: "Mode latihan" }).click({ force: true });
    await dialog().getByRole("button", { name: "Nyalakan" }).click();
    const strip = page.getByRole("complementary", { name: "Mode latihan" });
    await strip.waitFor();
    await expectSoundPage(owner);
    await page.goto("/aliran");
    await strip.getByText("Mode latihan menyala: tidak ada yang keluar.").waitFor();
    await page.goto("/terkirim");
    await write("Ini hanya latihan.");
    await page.getByRole("button", { name: "Kirim untuk latihan" }).click();
    const practice = card("Ini hanya latihan.");
    await practice.getByText("Terkirim", { exact: true }).waitFor();
    await practice.getByText("Latihan", { exact: true }).waitFor();
    expect(standing("Ini hanya latihan.")).toBe(0);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await expectSoundPage(owner);
  });
});
