import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type FakeAccount, openAccount } from "#connectors/fake/network/fake-state.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import { connectPractice, openPracticeOffice, type PracticeOffice } from "./lib/office.ts";

describe("What an account's network brings, and what is left open when it goes", () => {
  let office: PracticeOffice;
  let network: PracticeOffice["network"];
  let owner: Visitor;
  let page: Page;
  let us: FakeAccount;

  const dialog = () => page.getByRole("dialog");
  const card = (text: string) => page.getByRole("article").filter({ hasText: text });

  /** A citizen posts as any program of theirs would. */
  async function post(path: string, type: string, body: string | Uint8Array<ArrayBuffer>): Promise<string> {
    const { token } = openAccount(network.network, "siti.warga", "Siti");
    const answer = await fetch(`${network.address}${path}`, {
      method: "POST",
      headers: { authorization: `Bearer ${token}`, "content-type": type },
      body,
    });
    return ((await answer.json()) as { id: string }).id;
  }

  beforeAll(async () => {
    office = await openPracticeOffice();
    ({ owner, page, network } = office);
    us = openAccount(network.network, "humas.contoh", "Humas Contoh");
    await connectPractice(office, { token: us.token });
  });
  afterAll(() => office?.close());

  it("registers the account's webhook at the press of a button, and says what the network says of it", async () => {
    await page.goto("/akun-resmi");
    await card("humas.contoh").getByText("Webhook", { exact: true }).click();
    await card("humas.contoh").getByText("Tidak terdaftar", { exact: true }).waitFor();
    await expectSoundPage(owner);
    await card("humas.contoh").getByRole("button", { name: "Daftarkan webhook" }).click();
    await card("humas.contoh").getByText("Terdaftar", { exact: true }).waitFor();
    const address = await card("humas.contoh").getByLabel("Alamat meja ini untuk akun ini").inputValue();
    expect(us.webhook).toMatchObject({ url: address, secret: expect.stringMatching(/^[\w-]{43}$/) });
    await post(
      "/api/posts",
      "application/json",
      JSON.stringify({ text: "@humas.contoh kapan loket dibuka?" }),
    );
    await network.settled();
    await page.goto("/webhook");
    await page.getByRole("row").filter({ hasText: "Diterima dan dibaca" }).first().waitFor();
    // Somebody's address took the place of ours, and does not answer.
    us.webhook = {
      url: "https://lain.contoh.go.id/x",
      secret: "punya orang",
      lastFailure: { at: Date.now(), said: "502 Bad Gateway" },
    };
    await page.goto("/akun-resmi");
    await card("humas.contoh").getByText("Webhook", { exact: true }).click();
    await card("humas.contoh").getByText("Menuju tempat lain", { exact: true }).waitFor();
    await card("humas.contoh").getByText("502 Bad Gateway").waitFor();
    await card("humas.contoh").getByRole("button", { name: "Ambil alih webhook" }).click();
    await card("humas.contoh").getByText("Terdaftar", { exact: true }).waitFor();
    await expectSoundPage(owner);
    await card("humas.contoh").getByRole("button", { name: "Lepas webhook" }).click();
    await card("humas.contoh").getByText("Tidak terdaftar", { exact: true }).waitFor();
    expect(us.webhook).toBeNull();
  });

  it("fetches a picture when somebody wants to see it, and saves the file as it is", async () => {
    const picture = await sharp({ create: { width: 60, height: 40, channels: 3, background: "#7a4a2b" } })
      .png()
      .toBuffer();
    const id = await post("/api/media", "image/png", new Uint8Array(picture));
    const media = [{ id, alt: "Jalan berlubang di depan sekolah" }];
    const said = { text: "@humas.contoh lihat jalan ini", media };
    await post("/api/posts", "application/json", JSON.stringify(said));
    await page.goto("/percakapan");
    await page.getByRole("listitem").filter({ hasText: "lihat jalan ini" }).getByRole("link").click();
    await page.getByRole("button", { name: "Lihat Jalan berlubang di depan sekolah" }).click();
    const shown = page.getByRole("img", { name: "Jalan berlubang di depan sekolah" });
    await shown.waitFor();
    // As wide as the picture, with its border: what could not be drawn is as wide as its words.
    await expect.poll(async () => (await shown.boundingBox())?.width).toBe(62);
    await expectSoundPage(owner);
    const [saved] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("button", { name: "Unduh Jalan berlubang di depan sekolah" }).click(),
    ]);
    expect(await readFile(await saved.path())).toEqual(picture);
    // What is gone on the network is said, and nothing else breaks.
    network.network.files.length = 0;
    owner.expected.push(/status of 404 .*\/files\/0$/);
    await page.getByRole("button", { name: "Unduh Jalan berlubang di depan sekolah" }).click();
    await page.getByText("Berkas ini sudah tidak ada di jaringan.").waitFor();
    await expectSoundPage(owner);
    await page.goto("/pengaturan/audit");
    await page.getByText("Lampiran dibuka").last().waitFor();
  });

  it("lets a person say what became of a statement that nobody can look up any more", async () => {
    await page.goto("/terkirim");
    await page.getByRole("button", { name: "Kirim lewat akun" }).click();
    await dialog().getByRole("textbox", { name: "Teks", exact: true }).fill("Loket malam dibuka.");
    await dialog().getByRole("button", { name: "Periksa dan kirim" }).click();
    network.network.mishaps.push({ kind: "answer_lost" });
    await page.getByRole("button", { name: "Kirim sebagai @humas.contoh" }).click();
    const doubtful = card("Loket malam dibuka.");
    await doubtful.getByText("Belum pasti", { exact: true }).waitFor();
    expect(await doubtful.getByRole("button", { name: "Sudah ada di sana" }).count()).toBe(0);
    us.isRevoked = true;
    await page.goto("/akun-resmi");
    await card("humas.contoh").getByRole("button", { name: "Coba sekarang" }).click();
    await card("humas.contoh").getByRole("button", { name: "Hubungkan ulang" }).waitFor();
    await page.goto("/terkirim");
    await doubtful.getByText(/meja ini tidak dapat menanyakan apakah kirimannya sudah ada/).waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await expectSoundPage(owner);
    await doubtful.getByRole("button", { name: "Sudah ada di sana" }).click();
    await dialog()
      .getByRole("textbox", { name: "Alamatnya di sana" })
      .fill("https://jaringan.contoh.go.id/p/7");
    await dialog().getByRole("button", { name: "Sudah ada di sana" }).click();
    await doubtful.getByText("Terkirim", { exact: true }).waitFor();
    expect(await doubtful.getByRole("link", { name: "Lihat di sana" }).getAttribute("href")).toBe(
      "https://jaringan.contoh.go.id/p/7",
    );
  });
});
