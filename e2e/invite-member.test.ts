import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { officeName, type Person, setUpDesk, signInQuietly } from "./lib/people.ts";

const viewer: Person = {
  name: "Bayu Prakoso",
  email: "bayu@humas.contoh.go.id",
  password: "kopi tubruk tanpa gula",
};

describe("An office that takes somebody in, who may not do everything", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let chief: Visitor;
  let guest: Visitor;
  let link = "";

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    chief = await newVisitor(browser, desk.url);
    guest = await newVisitor(browser, desk.url, { width: 390, height: 844 });
    await signInQuietly(chief, desk);
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("makes an invitation with a link to hand over", async () => {
    const { page } = chief;
    await page.goto("/pengaturan/anggota");
    const form = page.getByRole("form", { name: "Undang orang" });
    await form.getByLabel("Surel").fill(viewer.email);
    await form.getByLabel("Peran").selectOption({ label: "pembaca" });
    await form.getByRole("button", { name: "Kirim undangan" }).click();
    await page.getByText(`Undangan untuk ${viewer.email} sudah dibuat.`).waitFor();
    link = await page.getByLabel("Tautan undangan").inputValue();
    expect(link).toContain("/undangan/");
    await expectSoundPage(chief);
  });

  it("lets the invited person in by the link, on a phone", async () => {
    const { page } = guest;
    await page.goto(link);
    await page.getByRole("heading", { name: `Bergabung dengan ${officeName}` }).waitFor();
    await page.getByText("Sebagai pembaca: membaca saja").waitFor();
    await expectSoundPage(guest);
    await page.getByLabel("Nama Anda").fill(viewer.name);
    await page.getByRole("textbox", { name: "Kata sandi" }).fill(viewer.password);
    await page.getByRole("button", { name: "Terima undangan" }).click();
    await page.getByRole("button", { name: `Menu ${viewer.name}` }).waitFor();
    await expectSoundPage(guest);
  });

  it("shows a reader what there is to read, and nothing to change it with", async () => {
    const { page } = guest;
    await page.goto("/sumber");
    await page.getByRole("heading", { level: 1 }).waitFor();
    await expect.poll(() => page.getByRole("button", { name: "Tambah sumber" }).count()).toBe(0);
    await expectSoundPage(guest);
    await page.goto("/pengaturan");
    await page.getByRole("heading", { name: "Pengaturan", level: 1 }).waitFor();
    for (const shut of ["Kunci API", "Surel", "Log audit", "Cadangan"])
      expect(await page.getByRole("link", { name: shut }).count(), shut).toBe(0);
    await page.goto("/pengaturan/kunci");
    await page.getByText(`Peran Anda di ${officeName} adalah pembaca.`).waitFor();
    await expectSoundPage(guest);
  });

  it("refuses a reader at the server too, whatever the screen shows", async () => {
    const answer = await guest.context.request.post("/api/listen/sources", {
      headers: { origin: desk.url },
      data: { url: "https://contoh.go.id/feed", title: "x", outlet: "x", kind: "feed" },
    });
    expect(answer.status()).toBe(403);
  });

  it("gives another role, which counts at once and can be undone", async () => {
    const { page } = chief;
    await page.reload();
    await page.getByLabel(`Peran ${viewer.name}`).selectOption({ label: "petugas" });
    await page.getByText(`${viewer.name} sekarang petugas`).waitFor();
    await guest.page.goto("/sumber");
    await guest.page.getByRole("button", { name: "Tambah sumber" }).first().waitFor();
    await page.getByRole("button", { name: "Urungkan" }).click();
    await page.getByText(`${viewer.name} sekarang pembaca`).waitFor();
    expect(guest.problems()).toEqual([]);
  });

  it("takes access away at once", async () => {
    const { page } = chief;
    await page.getByRole("row", { name: viewer.email }).getByRole("button", { name: "Keluarkan" }).click();
    const question = page.getByRole("dialog", { name: `Keluarkan ${viewer.name} dari kantor ini?` });
    await question.waitFor();
    await expectSoundPage(chief);
    await question.getByRole("button", { name: `Keluarkan ${viewer.name}` }).click();
    await question.waitFor({ state: "detached" });
    expect(await page.getByRole("row", { name: viewer.email }).count()).toBe(0);
    expect((await guest.context.request.get("/api/members")).status()).toBe(403);
    expect(chief.problems()).toEqual([]);
  });

  it("keeps in the log who let whom in and out", async () => {
    const { page } = chief;
    await page.goto("/pengaturan/audit");
    await page.getByRole("heading", { name: "Log audit", level: 1 }).waitFor();
    await expect.poll(() => page.getByText(viewer.email).count()).toBeGreaterThan(0);
    await page.getByRole("button", { name: "Periksa rantai" }).click();
    await page.getByText(/^Utuh: \d+ catatan, tidak ada yang diubah\.$/).waitFor();
    await expectSoundPage(chief);
  });
});
