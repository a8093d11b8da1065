import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

describe("Seeing who passes on, answers and names whom", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let admin: Visitor;
  let page: Page;
  const begun = Date.now() - 3 * 3_600_000;
  let minute = 0;

  const say = (author: string, text: string) => {
    minute += 1;
    return callApi<{ id: string }>(admin.context.request, desk, "POST", "/listen/clips", {
      channel: "x",
      outlet: "X",
      author,
      title: text,
      publishedAt: new Date(begun + minute * 60_000).toISOString(),
    });
  };
  const people = () => page.getByRole("list", { name: "Akun dan media" }).getByRole("listitem");

  beforeAll(async () => {
    ({ desk, browser, owner: admin, page } = await openOffice());
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("teaches while there are no ties", async () => {
    await page.goto("/jejaring");
    await page
      .getByRole("heading", { name: "Belum ada hubungan dalam rentang ini" })
      .waitFor({ timeout: 60_000 });
    await expectSoundPage(admin);
  });

  it("draws two communities with who stands between them, and a list beside the picture", async () => {
    for (const name of ["ani", "budi", "citra", "dewi"]) {
      await say(name, `@dinas_jalan jalan di kampung ${name} rusak, kapan diperbaiki?`);
      await say(`${name}_2`, `RT @dinas_air: jadwal aliran air hari ini untuk wilayah ${name}`);
    }
    await say("warga_kota", "@dinas_jalan dan @dinas_air tolong bekerja sama menggali sekali saja");
    for (const name of ["satu", "dua", "tiga", "empat", "lima"])
      await say(
        `akun_${name}`,
        "Mari dukung program sekolah sehat demi masa depan anak bangsa yang lebih baik",
      );
    // Accounts are read behind the intake; a network of another query is made anew each time it is asked for.
    await expect
      .poll(
        async () => {
          const found = await callApi<{ items: unknown[] }>(
            admin.context.request,
            desk,
            "GET",
            `/listen/outlets?kind=account&from=${new Date(begun).toISOString()}&until=${new Date(Date.now() + 3_600_000).toISOString()}`,
          );
          return found.items.length;
        },
        { timeout: 90_000 },
      )
      .toBe(14);
    await page.goto("/jejaring?hari=1&q=channel%3Ax");
    await people().first().waitFor({ timeout: 60_000 });
    await people().filter({ hasText: "@dinas_jalan" }).getByText("5 masuk, 0 keluar").waitFor();
    await page
      .getByRole("list", { name: "Penghubung" })
      .getByRole("listitem")
      .filter({ hasText: /@(warga_kota|dinas_air|dinas_jalan)/ })
      .first()
      .waitFor();
    await expectSoundPage(admin);
  });

  it("is narrowed to a kind of tie, and tells of an account that is chosen with the keyboard", async () => {
    await page.getByLabel(/^menjawab/).uncheck();
    await expect.poll(() => people().filter({ hasText: "@dinas_air" }).count()).toBe(1);
    await page.getByLabel("Cari nama").fill("dinas_air");
    await people().first().getByRole("button").focus();
    await page.keyboard.press("Enter");
    const card = page.getByRole("region", { name: "@dinas_air" });
    await card.getByText("Belum ada").or(card.getByText("0 kiriman")).first().waitFor();
    await card.getByRole("link", { name: "Buka halamannya" }).waitFor();
    await expectSoundPage(admin);
  });

  it("names the same words from several accounts as a sign, with the posts that show it", async () => {
    const bursts = page.getByRole("list", { name: "Gelombang kiriman yang sama" });
    await bursts.getByText("5 kiriman dari 5 akun dalam 4 menit").waitFor();
    await bursts.getByText("Lihat 5 kirimannya").click();
    await bursts.getByRole("link", { name: "akun_satu" }).waitFor();
    await page.getByText("Ini tanda adanya pengaturan, bukan bukti").waitFor();
    await expectSoundPage(admin);
  });

  it("is taken along as GraphML", async () => {
    const [download] = await Promise.all([
      page.waitForEvent("download"),
      page.getByRole("link", { name: "GraphML" }).click(),
    ]);
    const xml = await readFile(await download.path(), "utf8");
    expect(xml).toContain("@dinas_jalan");
    expect(xml.match(/<edge /g)?.length).toBeGreaterThanOrEqual(13);
  });
});
