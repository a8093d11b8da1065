import { createHmac } from "node:crypto";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { expectNothingWider, expectSoundPage, newVisitor, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";

describe("What the office says, followed from outside", () => {
  let site: WebSite;
  let desk: DeskProcess;
  let browser: Browser;
  let owner: Visitor;
  let page: Page;
  const text = "Loket pajak buka sampai pukul delapan malam ini.";
  const secret = "rahasia pelanggan";
  const told: { signature: string | undefined; body: string }[] = [];

  const dialog = () => page.getByRole("dialog");
  const card = (words: string) => page.getByRole("article").filter({ hasText: words });
  const address = (label: string) => page.getByLabel(label, { exact: true }).inputValue();

  beforeAll(async () => {
    site = await startWebSite();
    site.pages.set("/langganan", (request: IncomingMessage, response: ServerResponse) => {
      const challenge = new URL(request.url ?? "", site.url).searchParams.get("hub.challenge");
      if (challenge !== null) return { body: challenge };
      const chunks: Buffer[] = [];
      request.on("data", (chunk: Buffer) => chunks.push(chunk));
      request.on("end", () => {
        const signature = request.headers["x-hub-signature"];
        told.push({
          signature: Array.isArray(signature) ? signature[0] : signature,
          body: Buffer.concat(chunks).toString("utf8"),
        });
        response.writeHead(204).end();
      });
      return undefined;
    });
    ({ desk, browser, owner, page } = await openOffice({ GAUNG_ALLOWED_PRIVATE_HOSTS: site.host }));
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await site?.[Symbol.asyncDispose]();
  });

  /** Has a text made ready for a person, who posts it and says where. */
  const post = async (words: string, where: string): Promise<void> => {
    await page.goto("/terkirim");
    await page.getByRole("button", { name: "Kirim lewat akun" }).click();
    await dialog().getByRole("textbox", { name: "Teks", exact: true }).fill(words);
    await dialog().getByRole("button", { name: "Periksa dan kirim" }).click();
    await page.getByRole("button", { name: "Kirim sebagai @humas.surabaya" }).click();
    await card(words).getByRole("button", { name: "Sudah saya tayangkan, ini alamatnya" }).click();
    await dialog().getByLabel("Alamatnya di sana").fill(where);
    await dialog().getByRole("button", { name: "Sudah saya tayangkan, ini alamatnya" }).click();
    await card(words).getByRole("link", { name: "Lihat di sana" }).waitFor();
  };

  it("has an official account at a place without an interface", async () => {
    await page.goto("/akun-resmi");
    await page.getByRole("button", { name: "Hubungkan akun" }).click();
    await dialog()
      .getByRole("button", { name: /Tempat lain/ })
      .click();
    await dialog().getByRole("textbox", { name: "Nama tempat" }).fill("Papan Kota");
    await dialog().getByRole("textbox", { name: "Nama akun" }).fill("humas.surabaya");
    await dialog().getByRole("textbox", { name: "Alamat akun" }).fill("https://papan.test/humas.surabaya");
    await dialog().getByRole("button", { name: "Coba dan simpan" }).click();
    await page.getByRole("article").getByText("Terhubung", { exact: true }).waitFor();
    await page.goto("/register-akun");
    await page.getByRole("button", { name: "Nyatakan akun resmi" }).click();
    await dialog().getByLabel("Akun", { exact: true }).selectOption({ index: 1 });
    await dialog().getByLabel("Penanggung jawab").selectOption({ index: 1 });
    await dialog().getByRole("button", { name: "Nyatakan resmi" }).click();
    await page.getByRole("article").getByText("Terhubung ke meja ini").waitFor();
    await page.getByRole("heading", { name: "Umpan untuk umum" }).waitFor();
    await expectSoundPage(owner);
  });

  it("sees that the page where a person posted opens and shows what was said", async () => {
    site.pages.set("/p/1", { headers: { "content-type": "text/html" }, body: `<p>${text}</p>` });
    await post(text, `${site.url}/p/1`);
    await card(text).getByText("Terbuka, tulisan kita ada").waitFor();
    await expectSoundPage(owner);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await page.setViewportSize({ width: 1440, height: 900 });
  });

  it("sees that it is gone, and mends the address", async () => {
    site.pages.delete("/p/1");
    await card(text).getByRole("button", { name: "Lihat lagi sekarang" }).click();
    await card(text).getByText("Tidak ditemukan di sana (404)").waitFor();
    site.pages.set("/p/pindah", { headers: { "content-type": "text/html" }, body: `<p>${text}</p>` });
    await card(text).getByRole("button", { name: "Ubah alamat" }).click();
    await dialog().getByLabel("Alamatnya di sana").fill(`${site.url}/p/pindah`);
    await dialog().getByRole("button", { name: "Simpan dan lihat" }).click();
    await card(text).getByText("Terbuka, tulisan kita ada").waitFor();
    await expectSoundPage(owner);
  });

  it("opens the feeds to everybody, which a citizen finds on the register's page", async () => {
    await page.goto("/register-akun");
    await page.getByRole("switch", { name: "Umpan terbuka" }).press("Space");
    await dialog().getByRole("button", { name: "Buka umpan" }).click();
    await page.getByText("1 pernyataan", { exact: true }).waitFor();
    await expectSoundPage(owner);
    const rss = await (await fetch(await address("RSS"))).text();
    expect(rss).toContain(text);
    expect(rss).toContain(`<link>${site.url}/p/pindah</link>`);
    const json: unknown = await (await fetch(await address("JSON Feed"))).json();
    expect(json).toMatchObject({ items: [{ content_text: text }] });
    const citizen = await newVisitor(browser, desk.url);
    await citizen.context.setExtraHTTPHeaders({ "accept-language": "id" });
    await citizen.page.goto("/akun-resmi-kami");
    const link = citizen.page.getByRole("link", { name: "Ikuti pernyataan kami (RSS)" });
    expect(new URL((await link.getAttribute("href")) ?? "", desk.url).href).toBe(await address("RSS"));
    await expectSoundPage(citizen);
    await citizen.context.close();
  });

  it("tells a subscriber at once what is said next, signed, and shows that somebody is told", async () => {
    const topic = await address("RSS");
    const feed = await fetch(topic);
    const hub = /<([^>]+)>; rel="hub"/.exec(feed.headers.get("link") ?? "")?.[1] ?? "";
    const asked = await fetch(hub, {
      method: "POST",
      body: new URLSearchParams({
        "hub.mode": "subscribe",
        "hub.topic": topic,
        "hub.callback": `${site.url}/langganan`,
        "hub.secret": secret,
      }),
    });
    expect(asked.status).toBe(202);
    await expect
      .poll(
        async () => {
          await page.reload();
          await page.getByText("Diberi tahu seketika", { exact: true }).waitFor();
          return page.getByText("1 pelanggan", { exact: true }).count();
        },
        { timeout: 45_000 },
      )
      .toBe(1);
    const next = "Besok loket buka pukul tujuh pagi.";
    await post(next, `${site.url}/p/2`);
    await expect.poll(() => told.length, { timeout: 45_000 }).toBe(1);
    const [first] = told;
    expect(first?.body).toContain(next);
    const signature = createHmac("sha256", secret)
      .update(first?.body ?? "")
      .digest("hex");
    expect(first?.signature).toBe(`sha256=${signature}`);
    await page.goto("/register-akun");
    await page.setViewportSize({ width: 390, height: 844 });
    await page.getByText("1 pelanggan", { exact: true }).waitFor();
    await expectNothingWider(page);
    await expectSoundPage(owner);
  });
});
