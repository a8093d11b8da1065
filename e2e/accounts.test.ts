import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { expectNothingWider, expectSoundPage, type Visitor } from "./lib/browser.ts";
import { openPracticeOffice, type PracticeOffice } from "./lib/office.ts";

describe("Connecting the office's accounts", () => {
  let office: PracticeOffice;
  let network: PracticeOffice["network"];
  let owner: Visitor;
  let page: Page;

  const drawer = () => page.getByRole("dialog");
  const card = (handle: string) => page.getByRole("article").filter({ hasText: `@${handle}` });
  const openPractice = async (): Promise<void> => {
    await page.getByRole("button", { name: "Hubungkan akun" }).click();
    await drawer()
      .getByRole("button", { name: /Jaringan latihan/ })
      .click();
  };

  beforeAll(async () => {
    office = await openPracticeOffice();
    ({ owner, page, network } = office);
  });
  afterAll(() => office?.close());

  it("begins with an empty page that teaches, and shows what a network cannot do and why", async () => {
    await page.goto("/akun-resmi");
    await page.getByRole("heading", { name: "Belum ada akun" }).waitFor();
    await expectSoundPage(owner);
    await openPractice();
    await drawer().getByText("Jaringan latihan tidak mengenal domain.").waitFor();
    await expectSoundPage(owner);
  });

  it("names the field that is missing, says what the network refused, and keeps only what works", async () => {
    const us = openAccount(network.network, "humas.surabaya", "Humas Surabaya");
    owner.expected.push(/status of (422|503) .*\/accounts/);
    await drawer().getByRole("textbox", { name: "Alamat server" }).fill(network.address);
    await drawer().getByLabel("Token akses").fill("token_yang_salah");
    await drawer().getByRole("button", { name: "Coba dan simpan" }).click();
    await drawer()
      .getByText(/Jaringan menolak sandi atau token ini/)
      .waitFor();
    await drawer().getByLabel("Token akses").fill(us.token);
    await drawer().getByRole("button", { name: "Coba dan simpan" }).click();
    await card("humas.surabaya").getByText("Terhubung", { exact: true }).waitFor();
    await expectSoundPage(owner);
  });

  it("says that access was withdrawn, since when, and is whole again after connecting anew", async () => {
    const us = openAccount(network.network, "humas.surabaya", "Humas Surabaya");
    us.isRevoked = true;
    await card("humas.surabaya").getByRole("button", { name: "Coba sekarang" }).click();
    await card("humas.surabaya").getByText("Terputus", { exact: true }).waitFor();
    await card("humas.surabaya").getByText("Jaringan tidak menerima akses kita lagi.").waitFor();
    await expectSoundPage(owner);
    us.isRevoked = false;
    await card("humas.surabaya").getByRole("button", { name: "Hubungkan ulang" }).click();
    await drawer().getByRole("textbox", { name: "Alamat server" }).fill(network.address);
    await drawer().getByLabel("Token akses").fill(us.token);
    await drawer().getByRole("button", { name: "Coba dan simpan" }).click();
    await card("humas.surabaya").getByText("Terhubung", { exact: true }).waitFor();
    expect(await page.getByRole("article").count()).toBe(1);
  });

  it("is sent to the network's own page to consent, and comes back connected", async () => {
    openAccount(network.network, "dishub.surabaya", "Dishub Surabaya");
    await openPractice();
    await drawer().getByText("Persetujuan di halaman jaringan", { exact: true }).click();
    await drawer().getByRole("textbox", { name: "Alamat server" }).fill(network.address);
    await drawer().getByRole("button", { name: "Lanjut ke Jaringan latihan" }).click();
    await page.getByRole("heading", { name: "Izinkan Gaung?" }).waitFor();
    await page.getByLabel("Akun").selectOption({ label: "@dishub.surabaya" });
    await page.getByRole("button", { name: "Izinkan" }).click();
    await page.getByText("@dishub.surabaya terhubung.").waitFor();
    await card("dishub.surabaya").getByText("Terhubung", { exact: true }).waitFor();
    await expectSoundPage(owner);
  });

  it("guides to Google with the office's own application, and says when consent was declined there", async () => {
    const there = "https://accounts.google.com/**";
    const answer = { contentType: "text/html", body: "<title>Google</title><h1>Google</h1>" };
    await page.route(there, (route) => route.fulfill(answer));
    await page.getByRole("button", { name: "Hubungkan akun" }).click();
    await drawer()
      .getByRole("button", { name: /^Surel/ })
      .click();
    await drawer().getByText("Google", { exact: true }).click();
    const callback = await drawer().getByLabel("Alamat kembali").inputValue();
    await drawer().getByRole("textbox", { name: "Alamat surel" }).fill("humas@kota.test");
    await drawer()
      .getByRole("textbox", { name: /client ID/ })
      .fill("gaung-kantor");
    await drawer()
      .getByLabel(/client secret/)
      .fill("rahasia-aplikasi");
    await expectSoundPage(owner);
    await drawer().getByRole("button", { name: "Lanjut ke Google" }).click();
    await page.getByRole("heading", { name: "Google" }).waitFor();
    const asked = new URL(page.url()).searchParams;
    expect(Object.fromEntries(asked)).toMatchObject({
      client_id: "gaung-kantor",
      redirect_uri: callback,
      scope: "https://mail.google.com/",
      login_hint: "humas@kota.test",
    });
    expect(page.url()).not.toContain("rahasia-aplikasi");
    await page.goto(`${callback}?state=${asked.get("state")}&error=access_denied`);
    await page.getByText("Persetujuan ditolak di halaman jaringan.").waitFor();
    await expectSoundPage(owner);
    await page.unroute(there);
  });

  it("is disconnected here and on the network, and fits a phone", async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await expectNothingWider(page);
    await card("dishub.surabaya").getByRole("button", { name: "Putuskan" }).click();
    await page.getByRole("dialog").getByRole("button", { name: "Putuskan" }).click();
    await expect.poll(() => page.getByRole("article").count()).toBe(1);
    const there = network.network.accounts.find(({ handle }) => handle === "dishub.surabaya");
    expect(there?.isRevoked).toBe(true);
    await expectSoundPage(owner);
  });
});
