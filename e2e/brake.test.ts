import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import { connectPractice, openPracticeOffice, type PracticeOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";
import { runGaung } from "./lib/run-gaung.ts";

describe("The emergency brake", () => {
  let office: PracticeOffice;
  let network: PracticeOffice["network"];
  let owner: Visitor;
  let page: Page;
  let accountId: string;

  const dialog = () => page.getByRole("dialog");
  const strip = () => page.getByRole("complementary", { name: "Rem darurat" });
  const standing = (): string[] => network.network.posts.map(({ text }) => text);
  const say = (text: string) =>
    callApi(owner.context.request, office.desk, "POST", `/accounts/${accountId}/statements`, { text });

  beforeAll(async () => {
    office = await openPracticeOffice();
    ({ owner, page, network } = office);
    const us = openAccount(network.network, "humas.surabaya", "Humas Surabaya");
    accountId = await connectPractice(office, { token: us.token });
  });
  afterAll(() => office?.close());

  it("is a page that teaches while nothing is held", async () => {
    await page.goto("/rem-darurat");
    await page.getByRole("heading", { name: "Tidak ada yang ditahan" }).waitFor();
    await expectSoundPage(owner);
  });

  it("is pulled with the keyboard from any page during a queue of fifty, and nothing leaves", async () => {
    // Each takes its time, so that the brake finds the sender at work, however slow this machine is.
    for (let index = 0; index < 50; index += 1) network.network.mishaps.push({ kind: "slow", ms: 4_000 });
    await page.goto("/terkirim");
    for (let index = 1; index <= 50; index += 1) await say(`Antrean nomor ${index}`);
    await page.getByRole("button", { name: "Rem darurat" }).focus();
    await page.keyboard.press("Enter");
    await dialog()
      .getByText(/kiriman tertahan\./)
      .waitFor();
    await expectSoundPage(owner);
    await dialog().getByLabel("Alasan").fill("Gempa di selatan kota");
    const answered = page.waitForResponse((answer) => answer.url().endsWith("/accounts/holds"));
    await dialog().getByRole("button", { name: "Tarik rem" }).click();
    await answered;
    await strip().getByText("Gempa di selatan kota").waitFor();
    network.network.mishaps.length = 0;
    // What was on its way when the answer came arrives, and nothing after it.
    const underWay = async () =>
      (
        await callApi<{ on: { covers: { underWay: number } }[] }>(
          owner.context.request,
          office.desk,
          "GET",
          "/accounts/holds",
        )
      ).on[0]?.covers.underWay;
    await expect.poll(underWay, { timeout: 60_000 }).toBe(0);
    await page.goto("/terkirim");
    await page
      .getByText(/Ditahan sejak/)
      .first()
      .waitFor();
    const before = standing().length;
    expect(before).toBeLessThan(50);
    await say("Sesudah rem ditarik");
    await page
      .getByRole("article")
      .filter({ hasText: "Sesudah rem ditarik" })
      .getByText(/Ditahan sejak/)
      .waitFor();
    await expectSoundPage(owner);
    expect(standing().length).toBe(before);
  });

  it("lets one through that a person releases, with a reason", async () => {
    const card = page.getByRole("article").filter({ hasText: "Sesudah rem ditarik" });
    await card.getByRole("button", { name: "Lepaskan yang ini" }).click();
    await dialog().getByLabel("Alasan melepas").fill("Imbauan keselamatan");
    await dialog().getByRole("button", { name: "Lepaskan yang ini" }).click();
    await card.getByText("Terkirim", { exact: true }).waitFor({ timeout: 60_000 });
    await card.getByText(/Dilepas dari rem darurat oleh .*: Imbauan keselamatan/).waitFor();
    expect(standing()).toContain("Sesudah rem ditarik");
    expect(standing()).not.toContain("Antrean nomor 50");
  });

  it("shows what it holds on a phone, and is lifted there", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await page.goto("/rem-darurat");
    const hold = page.getByRole("article").first();
    await hold.getByText("Gempa di selatan kota").waitFor();
    await hold.getByRole("button", { name: /Lihat \d+ kiriman/ }).click();
    await hold.getByText("Antrean nomor 50", { exact: true }).waitFor();
    await expectNothingWider(page);
    await expectSoundPage(owner);
    await hold.getByRole("button", { name: "Lepaskan", exact: true }).click();
    await dialog().getByLabel("Alasan melepas").fill("Sudah aman");
    await dialog().getByRole("button", { name: "Lepaskan", exact: true }).click();
    await page.getByText("Sudah aman").waitFor();
    await strip().waitFor({ state: "detached" });
    await expect.poll(() => new Set(standing()).size, { timeout: 120_000 }).toBe(51);
    expect(standing().length).toBe(51);
    await page.setViewportSize({ width: 1280, height: 800 });
  });

  it("holds what contains a word, and is pulled and lifted from the server's terminal", async () => {
    // As the bell leads here when something is suddenly much talked of.
    await page.goto(`/rem-darurat?kata=${encodeURIComponent('"konser rakyat"')}`);
    expect(await dialog().getByRole("textbox", { name: "Kata" }).inputValue()).toBe('"konser rakyat"');
    await page.keyboard.press("Escape");
    const at = ["--workspace", "humas-kota-contoh", "--reason"];
    const { environment } = office.desk;
    const held = await runGaung(["hold", ...at, "Uji dari terminal", "--words", "konser"], environment);
    expect(held.output).toContain("Held (");
    await say("Konser rakyat dimulai pukul 19");
    await say("Layanan tetap buka");
    await page.goto("/terkirim");
    await page
      .getByRole("article")
      .filter({ hasText: "Konser rakyat" })
      .getByText(/memuat: konser/)
      .waitFor();
    await expect.poll(() => standing().includes("Layanan tetap buka"), { timeout: 60_000 }).toBe(true);
    expect(standing()).not.toContain("Konser rakyat dimulai pukul 19");
    const lifted = await runGaung(["release", ...at, "Selesai"], environment);
    expect(lifted.output).toContain("Holds lifted: 1.");
    await expect
      .poll(() => standing().includes("Konser rakyat dimulai pukul 19"), { timeout: 60_000 })
      .toBe(true);
  });
});
