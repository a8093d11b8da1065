import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { setTimeout as pause } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import type { FakeNetwork, Mishap } from "#connectors/fake/network/fake-state.ts";
import { openAccount } from "#connectors/fake/network/fake-state.ts";
import { findAccount } from "#modules/accounts/server/account-store.ts";
import { withAccounts } from "#modules/accounts/server/account-tables.ts";
import { askNetwork, sealSecrets } from "#modules/accounts/server/ask-network.ts";
import { liftHolds } from "#modules/accounts/server/holds/lift-holds.ts";
import { placeHold } from "#modules/accounts/server/holds/place-hold.ts";
import { sayStatement } from "#modules/accounts/server/statements/say-statement.ts";
import type { SendParts } from "#modules/accounts/server/statements/send-statements.ts";
import type { Db } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { fastClock } from "./fast-clock.ts";
import type { FaultOptions, FaultResult } from "./fault.ts";
import { killAtRandom } from "./kill-at-random.ts";
import { seededRandom } from "./seeded-random.ts";
import { openSender } from "./sending-round.ts";
import { serveWatchedNetwork, type WatchedNetwork } from "./watched-network.ts";

const accounts = 12;
const statements = 1_000;
const mishaps: readonly Mishap[] = [
  { kind: "answer_lost" },
  { kind: "answer_lost" },
  { kind: "server_error" },
  { kind: "html" },
  { kind: "too_many", retryAfterSeconds: 20 },
  { kind: "too_many", retryAfterSeconds: null },
  { kind: "slow", ms: 40 },
];

/**
 * Sends statements through a practice network that loses answers, fails, asks for silence and withdraws access, while
 * workers are killed at random moments. For the first half of the kills three workers live at once, and every lease is
 * given free at each kill, also those of the living: another worker sends what they send. For the second half one lives
 * alone, and its lease ends when its last call has come to rest, as a lease that outlives every call does. `doubled` counts
 * statements that stand twice, `lost` those that do not stand; `askedAgain` calls that asked for what stood already, which
 * the network knew by their mark, and `askedAgainAlone` those of the second half. The emergency brake is pulled and lifted meanwhile.
 */
export async function run(options: FaultOptions): Promise<FaultResult> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "gaung-sending-fault-"));
  const random = seededRandom(options.seed);
  const beganAtMs = Date.now();
  const watched = await serveWatchedNetwork(fastClock(beganAtMs), random);
  const at = { connectionString: options.connectionString, dataDir, host: watched.host, beganAtMs };
  const sender = await openSender(at);
  const { db } = sender.parts;
  let isOver = false;
  try {
    const office = await makeOffice(sender.parts, watched);
    const perKill = Math.ceil(statements / Math.max(1, options.kills));
    let said = 0;
    const say = async (): Promise<void> => {
      for (const end = Math.min(statements, said + perKill); said < end; said += 1)
        await sayOne(sender.parts, office, said);
    };
    const trouble = spoilAtRandom(watched.network, random, () => isOver);
    const revoke = revokeAtRandom(sender.parts, office, watched.network, random, () => isOver);
    const victim = {
      file: fileURLToPath(new URL("./sending-worker.ts", import.meta.url)),
      arguments: [options.connectionString, dataDir, watched.host, String(beganAtMs)],
    };
    const braking = brakeAtRandom(sender.parts, office, watched, random, () => isOver);
    await say();
    let bringing = Promise.resolve();
    const killing = (kills: number, atOnce: number, before: number) =>
      killAtRandom(victim, {
        ...{ kills, atOnce, random, shortestMs: 400, longestMs: 5_000 },
        async onKill(count) {
          if (atOnce === 1) await watched.rest();
          await free(db);
          bringing = bringing.then(say);
          await bringing;
          if (count % 10 === 0)
            options.say(`${before + count} kills, ${said} said, ${watched.network.posts.length} stand`);
        },
      });
    const half = Math.floor(options.kills / 2);
    let kills = await killing(half, 3, 0);
    await watched.rest();
    const { askedAgain } = watched;
    kills += await killing(options.kills - half, 1, half);
    isOver = true;
    const [, , brakes] = await Promise.all([trouble, revoke, braking]);
    watched.network.mishaps.length = 0;
    while (said < statements) await say();
    await drain(sender, office);
    return {
      ...{ fault: "sending", kills, statements },
      ...(await compare(db, watched.network)),
      askedAgain,
      askedAgainAlone: watched.askedAgain - askedAgain,
      ...watched.troubles,
      ...brakes,
    };
  } finally {
    isOver = true;
    await sender.close();
    await watched.stop();
    await rm(dataDir, { recursive: true, force: true });
  }
}

type Office = { workspaceId: string; accountIds: readonly string[] };

async function makeOffice({ db, keys, now }: SendParts, { network, host }: WatchedNetwork): Promise<Office> {
  const workspaceId = randomUUID();
  await db
    .insertInto("platform.workspace")
    .values({ id: workspaceId, slug: "kiriman", name: "Percobaan", zone: "Asia/Jakarta" })
    .execute();
  const accountIds = Array.from({ length: accounts }, () => randomUUID());
  for (const [index, id] of accountIds.entries()) {
    const there = openAccount(network, `humas.${index}`, `Humas ${index}`);
    const settings = JSON.stringify({ server: `http://${host}` });
    const secrets = sealSecrets(keys, id, { token: there.token });
    await withAccounts(db)
      .insertInto("accounts.account")
      .values({
        ...{ id, workspace_id: workspaceId, network: "fake", way: "token", external_id: there.id, settings },
        ...{ handle: there.handle, name: there.name, url: null, scopes: [], secrets, state: "connected" },
        ...{ cause: null, broken_since: null, expires_at: null, refreshing_until: null, last_ok_at: null },
        ...{ created_by_name: "Percobaan", created_at: now() },
      })
      .execute();
  }
  return { workspaceId, accountIds };
}

