import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";

describe("Knowing the networks, and what became of what was said there", () => {
  let network: ServedFakeNetwork;
  let desk: DeskProcess;
  let browser: Browser;
  let owner: Visitor;
  let page: Page;

  const card = (text: string) => page.getByRole("article").filter({ hasText: text });

  beforeAll(async () => {
    network = await serveFakeNetwork(() => new Date());
    const { host } = new URL(network.address);
    ({ desk, browser, owner, page } = await openOffice({ GAUNG_ALLOWED_PRIVATE_HOSTS: host }));
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await network?.stop();
  });

  it("explains every network: what is not possible and why, how to get in, limits and cost", async () => {
    await page.goto("/jaringan");
    await page.getByRole("heading", { name: "Jaringan", exact: true }).waitFor();
    await expectSoundPage(owner);
    await page.getByRole("link", { name: "Telegram" }).click();
    await page
      .getByText(/Telegram tidak punya pencarian untuk bot/)
      .first()
      .waitFor();
    await page.getByText(/buka @BotFather, kirim \/newbot/).waitFor();
    await page.getByText("Gratis.").waitFor();
    await expectSoundPage(owner);
    await page.getByRole("link", { name: "Brave Search" }).click();
    await page.getByText(/Setiap 1\.000 pencarian US\$ 5/).waitFor();
  });

  it("keeps in mind that the office waits for a vendor, until somebody says otherwise", async () => {
    await page.goto("/akun-resmi?hubungkan=fediverse");
    const drawer = page.getByRole("dialog");
    await drawer.getByText("Sudah mengajukan, masih menunggu jaringan?").click();
    await drawer.getByLabel("Catatan").fill("Permohonan 77 kepada pengelola server");
    await drawer.getByRole("button", { name: "Catat", exact: true }).click();
    const waiting = card("Permohonan 77 kepada pengelola server");
    await waiting.getByText("Menunggu jaringan", { exact: true }).waitFor();
    await expectSoundPage(owner);
    await waiting.getByRole("button", { name: "Tidak menunggu lagi" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Tidak menunggu lagi" }).click();
    await expect.poll(() => waiting.count()).toBe(0);
    await page.goto("/jaringan");
  });

  it("leads from there to connecting, and says of the account what it was granted", async () => {
    const us = openAccount(network.network, "humas.surabaya", "Humas Surabaya", 1_204);
    await page.getByRole("link", { name: /Jaringan latihan/ }).click();
    await page.getByRole("link", { name: "Hubungkan", exact: true }).click();
    const drawer = page.getByRole("dialog");
    await drawer.getByRole("textbox", { name: "Alamat server" }).fill(network.address);
    await drawer.getByLabel("Token akses").fill(us.token);
    await drawer.getByRole("button", { name: "Coba dan simpan" }).click();
    await card("humas.surabaya").getByText("Terhubung", { exact: true }).waitFor();
    await card("humas.surabaya").getByText("Izin dan sambungan").click();
    await card("humas.surabaya")
      .getByText(/Dihubungkan oleh/)
      .waitFor();
    await expectSoundPage(owner);
  });

  it("reads the numbers of a post when asked, and says when it reads them by itself", async () => {
    await page.goto("/terkirim");
    await page.getByRole("button", { name: "Kirim lewat akun" }).click();
    const drawer = page.getByRole("dialog");
    const text = "Jembatan dibuka kembali hari ini.";
    await drawer.getByRole("textbox", { name: "Teks", exact: true }).fill(text);
    await drawer.getByRole("button", { name: "Periksa dan kirim" }).click();
    await page.getByRole("button", { name: "Kirim sebagai @humas.surabaya" }).click();
    await card(text)
      .getByText(/Angka pertama dibaca/)
      .waitFor();
    const post = network.network.posts.at(-1);
    if (!post) throw new Error("it does not stand there");
    post.likes = 12;
    await card(text).getByRole("button", { name: "Baca sekarang" }).click();
    const numbers = card(text).getByRole("region", { name: "Angka kiriman ini" });
    await numbers.getByText("12", { exact: true }).waitFor();
    expect(await numbers.getByRole("term").allTextContents()).toEqual([
      "Suka",
      "Diteruskan",
      "Balasan",
      "Dilihat",
    ]);
    await numbers.getByText(/dibaca lagi/).waitFor();
    await expectSoundPage(owner);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await page.goto("/jaringan?pilih=bluesky");
    await page.getByText(/3\.000 panggilan tiap 5 m/).waitFor();
    await expectNothingWider(page);
    await expectSoundPage(owner);
  });
});
