import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { openAccount, putPost } from "#connectors/fake/network/fake-state.ts";
import type { DeskProcess } from "./lib/desk-process.ts";
import { embeddedAddress, withRows } from "./lib/desk-rows.ts";
import { connectPractice, openPracticeOffice, type PracticeOffice } from "./lib/office.ts";

const before = 4_000;
const meanwhile = 120;

describe("A desk that is killed while it receives", () => {
  let office: PracticeOffice;
  let network: PracticeOffice["network"];
  let desk: DeskProcess;

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
    office = await openPracticeOffice();
    ({ desk, network } = office);
    const us = openAccount(network.network, "humas.contoh", "Humas Contoh");
    for (let n = 0; n < before; n += 1) say(`laporan ${n}`);
    await connectPractice(office, { token: us.token });
  });
  afterAll(() => office?.close());

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
