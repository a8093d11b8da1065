import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { expectNothingWider, expectSoundPage, newVisitor, type Visitor } from "./lib/browser.ts";
import { connectPractice, openPracticeOffice, type PracticeOffice } from "./lib/office.ts";
import { callApi, type Person, signInQuietly } from "./lib/people.ts";

const chief: Person = {
  name: "Bima Prasetya",
  email: "bima@humas.contoh.go.id",
  password: "perahu kecil di danau toba",
};
const handles = ["humas.kota", "air.kota", "jalan.kota"] as const;

describe("A draft for three accounts", () => {
  let office: PracticeOffice;
  let owner: Visitor;
  let page: Page;
  let other: Visitor;

  const tab = (on: Page, handle: string) =>
    on.getByRole("navigation", { name: "Lewat akun" }).getByRole("button", { name: `@${handle}` });
  const said = () =>
    office.network.network.posts.filter(({ isRemoved }) => !isRemoved).map(({ text }) => text);
  const save = async () => {
    await page.getByRole("button", { name: "Simpan naskah" }).click();
    await page.getByText("Tersimpan.", { exact: true }).waitFor();
  };

  beforeAll(async () => {
    office = await openPracticeOffice();
    ({ owner, page } = office);
  });
  afterAll(() => office?.close());

  it("begins with a board that teaches", async () => {
    await page.goto("/naskah");
    await page.getByRole("heading", { name: "Belum ada naskah" }).waitFor();
    await page.getByRole("link", { name: "Hubungkan akun" }).waitFor();
    await expectSoundPage(owner);
    for (const handle of handles) {
      const { token } = openAccount(office.network.network, handle, handle);
      await connectPractice(office, { token });
    }
    const { link } = await callApi<{ link: string }>(
      owner.context.request,
      office.desk,
      "POST",
      "/invitations",
      {
        ...{ email: chief.email, role: "officer" },
      },
    );
    other = await newVisitor(office.browser, office.desk.url);
    const token = new URL(link, office.desk.url).pathname.split("/").at(-1) ?? "";
    await callApi(other.context.request, office.desk, "POST", `/invitations/by-token/${token}/acceptance`, {
      ...{ name: chief.name, password: chief.password },
    });
    await signInQuietly(other, office.desk, chief);
  });

  it("is written once, and each account follows it or says it in its own way", async () => {
    await page.goto("/naskah");
    await page.getByRole("button", { name: "Mulai naskah" }).click();
    const dialog = page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Apa yang kita sampaikan" }).fill("Loket pengaduan pindah");
    for (const handle of handles) await dialog.getByRole("checkbox", { name: `@${handle}` }).check();
    await expectSoundPage(owner);
    await dialog.getByRole("button", { name: "Tulis naskahnya" }).click();
    await page.getByRole("heading", { name: "Loket pengaduan pindah", level: 1 }).waitFor();
    await page.getByRole("textbox", { name: "Mengapa sekarang" }).fill("Gedung lama direnovasi.");
    await page
      .getByRole("textbox", { name: "Teks", exact: true })
      .fill("Loket pengaduan pindah ke lantai dua mulai Senin. Aduan Anda akan segera kami proses.");
    await page.getByText("85 dari 500, menurut hitungan Jaringan latihan").waitFor();
    await tab(page, "jalan.kota").click();
    await page.getByText("Tulis sendiri", { exact: true }).click();
    await page
      .getByRole("textbox", { name: "Teks", exact: true })
      .last()
      .fill("Mau mengadukan jalan rusak? Loketnya kini di lantai dua.");
    await save();
  });

  it("is warned of a promise without a date, and mended where it stands", async () => {
    await tab(page, "humas.kota").click();
    const findings = page.getByRole("region", { name: "Yang perlu diperiksa" });
    await findings.getByText("Janji tanpa tanggal").waitFor();
    const marked = page.getByRole("figure").locator("[data-found]", { hasText: "akan segera" });
    await marked.waitFor();
    await expectSoundPage(owner);
    await findings.getByRole("button", { name: "Ganti akan segera" }).click();
    await findings.getByText("Belum diisi").first().waitFor();
    await page
      .getByRole("textbox", { name: "Teks", exact: true })
      .fill(
        "Loket pengaduan pindah ke lantai dua mulai Senin. Aduan Anda kami proses dalam 3 hari kerja. #LoketKota",
      );
    await findings.getByText("Tagar baru pertama dipakai").waitFor();
    await findings.getByText("Janji tanpa tanggal").waitFor({ state: "detached" });
    await save();
  });

  it("goes out through nobody's own approval, is refused with a reason, fixed, and approved by somebody else", async () => {
    const address = page.url();
    await page.getByRole("button", { name: "Minta persetujuan" }).click();
    await page.getByText("Ini tulisan Anda, jadi orang lain yang menyetujui.").waitFor();
    expect(await page.getByRole("button", { name: "Setujui versi ini" }).count()).toBe(0);
    await other.page.goto("/naskah");
    await other.page.getByRole("button", { name: /Pemberitahuan/ }).click();
    await other.page.getByText(/meminta persetujuan: “Loket pengaduan pindah”/).waitFor();
    await other.page.goto(address);
    await tab(other.page, "humas.kota").click();
    await other.page.getByRole("button", { name: "Kembalikan", exact: true }).click();
    const dialog = other.page.getByRole("dialog");
    await dialog.getByRole("textbox", { name: "Alasan" }).fill("Sebut nomor loketnya.");
    await dialog.getByRole("button", { name: "Kembalikan", exact: true }).click();
    await page.getByText("Sebut nomor loketnya.").waitFor();
    await page
      .getByRole("textbox", { name: "Teks", exact: true })
      .fill("Loket 4 pengaduan pindah ke lantai dua mulai Senin. Aduan Anda kami proses dalam 3 hari kerja.");
    await save();
    for (const handle of handles) {
      await tab(page, handle).click();
      await page.getByRole("button", { name: "Minta persetujuan" }).click();
      await page.getByText("Ini tulisan Anda, jadi orang lain yang menyetujui.").waitFor();
      await tab(other.page, handle).click();
      await other.page.getByRole("button", { name: "Setujui versi ini" }).click();
      await other.page.getByText("Disetujui. Kirim sekarang atau jadwalkan.").waitFor();
    }
    await expectSoundPage(other);
  });

  it("goes out word for word, and what is scheduled waits for its hour", async () => {
    await tab(page, "humas.kota").click();
    await page.getByRole("button", { name: "Kirim atau jadwalkan" }).click();
    const dialog = page.getByRole("dialog");
    await expectSoundPage(owner);
    await dialog.getByRole("button", { name: "Kirim sekarang" }).click();
    await page.getByRole("link", { name: "Lihat di sana" }).waitFor();
    const words =
      "Loket 4 pengaduan pindah ke lantai dua mulai Senin. Aduan Anda kami proses dalam 3 hari kerja.";
    expect(said()).toEqual([words]);
    await tab(page, "jalan.kota").click();
    await page.getByRole("button", { name: "Kirim atau jadwalkan" }).click();
    const tomorrow = new Date(Date.now() + 31 * 3_600_000).toISOString().slice(0, 16);
    await dialog.getByLabel("Jam kirim").fill(tomorrow);
    await dialog.getByRole("button", { name: "Jadwalkan" }).click();
    await page.getByText("Menunggu jamnya.").waitFor();
    await page.getByRole("button", { name: "Tarik jadwal" }).click();
    await page.getByText("Disetujui. Kirim sekarang atau jadwalkan.").waitFor();
    expect(said()).toEqual([words]);
  });

  it("can be followed on a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await page.goto("/naskah");
    await page.getByRole("link", { name: "Loket pengaduan pindah" }).waitFor();
    await expectSoundPage(owner);
    await page.getByRole("link", { name: "Loket pengaduan pindah" }).click();
    await page.getByText("Ceritanya").waitFor();
    await expectSoundPage(owner);
  });
});
