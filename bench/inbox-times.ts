import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { serveFakeNetwork } from "#connectors/fake/network/serve-fake-network.ts";
import { withAccounts } from "#modules/accounts/server/account-tables.ts";
import { sealSecrets } from "#modules/accounts/server/ask-network.ts";
import { makeAccount } from "#modules/accounts/server/inbox/inbox-samples.ts";
import { openReceiver } from "#modules/accounts/server/inbox/open-receiver.ts";
import type { DatabaseHandle } from "#platform/db/database.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { openLiveHub } from "#platform/live/live-hub.ts";
import { createLogger } from "#platform/log/logger.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";

const mentions = 200;
const log = createLogger("silent");
const now = (): Date => new Date();

/** Milliseconds from a mention to the news on an open screen, one mention after the other. */
export async function streamTimes(
  { db, connectionString }: DatabaseHandle,
  keys: KeyRing,
): Promise<number[]> {
  const fake = await serveFakeNetwork(now);
  const network = createNetworkFetch({
    userAgent: "Gaung/bench",
    allowedPrivateHosts: [new URL(fake.address).host],
  });
  const stopping = new AbortController();
  const live = openLiveHub(connectionString, log);
  const us = openAccount(fake.network, "humas.uji", "Humas Uji");
  const account = await makeAccount(db, crypto.randomUUID());
  await withAccounts(db).updateTable("accounts.account").set({ state: "broken" }).execute();
  await withAccounts(db)
    .updateTable("accounts.account")
    .set({
      state: "connected",
      settings: JSON.stringify({ server: fake.address }),
      secrets: sealSecrets(keys, account.id, { token: us.token }),
    })
    .where("id", "=", account.id)
    .execute();
  const receiver = openReceiver({
    db,
    keys,
    network,
    log,
    now,
    random: Math.random,
    stopping: stopping.signal,
  });
  let heard = Promise.withResolvers<void>();
  live.subscribe(account.workspace_id, { hear: () => heard.resolve(), doubt: () => undefined });
  receiver.begin();
  try {
    const times: number[] = [];
    // The first finds the stream open.
    for (let n = -1; n < mentions; n += 1) {
      heard = Promise.withResolvers<void>();
      const begun = performance.now();
      await fetch(`${fake.address}/control`, {
        method: "POST",
        headers: { "content-type": "application/json" },
        body: JSON.stringify({ act: "say", handle: "warga", text: `@humas.uji pertanyaan ke-${n}` }),
      });
      await heard.promise;
      if (n >= 0) times.push(performance.now() - begun);
    }
    return times;
  } finally {
    stopping.abort();
    await receiver.ended();
    await live.stop();
    await network.close();
    await fake.stop();
  }
}
