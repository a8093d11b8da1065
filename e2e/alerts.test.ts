import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { expectNothingWider, expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { callApi, owner, setUpDesk, signInQuietly } from "./lib/people.ts";

type Heard = { id: string; at: string; signature: string; body: string };

describe("Being told of what matters", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;
  let site: WebSite;
  let secret = "";
  const heard: Heard[] = [];

  const clip = (title: string) =>
    callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet: "Kabar Contoh",
      title,
      publishedAt: new Date(Date.now() - 60_000).toISOString(),
    });
  const hear = (request: IncomingMessage, response: ServerResponse): undefined => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      const header = (name: string) => String(request.headers[`webhook-${name}`]);
      heard.push({ id: header("id"), at: header("timestamp"), signature: header("signature"), body });
      response.writeHead(204).end();
    });
  };
  const told = () => heard.filter(({ body }) => body.includes("alert.raised"));

  beforeAll(async () => {
    site = await startWebSite();
    site.pages.set("/hook", hear);
    [desk, browser] = await Promise.all([
      startDesk(["start"], { GAUNG_ALLOWED_PRIVATE_HOSTS: site.host }),
      openBrowser(),
    ]);
    await setUpDesk(desk);
    officer = await newVisitor(browser, desk.url);
    page = officer.page;
    await signInQuietly(officer, desk);
    await callApi(officer.context.request, desk, "POST", "/listen/monitors", { name: "Banjir", q: "banjir" });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await site?.[Symbol.asyncDispose]();
  });

  it("begins with a page that teaches, and proves each way by a test message", async () => {
    await page.goto("/peringatan");
    await page.getByRole("heading", { name: "Belum ada peringatan" }).waitFor();
    await expectSoundPage(officer);
    await page.getByRole("link", { name: "Atur peringatan pertama" }).click();
    await page.getByRole("button", { name: "Tambah webhook atau Telegram" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Nama" }).fill("Papan");
    await dialog.getByRole("textbox", { name: "Alamat" }).fill(`${site.url}/hook`);
    await dialog.getByRole("button", { name: "Tambah", exact: true }).click();
    secret = await dialog.getByRole("textbox", { name: "Rahasia penanda tangan" }).inputValue();
    expect(secret).toMatch(/^whsec_/);
    await dialog.getByRole("button", { name: "Sudah saya simpan" }).click();
    await page.getByText("Belum diuji, jadi belum dapat dipilih.").waitFor();
    await page.getByRole("button", { name: "Uji Papan" }).click();
    await page.getByText("Pesan uji lewat Papan sampai.").waitFor();
    await page.getByText(/Terbukti sampai/).waitFor();
    expect(heard).toHaveLength(1);
  });

  it("is set up for a monitor, by desk, mail and webhook", async () => {
    await page.getByRole("button", { name: "Tambah aturan" }).click();
    const rule = page.getByRole("group", { name: "Aturan 1" });
    await rule.getByRole("combobox", { name: "Yang ditemukan" }).selectOption({ label: "Banjir" });
    await rule.getByRole("checkbox", { name: "Surel" }).check();
    await rule.getByRole("checkbox", { name: "Papan" }).check();
    await expectSoundPage(officer);
    await page.getByRole("button", { name: "Simpan pengaturan" }).click();
    await page.getByText("Pengaturan peringatan disimpan.").waitFor();
  });

  it("tells at once in the desk, by mail and by a signed webhook, and says why", async () => {
    await clip("Banjir merendam Kecamatan Melati");
    await page.goto("/peringatan");
    await page.getByRole("link", { name: "Banjir merendam Kecamatan Melati" }).waitFor();
    await expect.poll(() => told().length, { timeout: 90_000 }).toBe(1);
    const [message] = told();
    const key = Buffer.from(secret.slice("whsec_".length), "base64");
    const signed = createHmac("sha256", key).update(`${message?.id}.${message?.at}.${message?.body}`);
    expect(message?.signature).toBe(`v1,${signed.digest("base64")}`);
    const mails = await callApi<{ items: { subject: string; to: string }[] }>(
      officer.context.request,
      desk,
      "GET",
      "/mail/previews",
    );
    expect(mails.items[0]).toMatchObject({
      subject: "Banjir: Banjir merendam Kecamatan Melati",
      to: owner.email,
    });
    await page.getByText("Papan: sampai").waitFor();
    await expectSoundPage(officer);
    const notices = await callApi<{ items: { kind: string }[] }>(
      officer.context.request,
      desk,
      "GET",
      "/notices",
    );
    expect(notices.items.map(({ kind }) => kind)).toContain("listen.alert");
    await page.getByRole("button", { name: "Tandai dibaca" }).click();
    await page.getByText("Belum dibaca (0)").waitFor();
  });

  it("sends a message once more from the log, under the same number", async () => {
    await page.getByRole("link", { name: "Kiriman", exact: true }).click();
    const row = page.getByRole("row").filter({ hasText: "Papan" }).filter({ hasText: "Satu peringatan" });
    await row.getByRole("button", { name: "Kirim ulang" }).click();
    await expect.poll(() => told().length, { timeout: 60_000 }).toBe(2);
    expect(new Set(told().map(({ id, body }) => `${id} ${body}`)).size).toBe(1);
    await expectSoundPage(officer);
  });

  it("holds everything back in quiet hours, and fits a phone", async () => {
    await page.goto("/peringatan/atur");
    await page.getByLabel("Awal jam tenang").fill("00:00");
    await page.getByLabel("Akhir jam tenang").fill("23:59");
    await page.getByRole("img", { name: /Jam tenang 00:00 sampai 23:59/ }).waitFor();
    await page.getByRole("button", { name: "Simpan pengaturan" }).click();
    await page.getByText("Pengaturan peringatan disimpan.").waitFor();
    await clip("Banjir lagi di Kecamatan Kenanga");
    await page.goto("/peringatan");
    await page.getByRole("link", { name: "Banjir lagi di Kecamatan Kenanga" }).waitFor({ timeout: 90_000 });
    await page.getByText(/Papan: ditahan sampai/).waitFor();
    expect(told()).toHaveLength(2);
    await page.setViewportSize({ width: 390, height: 844 });
    for (const address of ["/peringatan", "/peringatan/atur", "/peringatan/kiriman"]) {
      await page.goto(address);
      await page.getByRole("heading", { level: 1 }).waitFor();
      await expectNothingWider(page);
    }
  });

  it("loses nothing and says nothing twice when the desk is killed and starts again", async () => {
    await callApi(officer.context.request, desk, "POST", "/listen/alerts/read", { ids: "all" });
    await page.goto("/peringatan/atur");
    await page.getByLabel("Awal jam tenang").fill("");
    await page.getByLabel("Akhir jam tenang").fill("");
    await page.getByRole("button", { name: "Simpan pengaturan" }).click();
    await page.getByText("Pengaturan peringatan disimpan.").waitFor();
    await page.goto("about:blank");
    const before = told().length;
    await clip("Banjir surut di Kecamatan Mawar");
    await desk.kill();
    await desk.restart();
    const fresh = () =>
      told()
        .slice(before)
        // Where both are one story, what was held and what is new are one alert, led by the first.
        .filter(({ body }) => body.includes("Kecamatan"));
    await expect.poll(() => fresh().length, { timeout: 150_000 }).toBeGreaterThan(0);
    expect(new Set(fresh().map(({ id }) => id)).size).toBe(1);
  });
});