async function sayOne({ db, now }: SendParts, office: Office, index: number): Promise<void> {
  const accountId = office.accountIds[index % accounts] ?? "";
  await db.transaction().execute((tx) =>
    sayStatement(tx, office.workspaceId, {
      ...{ accountId, text: `Pernyataan nomor ${index}`, media: [], options: {}, sayKey: `nomor:${index}` },
      // The clock is fast: a day would be over before the experiment is.
      ...{ by: systemActor, now: now(), giveUpAt: new Date(now().getTime() + 365 * 24 * 3_600_000) },
    }),
  );
}

async function spoilAtRandom(
  network: FakeNetwork,
  random: () => number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const mishap = mishaps[Math.floor(random() * mishaps.length)];
    if (mishap && network.mishaps.length < 3) network.mishaps.push(mishap);
    await pause(150 + random() * 400);
  }
}

/** Withdraws the access of an account now and then; somebody gives it back and tries the account. */
async function revokeAtRandom(
  parts: SendParts,
  { workspaceId, accountIds }: Office,
  network: FakeNetwork,
  random: () => number,
  isOver: () => boolean,
): Promise<void> {
  while (!isOver()) {
    const index = Math.floor(random() * accounts);
    const there = network.accounts[index];
    await pause(300 + random() * 500);
    if (!there) continue;
    there.isRevoked = true;
    await pause(150);
    there.isRevoked = false;
    const account = await findAccount(parts.db, workspaceId, accountIds[index] ?? "");
    if (account.state === "broken") await reconnect(parts, account);
  }
}

/**
 * Pulls the emergency brake now and then and lifts it. `heldLate` counts calls that arrive later than a second after the answer,
 * `heldLatestMs` is how long after the answer the last one arrived of all the times.
 */
async function brakeAtRandom(
  { db, now }: SendParts,
  { workspaceId }: Office,
  { saidAt }: WatchedNetwork,
  random: () => number,
  isOver: () => boolean,
): Promise<Record<string, number>> {
  const context = { db, workspaceId, actor: systemActor, now };
  const found = { brakes: 0, heldLate: 0, heldLatestMs: 0 };
  while (!isOver()) {
    await pause(1_500 + random() * 2_000);
    await placeHold(context, { scope: "all", reason: "Percobaan" });
    const answered = performance.now();
    await pause(1_500);
    const after = saidAt.filter((at) => at > answered).map((at) => at - answered);
    found.brakes += 1;
    found.heldLate += after.filter((ms) => ms > 1_000).length;
    found.heldLatestMs = Math.max(found.heldLatestMs, Math.round(after.at(-1) ?? 0));
    await liftHolds(context, { reason: "Percobaan" });
  }
  return found;
}

/** As a person does it who presses "try now" until it works. */
async function reconnect(parts: SendParts, account: Parameters<typeof askNetwork>[1]): Promise<void> {
  for (let time = 0; time < 100; time += 1) {
    const works = await askNetwork(parts, account, (network) => network.identify()).then(
      () => true,
      () => false,
    );
    if (works) return;
    await pause(50);
  }
}

/** Gives free what dead workers held. */
async function free(db: Db): Promise<void> {
  await sql`update accounts.statement set leased_until = '-infinity' where leased_until is not null`.execute(
    db,
  );
  await sql`update accounts.account set speaking_until = null`.execute(db);
}

/** Lets everything come to its end without further trouble. */
async function drain(sender: Awaited<ReturnType<typeof openSender>>, office: Office): Promise<void> {
  const { db } = sender.parts;
  await free(db);
  for (const id of office.accountIds) {
    const account = await findAccount(db, office.workspaceId, id);
    if (account.state === "broken") await reconnect(sender.parts, account);
  }
  for (let round = 0; round < 2_000; round += 1) {
    await sender.round();
    const { rows } = await sql<{ open: number }>`
      select count(*)::int as open from accounts.statement where state in ('waiting', 'sending', 'unknown')`.execute(
      db,
    );
    if (rows[0]?.open === 0) return;
    await pause(20);
  }
}

async function compare(db: Db, network: FakeNetwork): Promise<Record<string, number>> {
  const { rows } = await sql<{ mark: string; text: string; state: string; attempts: number; stored: number }>`
    select mark, text, state, attempts from accounts.statement`.execute(db);
  const standing = (text: string): number =>
    network.posts.filter((post) => post.text === text && !post.isRemoved).length;
  const events = await sql<{ told: number; ids: number }>`
    select count(*)::int as told, count(distinct payload ->> 'statementId')::int as ids
    from platform.event_outbox where name = 'accounts.statement_sent'`.execute(db);
  const [event = { told: 0, ids: 0 }] = events.rows;
  return {
    lost: rows.filter(({ text }) => standing(text) === 0).length,
    doubled: rows.filter(({ text }) => standing(text) > 1).length,
    notSent: rows.filter(({ state }) => state !== "sent").length,
    untold: rows.length - event.ids,
    toldTwice: event.told - event.ids,
    attempts: rows.reduce((sum, { attempts }) => sum + attempts, 0),
  };
}
