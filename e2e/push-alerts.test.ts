import type { IncomingMessage, ServerResponse } from "node:http";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { checkVapid, decryptPush, makeBrowserKeys } from "#test/push-messages.ts";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { expectNothingWider, expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { callApi, setUpDesk, signInQuietly } from "./lib/people.ts";

type Payload = { title: string; body: string; path: string; tag: string };

/** A script that stands in for the browser's own push subscription, which needs its maker's service. */
const subscriptionInPage = (endpoint: string, told: { p256dh: string; auth: string }): string => `{
  const kept = "e2e-subscription";
  const endpoint = ${JSON.stringify(endpoint)};
  const subscription = {
    endpoint,
    toJSON: () => ({ endpoint, keys: ${JSON.stringify(told)} }),
    unsubscribe: async () => { localStorage.removeItem(kept); return true; },
  };
  Object.assign(PushManager.prototype, {
    getSubscription: async () => (localStorage.getItem(kept) === null ? null : subscription),
    subscribe: async ({ applicationServerKey }) => {
      localStorage.setItem(kept, applicationServerKey);
      return subscription;
    },
  });
}`;

describe("Alerts in a browser", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;
  let site: WebSite;
  const keys = makeBrowserKeys();
  /** What the push service was given, as the browser reads it. */
  const given: { payload: Payload; raw: string; key: string }[] = [];
  let status = 201;
  /** What the browser under test calls itself differs. */
  const named = /^\S+ di \S+$/;

  const hear = (request: IncomingMessage, response: ServerResponse): undefined => {
    const chunks: Buffer[] = [];
    request.on("data", (chunk: Buffer) => chunks.push(chunk));
    request.on("end", () => {
      const { publicKey } = checkVapid(String(request.headers.authorization));
      const raw = decryptPush(Buffer.concat(chunks), keys);
      given.push({ payload: JSON.parse(raw), raw, key: publicKey });
      response.writeHead(status).end();
    });
  };

  beforeAll(async () => {
    site = await startWebSite();
    site.pages.set("/push", hear);
    [desk, browser] = await Promise.all([
      startDesk(["start"], { GAUNG_ALLOWED_PRIVATE_HOSTS: site.host }),
      openBrowser(),
    ]);
    await setUpDesk(desk);
    officer = await newVisitor(browser, desk.url);
    page = officer.page;
    await signInQuietly(officer, desk);
    await callApi(officer.context.request, desk, "POST", "/listen/monitors", { name: "Banjir", q: "banjir" });
    // A real push service is out of reach here: the browser's own subscription stands in the page, all else is real.
    await page.addInitScript({ content: subscriptionInPage(`${site.url}/push`, keys.told) });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await site?.[Symbol.asyncDispose]();
  });

  it("are blocked where somebody refused them, and the page says what to do", async () => {
    const devtools = await officer.context.newCDPSession(page);
    const { targetInfo } = await devtools.send("Target.getTargetInfo");
    await devtools.send("Browser.setPermission", {
      permission: { name: "notifications" },
      setting: "denied",
      origin: desk.url,
      browserContextId: String(targetInfo.browserContextId),
    });
    await page.goto("/peringatan/atur");
    await page.getByText("Anda pernah menolak pemberitahuan dari alamat ini.", { exact: false }).waitFor();
    await page.getByText("Diblokir", { exact: true }).waitFor();
    await expectSoundPage(officer);
  });

  it("are allowed with a press, proven by a test, and chosen in a rule", async () => {
    await officer.context.grantPermissions(["notifications"], { origin: desk.url });
    await page.reload();
    await page.getByRole("button", { name: "Izinkan di peramban ini" }).click();
    await page.getByText("Pesan uji dikirim ke peramban ini.", { exact: false }).waitFor();
    await page.getByText(/Aktif sejak/).waitFor();
    expect(given.at(-1)?.payload).toMatchObject({ title: "Uji peringatan Gaung", path: "/peringatan/atur" });
    expect(given.at(-1)?.key).toBe(await page.evaluate(() => localStorage.getItem("e2e-subscription")));
    await page.getByRole("button", { name: "Tambah aturan" }).click();
    const rule = page.getByRole("group", { name: "Aturan 1" });
    await rule.getByRole("combobox", { name: "Yang ditemukan" }).selectOption({ label: "Banjir" });
    await rule.getByRole("checkbox", { name: named }).check();
    await page.getByRole("button", { name: "Simpan pengaturan" }).click();
    await page.getByText("Pengaturan peringatan disimpan.").waitFor();
    await expectSoundPage(officer);
  });

  it("show what was found, without the desk, and open it there", async () => {
    await callApi(officer.context.request, desk, "POST", "/listen/clips", {
      channel: "news",
      outlet: "Kabar Contoh",
      title: "Banjir merendam Kecamatan Melati",
      publishedAt: new Date(Date.now() - 60_000).toISOString(),
    });
    await expect.poll(() => given.length, { timeout: 90_000 }).toBe(2);
    const { payload, raw } = given[1] ?? { payload: undefined, raw: "" };
    expect(payload?.title).toBe("Banjir: Banjir merendam Kecamatan Melati");
    // The worker of the page gets it as from the push service.
    const devtools = await officer.context.newCDPSession(page);
    const registration = new Promise<string>((resolve) => {
      devtools.on("ServiceWorker.workerRegistrationUpdated", ({ registrations }) => {
        const found = registrations.find(({ scopeURL }) => scopeURL.endsWith("/peringatan"));
        if (found) resolve(found.registrationId);
      });
    });
    await devtools.send("ServiceWorker.enable");
    await devtools.send("ServiceWorker.deliverPushMessage", {
      origin: `${desk.url}/`,
      registrationId: await registration,
      data: raw,
    });
    const shown = () =>
      page.evaluate<{ title: string; path: string }[]>(
        `navigator.serviceWorker.getRegistration("/peringatan")
          .then((worker) => worker?.getNotifications() ?? [])
          .then((notices) => notices.map(({ title, data }) => ({ title, path: data.path })))`,
      );
    await expect.poll(shown).toEqual([{ title: payload?.title, path: payload?.path }]);
    expect(await page.evaluate("caches.keys()")).toEqual([]);
    await page.goto(payload?.path ?? "");
    await page.getByRole("link", { name: "Banjir merendam Kecamatan Melati" }).waitFor();
    await expect
      .poll(() => page.evaluate<string>("document.activeElement?.textContent ?? ''"))
      .toContain("Kecamatan Melati");
    await page.getByText(/^\S+ di \S+: sampai$/).waitFor();
    await expectSoundPage(officer);
  });

  it("end quietly when the push service forgot the browser, and go on when it is allowed again", async () => {
    status = 410;
    await page.goto("/peringatan/atur");
    await page.getByRole("button", { name: /^Uji \S+ di / }).click();
    await page.getByText(/Tidak lagi menerima sejak/).waitFor();
    await expectSoundPage(officer);
    status = 201;
    await page.getByRole("button", { name: "Izinkan di peramban ini" }).click();
    await page.getByText(/Aktif sejak/).waitFor();
    expect(await page.getByText(/Tidak lagi menerima sejak/).count()).toBe(0);
    expect(await page.getByRole("checkbox", { name: named }).isChecked()).toBe(true);
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await page.getByRole("button", { name: "Matikan" }).click();
    await page.getByRole("button", { name: "Izinkan di peramban ini" }).waitFor();
  });
});
