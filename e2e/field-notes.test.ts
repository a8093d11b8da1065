import type { Browser, Page } from "playwright-core";
import sharp from "sharp";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectNothingWider, expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { callApi, setUpDesk, signInQuietly } from "./lib/people.ts";

type Listed = { id: string; title: string; tags: string[] };

describe("Notes from the field", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let officer: Visitor;
  let page: Page;
  let picture: Buffer;

  const mentions = async () =>
    (
      await callApi<{ items: Listed[] }>(
        officer.context.request,
        desk,
        "GET",
        "/listen/mentions?q=channel%3Afield&limit=100",
      )
    ).items;
  const text = () => page.getByRole("textbox", { name: "Apa yang Anda lihat atau dengar?" });
  const queue = () => page.getByRole("list", { name: "Catatan di ponsel ini" }).getByRole("listitem");
  const addPicture = async (buffer = picture) => {
    const photos = page.getByRole("list", { name: "Foto catatan ini" }).getByRole("img");
    const before = await photos.count();
    await page
      .getByLabel("Pilih foto")
      .setInputFiles({ name: "IMG_0001.jpg", mimeType: "image/jpeg", buffer });
    await expect.poll(() => photos.count()).toBe(before + 1);
  };
  const keep = () => page.getByRole("button", { name: "Simpan dan kirim" }).click();

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    officer = await newVisitor(browser, desk.url, { width: 390, height: 844 });
    await officer.context.grantPermissions(["geolocation"], { origin: desk.url });
    await officer.context.setGeolocation({ latitude: -6.914744, longitude: 107.60981, accuracy: 12 });
    page = officer.page;
    await signInQuietly(officer, desk);
    picture = await sharp({
      create: {
        width: 2400,
        height: 1800,
        channels: 3,
        background: "red",
        noise: { type: "gaussian", mean: 128, sigma: 40 },
      },
    })
      .withExif({ IFD3: { GPSLatitudeRef: "S", GPSLatitude: "6/1 54/1 0/1" } })
      .jpeg()
      .toBuffer();
    // What the browser says when there is no network is the point of this journey.
    officer.expected.push(/Failed to load resource/, /ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("opens as a page for one thumb, and gets ready to open without a network", async () => {
    await page.goto("/lapangan");
    await text().waitFor();
    await page.getByText("Halaman ini siap dipakai tanpa jaringan").waitFor();
    const manifest = await page.evaluate<string>("document.querySelector('link[rel=manifest]').href");
    const answer = await officer.context.request.get(manifest);
    expect(answer.headers()["content-type"]).toContain("application/manifest+json");
    expect(await answer.json()).toMatchObject({ start_url: "/lapangan", display: "standalone" });
    const small = await page.evaluate<string[]>(`[...document.querySelectorAll("button, a")]
      .filter((one) => one.offsetParent !== null && one.getBoundingClientRect().height < 44)
      .map((one) => one.textContent)`);
    expect(small).toEqual([]);
    await expectSoundPage(officer);
  });

  it("opens anew without a network, keeps what is written at every key, and sends it later, once", async () => {
    await officer.context.setOffline(true);
    await page.reload();
    await page.getByText("Tanpa jaringan", { exact: true }).waitFor();
    await text().fill("Tanggul jebol di dekat pasar\nWarga mulai mengungsi.");
    await addPicture();
    await page.getByRole("textbox", { name: "Lokasi", exact: true }).fill("Pasar Induk");
    await page.getByRole("button", { name: "Sertakan titik lokasi saya" }).click();
    await page.getByText("kira-kira tepat sampai 12 meter").waitFor();
    await page.getByRole("combobox", { name: "Topik" }).fill("Banjir");
    // The tab is killed in the middle of writing.
    await page.close();
    page = await officer.context.newPage();
    officer.page = page;
    await page.goto("/lapangan");
    await expect.poll(() => text().inputValue()).toContain("Warga mulai mengungsi.");
    await page.getByRole("img", { name: "Foto 1" }).waitFor();
    await keep();
    await queue().getByText("Menunggu jaringan").waitFor();
    await page.reload();
    await queue().getByText("Menunggu jaringan").waitFor();
    await expectSoundPage(officer);
    expect(await text().inputValue()).toBe("");
    await officer.context.setOffline(false);
    await queue().getByText("Sudah diterima").waitFor();
    const [note, ...others] = await mentions();
    expect(others).toEqual([]);
    expect(note).toMatchObject({ title: "Tanggul jebol di dekat pasar", tags: ["Banjir"] });
    const { attachments } = await callApi<{ attachments: { url: string }[] }>(
      officer.context.request,
      desk,
      "GET",
      `/listen/mentions/${note?.id}`,
    );
    const sent = sharp(await (await officer.context.request.get(attachments[0]?.url ?? "")).body());
    const { width, height, exif } = await sent.metadata();
    expect({ width, height, exif }).toEqual({ width: 1600, height: 1200, exif: undefined });
    await expectSoundPage(officer);
  });

  it("keeps notes when the sign-in has ended, and sends them after the next", async () => {
    await officer.context.clearCookies();
    await page.reload();
    await page.getByText("Anda perlu masuk lagi").waitFor();
    await text().fill("Antrean panjang di loket");
    await keep();
    await queue().getByText("Antrean panjang di loket").waitFor();
    await expectSoundPage(officer);
    await signInQuietly(officer, desk);
    await page.reload();
    await queue().filter({ hasText: "Antrean panjang" }).getByText("Sudah diterima").waitFor();
    expect(await mentions()).toHaveLength(2);
  });

  it("loses none of ten notes with pictures and doubles none while a desk drops calls and answers", async () => {
    let calls = 0;
    const small = await sharp(picture).resize(800, 600).jpeg({ quality: 95 }).toBuffer();
    await officer.context.route(/\/api\/listen\/field-/, async (route) => {
      calls += 1;
      if (calls % 4 === 1) return route.abort("connectionreset");
      const answer = await route.fetch();
      return calls % 4 === 2 ? route.abort("connectionreset") : route.fulfill({ response: answer });
    });
    await officer.context.setOffline(true);
    for (let n = 1; n <= 10; n += 1) {
      await text().fill(`Catatan ke-${n} dari pos pantau`);
      await addPicture(small);
      await keep();
      await expect.poll(() => queue().count()).toBe(2 + n);
    }
    await officer.context.setOffline(false);
    // Whatever waits is tried again with growing pauses; a person who comes back to the page does not wait.
    await expect
      .poll(
        async () => {
          await page.evaluate("window.dispatchEvent(new Event('online'))");
          return queue().getByText("Sudah diterima").count();
        },
        { timeout: 120_000, interval: 1_000 },
      )
      .toBe(12);
    await officer.context.unroute(/\/api\/listen\/field-/);
    expect(calls).toBeGreaterThan(40);
    const found = (await mentions()).filter(({ title }) => title.startsWith("Catatan ke-"));
    expect(found.map(({ title }) => title).sort()).toEqual(
      Array.from({ length: 10 }, (_, n) => `Catatan ke-${n + 1} dari pos pantau`).sort(),
    );
    const counts = await Promise.all(
      found.map(({ id }) =>
        callApi<{ attachments: unknown[] }>(officer.context.request, desk, "GET", `/listen/mentions/${id}`),
      ),
    );
    expect(counts.map(({ attachments }) => attachments.length)).toEqual(Array(10).fill(1));
  });

  it("goes on after the desk itself was killed and came back, and leads to the mention", async () => {
    await desk.kill();
    await text().fill("Listrik padam di tiga kelurahan");
    await keep();
    await queue().getByText("Menunggu jaringan").first().waitFor();
    await desk.restart();
    // The page tries by itself too, with growing pauses: whichever comes first, the note arrives once.
    const send = page.getByRole("button", { name: "Kirim sekarang" });
    await expect
      .poll(async () => {
        if (await send.isVisible()) await send.click({ timeout: 1_000 }).catch(() => undefined);
        return (await mentions()).length;
      })
      .toBe(13);
    await queue().filter({ hasText: "Listrik padam" }).getByRole("link", { name: "Buka di Aliran" }).click();
    await page.getByRole("heading", { name: "Listrik padam di tiga kelurahan" }).waitFor();
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.goto("/");
    await page.getByRole("link", { name: "Lapangan" }).first().click();
    await text().waitFor();
    await expectNothingWider(page);
  });
});
