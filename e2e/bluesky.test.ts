import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { z } from "zod";
import { freePort } from "#platform/db/embedded-postgres.ts";
import { isNetworkInstalled, networkNeeds, openNetwork } from "#test/connectors/bluesky-pds/open-network.ts";
import { openBlueskySimulator } from "#test/connectors/bluesky-simulator/open-bluesky-simulator.ts";
import { chatBetween, writeSimulated } from "#test/connectors/bluesky-simulator/simulated-chats.ts";
import { openSimulatedAccount, saySimulated } from "#test/connectors/bluesky-simulator/simulated-network.ts";
import { expectSoundPage, type Visitor } from "./lib/browser.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { openOffice } from "./lib/office.ts";

/** A Bluesky to go to: Bluesky's own servers, or the simulator. */
interface Sky {
  readonly address: string;
  readonly directory: string;
  readonly handle: string;
  readonly appPassword: string;
  /** Signs in on the consent page, and answers it. */
  readonly agree: (page: Page) => Promise<void>;
  /** A citizen says something to us. @returns the post's address */
  readonly says: (text: string) => Promise<string>;
  /** What answers a post, as everybody sees it. */
  readonly repliesTo: (uri: string) => Promise<readonly string[]>;
  /** A citizen writes to us, and what stands in the chat then; left out where no chat service runs. */
  readonly chat?: { readonly write: (text: string) => void; readonly texts: () => readonly string[] };
  readonly close: () => Promise<void>;
}

const password = "kata sandi utama akun";

async function simulatedSky(): Promise<Sky> {
  const simulator = await openBlueskySimulator(() => new Date());
  const { network, address } = simulator;
  const us = openSimulatedAccount(network, "humas.contoh.test");
  const citizen = openSimulatedAccount(network, "siti.contoh.test");
  const chat = chatBetween(network, us, citizen);
  return {
    ...{ address, directory: address, handle: us.handle, appPassword: us.password },
    async agree(page) {
      await page.getByLabel("Identifier").fill(us.handle);
      await page.getByLabel("Password").fill(us.password);
      await page.getByRole("button", { name: "Authorize" }).click();
    },
    says: async (text) => saySimulated(network, citizen, text).uri,
    repliesTo: async (uri) =>
      network.posts.flatMap(({ record }) =>
        JSON.stringify(record["reply"] ?? {}).includes(uri) ? [String(record["text"])] : [],
      ),
    chat: {
      write: (text) => void writeSimulated(network, chat, citizen, text),
      texts: () => chat.messages.map(({ text }) => text),
    },
    close: simulator.close,
  };
}

const thread = z.object({
  thread: z.object({
    replies: z.array(z.object({ post: z.object({ record: z.object({ text: z.string() }) }) })).default([]),
  }),
});

async function realSky(): Promise<Sky> {
  const network = await openNetwork();
  const us = await network.openAccount("humas.test", password);
  const citizen = await network.openAccount("siti.test", password);
  const made = await us.ask("com.atproto.server.createAppPassword", {
    body: { name: "Gaung", privileged: true },
  });
  return {
    ...{ address: network.address, directory: network.directory, handle: us.handle },
    appPassword: z.object({ password: z.string() }).parse(made).password,
    async agree(page) {
      await page.locator("input[type=password]").fill(password);
      await page.keyboard.press("Enter");
      await page.getByRole("button", { name: /^(authorize|accept|allow)/i }).click();
    },
    async says(text) {
      const at = text.indexOf(`@${us.handle}`);
      const index = { byteStart: at, byteEnd: at + us.handle.length + 1 };
      const features = [{ $type: "app.bsky.richtext.facet#mention", did: us.did }];
      const record = { text, createdAt: new Date().toISOString(), facets: [{ index, features }] };
      const body = { repo: citizen.did, collection: "app.bsky.feed.post", record };
      return z.object({ uri: z.string() }).parse(await citizen.ask("com.atproto.repo.createRecord", { body }))
        .uri;
    },
    async repliesTo(uri) {
      const shown = await citizen.ask("app.bsky.feed.getPostThread", { params: { uri } });
      return thread.parse(shown).thread.replies.map(({ post }) => post.record.text);
    },
    close: network.close,
  };
}

const isReal = isNetworkInstalled();
if (!isReal)
  console.warn(
    `NOT TESTED against Bluesky's own servers: they are not installed (${networkNeeds}). The simulator was used alone.`,
  );

