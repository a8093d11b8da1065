import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { connectPractice, openPracticeOffice, type PracticeOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("Listening on networks", () => {
  let office: PracticeOffice;
  let network: PracticeOffice["network"];
  let desk: DeskProcess;
  let owner: Visitor;
  let page: Page;

  const drawer = () => page.getByRole("dialog");
  const row = (title: string) => page.getByRole("row").filter({ hasText: title });
  /** Somebody says something on the network, as its control page does it. */
  async function say(text: string): Promise<void> {
    const answer = await fetch(`${network.address}/control`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ act: "say", handle: "warga", text }),
    });
    expect(answer.status).toBe(200);
  }
  type Sources = { items: { id: string; mentionCount: number }[] };
  const sources = () => callApi<Sources>(owner.context.request, desk, "GET", "/listen/sources");
  async function openForm(): Promise<void> {
    await page.goto("/sumber#tambah");
    await drawer().getByText("Jaringan", { exact: true }).click();
  }

  beforeAll(async () => {
    office = await openPracticeOffice();
    ({ desk, owner, page, network } = office);
    openAccount(network.network, "warga", "Warga");
  });
  afterAll(() => office?.close());

  it("needs an account, and says where to connect one", async () => {
    await openForm();
    await drawer().getByRole("heading", { name: "Belum ada akun untuk mendengarkan" }).waitFor();
    await expectSoundPage(owner);
    await drawer().getByRole("link", { name: "Hubungkan akun" }).click();
    await page.waitForURL("**/akun-resmi");
    const us = openAccount(network.network, "humas.semarang", "Humas Semarang");
    await connectPractice(office, { token: us.token });
  });

  it("offers what the network can do, and says why it cannot do the rest", async () => {
    await openForm();
    await drawer().getByText("Jaringan latihan tidak mengenal domain.").waitFor();
    expect(await drawer().getByRole("radio", { name: "Kiriman tentang sebuah situs" }).isDisabled()).toBe(
      true,
    );
    expect(await drawer().getByRole("radio", { name: "Sebuah tagar" }).isDisabled()).toBe(false);
    await expectSoundPage(owner);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("searches a hashtag, and a post that somebody writes appears in the stream without a reload", async () => {
    await say("Rob lagi di Genuk #BanjirSemarang");
    await drawer().getByRole("radio", { name: "Sebuah tagar" }).check();
    await drawer().getByRole("textbox", { name: "Tagar" }).fill("#BanjirSemarang");
    await drawer().getByRole("button", { name: "Dengarkan", exact: true }).click();
    await page.getByText("#BanjirSemarang · Jaringan latihan diikuti").waitFor();
    await expect.poll(async () => (await sources()).items[0]?.mentionCount, { timeout: 30_000 }).toBe(1);
    await page.goto("/aliran");
    await page.getByText("Rob lagi di Genuk").first().waitFor();
    await say("Pompa di Kaligawe menyala #BanjirSemarang");
    const { items } = await sources();
    await callApi(owner.context.request, desk, "POST", `/listen/sources/${items[0]?.id}/poll`);
    await page.getByRole("button", { name: "1 baru" }).click();
    await page.getByText("Pompa di Kaligawe menyala").first().waitFor();
    await expectSoundPage(owner);
  });

  it("changes the words of a search, which begins anew and keeps what it brought", async () => {
    await say("Tanggul Tuntang aman #TanggulTuntang");
    await page.goto("/sumber");
    await page.getByRole("link", { name: "#BanjirSemarang · Jaringan latihan" }).click();
    await drawer().getByRole("textbox", { name: "Tagar" }).fill("#TanggulTuntang");
    await drawer().getByText("Dengan kata yang baru pencarian mulai dari awal").waitFor();
    await expectSoundPage(owner);
    await drawer().getByRole("button", { name: "Simpan yang didengarkan" }).click();
    await page.getByText("Yang didengarkan tersimpan").waitFor();
    await drawer().getByRole("heading", { name: "#TanggulTuntang · Jaringan latihan" }).waitFor();
    await expect.poll(async () => (await sources()).items[0]?.mentionCount, { timeout: 30_000 }).toBe(3);
    await page.goto("/aliran");
    await page.getByText("Tanggul Tuntang aman").first().waitFor();
    await page.getByText("Rob lagi di Genuk").first().waitFor();
  });

  it("holds the network's stream open: what a monitor finds is on the screen within seconds", async () => {
    await callApi(owner.context.request, desk, "POST", "/listen/monitors", {
      name: "Pungli",
      q: "pungli",
    });
    await openForm();
    await drawer().getByRole("radio", { name: "Aliran jaringan, seketika" }).check();
    await drawer().getByRole("switch", { name: "Simpan semua yang lewat" }).waitFor();
    await expectSoundPage(owner);
    await drawer().getByRole("button", { name: "Dengarkan", exact: true }).click();
    await page.getByText("Jaringan latihan diikuti", { exact: true }).waitFor();
    await page.goto("/sumber");
    await expect
      .poll(
        async () => {
          await say("Selamat pagi semua");
          return row("Jaringan latihan").getByText("Saluran terbuka").count();
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBeGreaterThan(0);
    await row("Jaringan latihan").getByText("langsung", { exact: true }).first().waitFor();
    await expectSoundPage(owner);
    await page.goto("/aliran?q=pungli");
    const begun = Date.now();
    await say("Ada pungli di loket 3");
    // It may be there before the list was read for the first time.
    const news = page.getByRole("button", { name: "1 baru" });
    const post = page.getByText("Ada pungli di loket 3").first();
    await news.or(post).first().waitFor({ timeout: 15_000 });
    if (await news.isVisible()) await news.click();
    await post.waitFor();
    expect(Date.now() - begun).toBeLessThan(15_000);
    await page.goto("/aliran?q=pagi");
    expect(await page.getByText("Selamat pagi semua").count()).toBe(0);
  });

  it("shows how a source listens, and pauses it", async () => {
    await page.goto("/sumber");
    await page.getByRole("link", { name: "Jaringan latihan", exact: true }).click();
    await drawer().getByText("Aliran Jaringan latihan; yang ditemukan pantauan disimpan.").waitFor();
    await expectSoundPage(owner);
    await drawer().getByRole("button", { name: "Jeda" }).click();
    await drawer().getByText("dijeda", { exact: true }).first().waitFor();
  });
});
