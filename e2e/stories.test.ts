import { setTimeout as pause } from "node:timers/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

/** Jobs of an otherwise idle desk, on a busy machine. */
const placedWithinMs = 90_000;

describe("Following a story", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;

  const list = () => page.getByRole("list", { name: "Cerita" }).getByRole("listitem");
  const madeOf = () => page.getByRole("list", { name: "Sebutan dalam cerita ini" }).getByRole("listitem");
  const clip = (hour: number, outlet: string, title: string, parts: Record<string, string> = {}) =>
    callApi<{ id: string }>(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      title,
      text: title,
      outlet,
      publishedAt: new Date(Date.now() - (30 - hour) * 3_600_000).toISOString(),
      ...parts,
    });

  beforeAll(async () => {
    ({ desk, browser, owner: officer, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("says what a story is while there is none", async () => {
    await page.goto("/cerita");
    await page.getByRole("heading", { name: "Belum ada cerita dalam rentang ini" }).waitFor();
    await expectSoundPage(officer);
  });

  it("gathers what press and public say of one event, and tells where it began", async () => {
    await clip(1, "X", "jembatan kenanga ambruk barusan, banjir bandang gede banget", {
      channel: "x",
      author: "@saksi_kenanga",
    });
    await clip(3, "Harian Melati", "Jembatan Kenanga Ambruk Diterjang Banjir Bandang");
    await clip(4, "Warta Dahlia", "Jembatan Kenanga Ambruk, Lima Kendaraan Tercebur");
    await clip(9, "Harian Melati", "Bupati Tinjau Jembatan Kenanga yang Ambruk");
    await clip(2, "Kabar Niaga", "Harga Cabai di Pasar Induk Turun Tajam");
    await clip(5, "Kabar Tani", "Petani Keluhkan Harga Cabai yang Turun Tajam");
    const stories = async () =>
      (
        await callApi<{ items: { mentions: number }[] }>(
          officer.context.request,
          desk,
          "GET",
          `/listen/stories?from=${new Date(Date.now() - 86_400_000 * 3).toISOString()}&until=${new Date().toISOString()}`,
        )
      ).items.map(({ mentions }) => mentions);
    for (const until = performance.now() + placedWithinMs; performance.now() < until; await pause(500))
      if ((await stories()).join() === "4,2") break;
    expect(await stories()).toEqual([4, 2]);
    await page.goto("/cerita");
    await expect.poll(() => list().count()).toBe(2);
    await expectSoundPage(officer);
    await list().first().getByRole("heading").getByRole("link").click();
    await page.getByRole("heading", { level: 1, name: /Jembatan Kenanga/ }).waitFor();
    await page
      .getByText("Mulai dari warga, @saksi_kenanga; media (Harian Melati) menyusul 2 j kemudian")
      .first()
      .waitFor();
    await expect.poll(() => madeOf().count()).toBe(4);
    await expectSoundPage(officer);
  });

  it("opens the mentions behind the number in the stream", async () => {
    await page.getByRole("definition").first().getByRole("link").click();
    await page.getByRole("list", { name: "Sebutan yang ditemukan" }).waitFor();
    await expect
      .poll(() => page.getByRole("list", { name: "Sebutan yang ditemukan" }).getByRole("listitem").count())
      .toBe(4);
    await page.goBack();
    await page.getByRole("heading", { level: 1, name: /Jembatan Kenanga/ }).waitFor();
  });

  it("takes a name, and gives it back", async () => {
    await page.getByRole("button", { name: "Beri nama" }).click();
    const name = page.getByRole("dialog").getByLabel("Nama cerita");
    await name.fill("Ambruknya Jembatan Kenanga");
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Simpan nama" }).click();
    await page.getByRole("heading", { level: 1, name: "Ambruknya Jembatan Kenanga" }).waitFor();
    const decision = page
      .getByRole("list", { name: "Yang sudah diputuskan orang" })
      .getByRole("listitem")
      .filter({ hasText: "Diberi nama" });
    await decision.getByRole("button", { name: "Urungkan" }).click();
    await expect.poll(() => page.getByRole("heading", { level: 1 }).textContent()).not.toMatch(/^Ambruknya/);
  });

  it("lets somebody take out what does not belong, and merge what does", async () => {
    const visit = madeOf().filter({ hasText: "Bupati" });
    await visit.getByRole("checkbox").check();
    await page.getByRole("button", { name: "Jadikan cerita sendiri" }).click();
    await expect.poll(() => madeOf().count()).toBe(3);
    await page.getByRole("button", { name: "Gabungkan" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByLabel("Kata dalam judul cerita").fill("cabai");
    await dialog.getByRole("button", { name: /^Gabungkan ke sini: .*Cabai/ }).click();
    await expect.poll(() => madeOf().count()).toBe(5);
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Urungkan" }).first().click();
    await expect.poll(() => madeOf().count()).toBe(3);
    await expectSoundPage(officer);
  });
});