describe.each([
  ["a simulator", simulatedSky, true],
  ["Bluesky's own servers", realSky, isReal],
] as const)("Speaking on Bluesky, on %s", (_, openSky, isHere) => {
  let sky: Sky;
  let desk: DeskProcess;
  let browser: Browser;
  let owner: Visitor;
  let page: Page;

  const drawer = () => page.getByRole("dialog");
  const card = () => page.getByRole("article").filter({ hasText: `@${sky.handle}` });
  const row = (words: string) => page.getByRole("listitem").filter({ hasText: words });
  const log = () => page.getByRole("log", { name: "Isi percakapan" });
  const field = (name: string) => drawer().getByRole("textbox", { name });
  const openBluesky = async (): Promise<void> => {
    await page.getByRole("button", { name: "Hubungkan akun" }).click();
    await drawer()
      .getByRole("button", { name: /^.*Bluesky/ })
      .first()
      .click();
    await field("Nama akun").waitFor();
  };

  beforeAll(async () => {
    if (!isHere) return;
    sky = await openSky();
    const hosts = [sky.address, sky.directory].map((address) => new URL(address).host).join(",");
    // The consent page of these servers (older than June 2026) turns away whoever comes from its own site: the desk goes by
    // its number.
    const port = await freePort();
    const GAUNG_URL = `http://127.0.0.1:${port}`;
    const settings = { GAUNG_PORT: `${port}`, GAUNG_URL, GAUNG_ALLOWED_PRIVATE_HOSTS: hosts };
    ({ desk, browser, owner, page } = await openOffice(settings));
    // What the servers' own consent page complains about is theirs.
    owner.expected.push(new RegExp(new URL(sky.address).host));
  }, 300_000);
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await sky?.close();
  });

  it.runIf(isHere)("begins with an app password, of which a wrong one is refused", async () => {
    await page.goto("/akun-resmi");
    await openBluesky();
    await drawer().getByText("Kata sandi aplikasi", { exact: true }).first().click();
    await field("Kata sandi aplikasi").waitFor();
    await expectSoundPage(owner);
    owner.expected.push(/status of 422 .*\/accounts/);
    await field("Nama akun").fill(sky.handle);
    await drawer().getByText("Pengaturan lain, jarang diperlukan").click();
    await field("Server akun").fill(sky.address);
    await field("Kata sandi aplikasi").fill("bukan-sandi");
    await drawer().getByRole("button", { name: "Coba dan simpan" }).click();
    await drawer()
      .getByText(/Nama pengguna atau sandinya salah/)
      .waitFor();
    await field("Kata sandi aplikasi").fill(sky.appPassword);
    await drawer().getByRole("button", { name: "Coba dan simpan" }).click();
    await card().getByText("Terhubung", { exact: true }).waitFor();
  });

  it.runIf(isHere)(
    "goes on by consent on the page of the account's own server, as the same account",
    async () => {
      await openBluesky();
      await drawer().getByText("Menerima dan menjawab pesan langsung.").waitFor();
      await field("Nama akun").fill(sky.handle);
      await drawer().getByText("Pengaturan lain, jarang diperlukan").click();
      await field("Server akun").fill(sky.address);
      await field("Direktori akun (PLC)").fill(sky.directory);
      await expectSoundPage(owner);
      await drawer()
        .getByRole("button", { name: /^Lanjut ke/ })
        .click();
      await page.waitForURL((url) => url.host === new URL(sky.address).host);
      await sky.agree(page);
      await page.getByText(`@${sky.handle} terhubung.`).waitFor();
      expect(new URL(page.url()).origin).toBe(new URL(desk.url).origin);
      await card().getByText("Terhubung", { exact: true }).waitFor();
      expect(await page.getByRole("article").count()).toBe(1);
      await card().getByRole("button", { name: "Coba sekarang" }).click();
      await page.getByText("Akun ini berfungsi.").waitFor();
      await expectSoundPage(owner);
    },
  );

  it.runIf(isHere)(
    "is declared to be the office's, since nothing goes out from an account that is not",
    async () => {
      await page.goto("/register-akun");
      await page.getByRole("button", { name: "Nyatakan akun resmi" }).first().click();
      await drawer().getByLabel("Akun", { exact: true }).selectOption({ index: 1 });
      await drawer().getByLabel("Penanggung jawab").selectOption({ index: 1 });
      await drawer().getByRole("button", { name: "Nyatakan resmi" }).click();
      await page.getByRole("article").getByText("Terhubung ke meja ini").waitFor();
      await expectSoundPage(owner);
    },
  );

  it.runIf(isHere)(
    "hears a mention, answers it in its thread, and everybody sees the answer there",
    async () => {
      await page.goto("/percakapan");
      const uri = await sky.says(`Halo @${sky.handle} jembatan Suramadu kapan dibuka lagi?`);
      await row("jembatan Suramadu").getByRole("link").click({ timeout: 60_000 });
      await log().getByText("jembatan Suramadu kapan dibuka lagi?").waitFor();
      await page.getByLabel(`Jawab sebagai @${sky.handle}`).fill("Rabu pekan depan, pukul 06.00 WIB.");
      await page.getByRole("button", { name: "Jawab di utas" }).click();
      await expect
        .poll(() => sky.repliesTo(uri), { timeout: 60_000 })
        .toEqual(["Rabu pekan depan, pukul 06.00 WIB."]);
      await log()
        .getByRole("listitem")
        .filter({ hasText: "Rabu pekan depan" })
        .getByRole("link", { name: "Asli" })
        .waitFor();
      await expectSoundPage(owner);
    },
  );

  it.runIf(isHere)("receives a direct message, and answers where only the two read it", async (test) => {
    if (!sky.chat) return test.skip("Bluesky's chat service is not among the servers that can be installed");
    sky.chat.write("Boleh tanya soal KTP saya?");
    await row("soal KTP saya").getByRole("link").click({ timeout: 60_000 });
    await log().getByText("Boleh tanya soal KTP saya?").waitFor();
    await page.getByLabel(`Jawab sebagai @${sky.handle}`).fill("Boleh, silakan.");
    await page.getByRole("button", { name: "Kirim jawaban" }).click();
    await expect
      .poll(() => sky.chat?.texts(), { timeout: 60_000 })
      .toEqual(["Boleh tanya soal KTP saya?", "Boleh, silakan."]);
    await expectSoundPage(owner);
  });

  it.runIf(isHere)("ends on the network's side as well", async () => {
    await page.goto("/akun-resmi");
    await card().getByRole("button", { name: "Putuskan" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Putuskan" }).click();
    await page.getByText("Akun diputuskan; aksesnya juga dibatalkan di jaringan.").waitFor();
    await expect.poll(() => page.getByRole("article").count()).toBe(0);
  });
});
