import { readFile, rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { gunzipSync } from "node:zlib";
import { pino } from "pino";
import type { APIRequestContext, Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { openJobs } from "#platform/jobs/job-runner.ts";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { embeddedAddress } from "./lib/desk-rows.ts";
import { callApi, loadSample, owner, setUpDesk, signInQuietly } from "./lib/people.ts";

type Found = { items: { id: string; title: string }[]; total?: number };

describe("Running the office: mail, keys, jobs, backups, retention, audit", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let chief: Visitor;
  let page: Page;
  let api: APIRequestContext;

  /** The night has come: what the clock would send at 02.20 is sent now, to the desk's own queue. */
  async function beginNightlyCleanUp(): Promise<void> {
    const { address } = await embeddedAddress(desk.dataDir);
    const jobs = await openJobs(address, pino({ level: "silent" }));
    await jobs.send({ name: "listen.apply-retention", payload: z.object({}) }, {});
    await jobs.stop();
  }
  const total = async (): Promise<number> =>
    (await callApi<{ total: number }>(api, desk, "GET", "/listen/mentions/summary")).total;

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    chief = await newVisitor(browser, desk.url);
    page = chief.page;
    api = chief.context.request;
    await signInQuietly(chief, desk);
    await loadSample(api, desk);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("keeps mail to be read while there is no server, and says why one cannot be reached", async () => {
    await page.goto("/pengaturan/surel");
    await page.getByText("Belum ada server: surel disimpan, tidak dikirim.").waitFor();
    await page.getByRole("button", { name: "Kirim surel uji" }).click();
    await page.getByText("Tersimpan di map pratinjau, karena belum ada server.").waitFor();
    const kept = page.getByRole("row").filter({ hasText: "Percobaan surel dari Gaung" });
    await kept.getByText(`kepada ${owner.email}`).waitFor();
    await kept.getByRole("button", { name: "Baca" }).click();
    const letter = page.getByRole("dialog", { name: "Percobaan surel dari Gaung" });
    await letter.getByText(`Surel ini dikirim oleh ${owner.name}`).waitFor();
    await expectSoundPage(chief);
    await letter.getByRole("button", { name: "Tutup" }).click();

    await page.getByLabel("Alamat server SMTP").fill("127.0.0.1");
    await page.getByRole("textbox", { name: "Porta" }).fill("1");
    await page.getByRole("button", { name: "Simpan server" }).click();
    await page.getByText("Server surel tersimpan").waitFor();
    await page.getByText("Belum ada server: surel disimpan, tidak dikirim.").waitFor({ state: "detached" });
    await page.getByRole("button", { name: "Kirim surel uji" }).click();
    await page.getByText("Tidak ada surel lain yang terpengaruh.").waitFor();

    await page.getByLabel("Alamat server SMTP").fill("");
    await page.getByRole("textbox", { name: "Porta" }).fill("587");
    await page.getByRole("button", { name: "Simpan server" }).click();
    await page.getByText("Belum ada server: surel disimpan, tidak dikirim.").waitFor();
    expect(chief.problems()).toEqual([]);
  });

  it("gives a program a key that opens what it may, and nothing after it was revoked", async () => {
    await page.goto("/pengaturan/kunci");
    await page.getByLabel("Untuk apa").fill("Dasbor pimpinan");
    await page.getByRole("checkbox", { name: "Menandai dan mencatat" }).check();
    await page.getByRole("button", { name: "Buat kunci" }).click();
    await page.getByText("Kunci Dasbor pimpinan sudah dibuat.").waitFor();
    const secret = await page.getByLabel("Kunci", { exact: true }).inputValue();
    await expectSoundPage(chief);
    const ask = async (method: string, at: string, body?: unknown): Promise<Response> =>
      fetch(`${desk.url}/api${at}`, {
        method,
        headers: { authorization: `Bearer ${secret}`, "content-type": "application/json" },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
    const read = await ask("GET", "/listen/mentions?q=habibie&limit=5");
    expect(read.status).toBe(200);
    const { items } = (await read.json()) as Found;
    expect(items.length).toBe(5);
    const tagging = { selection: { ids: [items[0]?.id] }, add: ["dari dasbor"] };
    expect((await ask("POST", "/listen/mentions/tags", tagging)).status).toBe(200);
    expect((await ask("GET", "/members")).status, "not among its rights").toBe(403);

    await page.getByRole("button", { name: "Sudah saya simpan" }).click();
    await page.reload();
    expect(await page.getByText(secret).count(), "shown once only").toBe(0);
    const row = page.getByRole("row").filter({ hasText: "Dasbor pimpinan" });
    await row.getByText("Membaca sebutan; Menandai dan mencatat").waitFor();
    expect(await row.getByText("belum pernah").count(), "its use was noted").toBe(0);
    await row.getByRole("button", { name: "Cabut" }).click();
    await page
      .getByRole("dialog", { name: "Cabut kunci Dasbor pimpinan?" })
      .getByRole("button", { name: "Cabut kunci" })
      .click();
    await page.getByRole("heading", { name: "Belum ada kunci" }).waitFor();
    expect((await ask("GET", "/listen/mentions?q=habibie")).status).toBe(401);
  });

  it("shows work that was given up, why, and has it tried again", async () => {
    const inTheWay = path.join(desk.dataDir, "backups");
    await writeFile(inTheWay, "");
    await page.goto("/pengaturan/cadangan");
    await page.getByRole("heading", { name: "Belum ada cadangan" }).waitFor();
    await page.getByRole("button", { name: "Buat cadangan" }).click();
    await page.getByText("Tidak ada berkas yang tertinggal.").waitFor();
    await page.goto("/");
    await page.getByText("Pekerjaan gagal: Membuat cadangan").waitFor();
    await page.getByRole("link", { name: "Buka pekerjaan" }).click();
    const kind = page.getByRole("row").filter({ hasText: "Membuat cadangan" });
    await kind.getByText("gagal", { exact: true }).waitFor();
    expect(await page.getByRole("row").nth(1).innerText(), "what failed stands first").toContain(
      "Membuat cadangan",
    );
    await expectSoundPage(chief);
    await kind.getByRole("button", { name: "Membuat cadangan" }).click();
    await page.getByRole("button", { name: "Semua jenis" }).click();
    await page.getByRole("radio", { name: "Gagal" }).check({ force: true });
    const job = page.getByRole("row").filter({ hasText: "Membuat cadangan" });
    await job.getByText("EEXIST").waitFor();
    await expectSoundPage(chief);
    await rm(inTheWay);
    await job.getByRole("button", { name: "Coba lagi" }).click();
    await page.getByText("Pekerjaan dicoba lagi").waitFor();
    await job.waitFor({ state: "detached" });
    expect(chief.problems()).toEqual([]);
  });

  it("hands over the backup that was finished after all", async () => {
    await page.goto("/pengaturan/cadangan");
    const download = page.getByRole("link", { name: "Unduh" });
    await download.waitFor();
    await page.getByText(/^Cadangan terakhir /).waitFor();
    await expectSoundPage(chief);
    const [file] = await Promise.all([page.waitForEvent("download"), download.click()]);
    expect(file.suggestedFilename()).toMatch(/^gaung-.*\.tar\.gz$/);
    const archive = gunzipSync(await readFile(await file.path()));
    expect(archive.toString("latin1", 0, 13)).toBe("manifest.json");
    expect(archive.includes('"format": "gaung-backup"')).toBe(true);
    expect(archive.includes("Presiden RI ke-3 BJ Habibie Wafat"), "the mentions are in it").toBe(true);
  });

  it("says what a shorter retention drops, and drops it at night but for what somebody saved", async () => {
    const clip = await callApi<{ id: string }>(api, desk, "POST", "/listen/clips", {
      channel: "print",
      outlet: "Harian Contoh",
      title: "Kliping lama dari arsip",
      publishedAt: "2019-09-01T00:00:00Z",
      timePrecision: "day",
    });
    const { items } = await callApi<Found>(api, desk, "GET", "/listen/mentions?q=wafat&limit=1");
    const noted = items[0]?.id ?? "";
    await callApi(api, desk, "POST", `/listen/mentions/${noted}/notes`, { text: "untuk pidato" });
    const before = await total();
    // Saved: the one tagged with the key, the noted one, the clip.
    const saved = 3;
    const dropped = new Intl.NumberFormat("id-ID").format(before - saved);

    await page.goto("/pengaturan/retensi");
    await page.getByText("tertua dari 1 Sep 2019").waitFor();
    await page.getByLabel("Lama penyimpanan").selectOption({ label: "1 tahun" });
    await page.getByText("Akan dihapus").waitFor();
    await page.getByText(dropped, { exact: true }).waitFor();
    await page.getByRole("button", { name: "Simpan retensi" }).click();
    const question = page.getByRole("dialog", { name: `Hapus ${dropped} sebutan?` });
    const act = question.getByRole("button", { name: `Simpan dan hapus ${dropped} sebutan` });
    expect(await act.isDisabled(), "the number has to be typed").toBe(true);
    await expectSoundPage(chief);
    await question.getByLabel(`Ketik ${dropped} untuk melanjutkan`).fill(dropped);
    await act.click();
    await page.getByText("Retensi tersimpan").waitFor();
    expect(await total(), "nothing goes at once").toBe(before);

    await beginNightlyCleanUp();
    await expect.poll(total).toBe(saved);
    await page.goto("/aliran");
    const list = page.getByRole("list", { name: "Sebutan yang ditemukan" });
    await list.getByRole("link", { name: "Kliping lama dari arsip" }).waitFor();
    expect(await list.getByRole("listitem").count()).toBe(saved);
    for (const id of [noted, clip.id]) await callApi(api, desk, "GET", `/listen/mentions/${id}`);
    await page.goto("/pengaturan/retensi");
    await page.getByText("ditandai, dicatat, atau dikliping sendiri", { exact: true }).waitFor();
    expect(chief.problems()).toEqual([]);
  });

  it("has written all of it down, act by act, in an unbroken chain", async () => {
    await page.goto("/pengaturan/audit");
    const acts = page.getByRole("listitem").filter({ has: page.locator("details") });
    await acts.first().waitFor();
    await page.getByLabel("Tindakan").selectOption({ label: "Kunci API dicabut" });
    await expect.poll(() => acts.count()).toBe(1);
    await acts.getByText(owner.name).waitFor();
    await acts.getByTitle("Dasbor pimpinan").waitFor();
    await page.getByRole("button", { name: "Periksa rantai" }).click();
    await page.getByText(/^Utuh: \d+ catatan, tidak ada yang diubah\.$/).waitFor();
    await expectSoundPage(chief);
  });
});
