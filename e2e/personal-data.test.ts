import { readFile } from "node:fs/promises";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { expectSoundPage, newVisitor, openBrowser, type Visitor } from "./lib/browser.ts";
import { type DeskProcess, startDesk } from "./lib/desk-process.ts";
import { callApi, type Person, setUpDesk, signInQuietly } from "./lib/people.ts";

const reader: Person = {
  name: "Bayu Prakoso",
  email: "bayu@humas.contoh.go.id",
  password: "kopi tubruk tanpa gula",
};
const text =
  "Lampu jalan mati di depan Jl. Melati No. 12 RT 03 RW 05. Hubungi saya di 0812-3456-7890 atau sari@contoh.id.";

describe("A mention with a citizen's number and address in it", () => {
  let desk: DeskProcess;
  let browser: Browser;
  let chief: Visitor;
  let guest: Visitor;
  let id = "";

  const story = (page: Page) => page.getByRole("article", { name: "Sebutan yang dibaca" });

  beforeAll(async () => {
    [desk, browser] = await Promise.all([startDesk(), openBrowser()]);
    await setUpDesk(desk);
    chief = await newVisitor(browser, desk.url);
    guest = await newVisitor(browser, desk.url, { width: 390, height: 844 });
    await signInQuietly(chief, desk);
    const request = chief.context.request;
    const clip = { channel: "field", title: "Laporan warga", text, outlet: "Loket Kelurahan" };
    const publishedAt = "2026-03-01T03:00:00.000Z";
    ({ id } = await callApi<{ id: string }>(request, desk, "POST", "/listen/clips", {
      ...clip,
      publishedAt,
    }));
    const invited = await callApi<{ link: string }>(request, desk, "POST", "/invitations", {
      email: reader.email,
      role: "viewer",
    });
    await guest.page.goto(invited.link);
    await guest.page.getByLabel("Nama Anda").fill(reader.name);
    await guest.page.getByRole("textbox", { name: "Kata sandi" }).fill(reader.password);
    await guest.page.getByRole("button", { name: "Terima undangan" }).click();
    await guest.page.getByRole("button", { name: `Menu ${reader.name}` }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
  });

  it("is covered for a reader, who is told what is covered and that officers can show it", async () => {
    const { page } = guest;
    await page.goto(`/aliran?sel=${id}`);
    await page.getByText("1 nomor telepon, 1 alamat surel, dan 1 alamat rumah ditutup.").waitFor();
    await page.getByText("Hanya petugas yang dapat menampilkannya.").waitFor();
    expect(await page.getByRole("button", { name: "Tampilkan", exact: true }).count()).toBe(0);
    for (const secret of ["0812", "7890", "sari@", "Melati"])
      expect(await page.content(), secret).not.toContain(secret);
    await expectSoundPage(guest);
  });

  it("is covered in the list too, also where a search finds the number itself", async () => {
    const { page } = guest;
    await page.goto(`/aliran?q=${encodeURIComponent('"0812-3456-7890"')}`);
    await page.getByRole("heading", { name: "Laporan warga" }).first().waitFor();
    const list = page.getByRole("list", { name: "Sebutan yang ditemukan" });
    expect(await list.getByText("7890").count()).toBe(0);
    await expectSoundPage(guest);
  });

  it("is shown to an officer by one press, until it is covered again", async () => {
    const { page } = chief;
    await page.goto(`/aliran?sel=${id}`);
    await page.getByText("Bila ditampilkan, itu tercatat di log audit.").waitFor();
    expect(await page.getByText("0812-3456-7890").count()).toBe(0);
    await expectSoundPage(chief);
    await page.getByRole("button", { name: "Tampilkan", exact: true }).click();
    await story(page).getByText("0812-3456-7890").waitFor();
    await expectSoundPage(chief);
    await page.getByRole("button", { name: "Tutup lagi" }).click();
    await expect.poll(() => page.getByText("0812-3456-7890").count()).toBe(0);
  });

  it("leaves the look in the audit log, without what was seen", async () => {
    const { page } = chief;
    await page.goto("/pengaturan/audit");
    await page.getByText("Data pribadi ditampilkan").filter({ visible: true }).first().waitFor();
    expect(await page.content()).not.toContain("0812");
    await expectSoundPage(chief);
  });

  it("goes into a file covered, unless the file is asked for with it", async () => {
    const { page } = chief;
    const fileText = async (isPlain: boolean): Promise<string> => {
      await page.goto("/aliran");
      await page.getByRole("button", { name: "Simpan hasil ke berkas" }).click();
      const dialog = page.getByRole("dialog", { name: /^Simpan [\d.]+ sebutan$/ });
      await dialog.getByText("CSV", { exact: true }).click();
      const tick = dialog.getByRole("checkbox", { name: "Dengan data pribadi" });
      expect(await tick.isChecked()).toBe(false);
      if (isPlain) await tick.check();
      await expectSoundPage(chief);
      await dialog.getByRole("button", { name: /^Tulis berkas berisi/ }).click();
      const link = dialog.getByRole("link", { name: "Unduh berkas CSV" });
      await link.waitFor({ timeout: 60_000 });
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      return readFile(await download.path(), "utf8");
    };
    expect(await fileText(false)).not.toMatch(/0812|7890|sari@/);
    expect(await fileText(true)).toContain("0812-3456-7890");
    await page.goto("/pengaturan/audit");
    await page.getByText("Berkas dengan data pribadi diunduh").filter({ visible: true }).first().waitFor();
  });

  it("is covered as the office says", async () => {
    const { page } = chief;
    await page.goto("/pengaturan/data-pribadi");
    const email = page.getByRole("checkbox", { name: "Alamat surel: Tulisan lain" });
    await email.waitFor();
    await expectSoundPage(chief);
    await email.uncheck();
    await page.getByText("Aturan penutupan data pribadi disimpan.").waitFor();
    await guest.page.goto(`/aliran?sel=${id}`);
    await guest.page.getByText("1 nomor telepon dan 1 alamat rumah ditutup.").waitFor();
    await story(guest.page).getByText("sari@contoh.id").waitFor();
    expect(await guest.page.content()).not.toContain("7890");
  });

  it("shows the office's own hotline to everybody once an admin lists it, and covers it again after", async () => {
    const { page } = chief;
    await page.goto("/pengaturan/data-pribadi");
    await page.getByRole("heading", { name: "Belum ada kontak kantor" }).waitFor();
    const form = page.getByRole("form", { name: "Kontak kantor" });
    const contact = form.getByLabel("Kontak", { exact: false });
    chief.expected.push(/status of 422 .*\/personal-data\/contacts$/);
    await contact.fill("Bu Sari");
    await contact.press("Enter");
    await form.getByText("“Bu Sari” bukan kontak.").waitFor();
    await expectSoundPage(chief);
    await contact.fill("+62 812 3456 7890");
    await form.getByLabel("Keterangan").fill("Hotline pengaduan");
    await form.getByRole("button", { name: "Tambahkan" }).click();
    const listed = page
      .getByRole("table", { name: "Kontak kantor" })
      .getByRole("row", { name: /812 3456 7890/ });
    await listed.getByText("Hotline pengaduan").waitFor();
    await contact.fill("0812-3456-7890");
    await contact.press("Enter");
    await form.getByText("Kontak ini sudah terdaftar sebagai “+62 812 3456 7890”.").waitFor();
    await expectSoundPage(chief);

    await guest.page.goto(`/aliran?sel=${id}`);
    await story(guest.page).getByText("Hubungi saya di 0812-3456-7890").waitFor();
    await guest.page.getByText("1 alamat rumah ditutup.").waitFor();
    await expectSoundPage(guest);

    await listed.getByRole("button", { name: "Ubah keterangan +62 812 3456 7890" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Keterangan" }).fill("Hotline banjir");
    await dialog.getByRole("button", { name: "Simpan" }).click();
    await listed.getByText("Hotline banjir").waitFor();
    await expectSoundPage(chief);
    await listed.getByRole("button", { name: "Hapus +62 812 3456 7890 dari daftar" }).click();
    await page.getByRole("heading", { name: "Belum ada kontak kantor" }).waitFor();
    await guest.page.reload();
    await guest.page.getByText("1 nomor telepon dan 1 alamat rumah ditutup.").waitFor();
    expect(await guest.page.content()).not.toContain("7890");
    await page.goto("/pengaturan/audit");
    await page.getByText("Kontak kantor didaftarkan").filter({ visible: true }).first().waitFor();
  });
});
