import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import { type ServedFakeNetwork, serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { embeddedAddress, withRows } from "./lib/desk-rows.ts";
import { openOffice } from "./lib/office.ts";
import { callApi } from "./lib/people.ts";

const before = 4_000;
const meanwhile = 120;

describe("A desk that is killed while it receives", () => {
  let network: ServedFakeNetwork;
  let desk: DeskProcess;
  let browser: Browser;

  /** Somebody mentions the office on the practice network. */
  const say = (text: string): void => {
    const citizen = openAccount(network.network, "warga", "Warga");
    putPost(network.network, { authorId: citizen.id, text: `@humas.contoh ${text}` }, Date.now());
  };
  const stored = async (): Promise<{ messages: number; told: number }> => {
    const { address } = await embeddedAddress(desk.dataDir);
    const { rows } = await withRows(address, (client) =>
      client.query<{ messages: string; told: string }>(
        "select (select count(*) from accounts.message) as messages, (select sum(received_count) from accounts.conversation) as told",
      ),
    );
    return { messages: Number(rows[0]?.messages), told: Number(rows[0]?.told) };
  };

  beforeAll(async () => {
    network = await serveFakeNetwork(() => new Date());
    const us = openAccount(network.network, "humas.contoh", "Humas Contoh");
    const { host } = new URL(network.address);
    const office = await openOffice({ GAUNG_ALLOWED_PRIVATE_HOSTS: host });
    ({ desk, browser } = office);
    for (let n = 0; n < before; n += 1) say(`laporan ${n}`);
    await callApi(office.owner.context.request, desk, "POST", "/accounts", {
      network: "fake",
      way: "token",
      settings: { server: network.address },
      secrets: { token: us.token },
    });
  });
  afterAll(async () => {
    await browser?.close();
    await desk?.stop();
    await network?.stop();
  });

  it("goes on where it was after the restart: nothing lost, nothing doubled", async () => {
    await expect.poll(async () => (await stored()).messages, { interval: 20 }).toBeGreaterThan(100);
    await desk.kill();
    expect((await stored()).messages, "killed in the middle").toBeLessThan(before);
    for (let n = 0; n < meanwhile; n += 1) say(`selagi mati ${n}`);
    await desk.restart();
    const whole = { messages: before + meanwhile, told: before + meanwhile };
    await expect.poll(stored, { timeout: 120_000, interval: 500 }).toEqual(whole);
  });
});
