import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { sql } from "kysely";
import { mentionsPlaced } from "#modules/listen/contract/events.ts";
import { MonitorSettings } from "#modules/listen/contract/monitor.ts";
import { withAlerts } from "#modules/listen/server/alerts/alert-tables.ts";
import { sealedFor } from "#modules/listen/server/alerts/send-messages.ts";
import { newWebhookSecret } from "#modules/listen/server/alerts/send-webhook.ts";
import type { MentionDraft } from "#modules/listen/server/mentions/mention-draft.ts";
import { storeMentions } from "#modules/listen/server/mentions/store-mentions.ts";
import { createMonitor } from "#modules/listen/server/monitors/create-monitor.ts";
import { insertAccount } from "#platform/auth/account-store.ts";
import type { Db } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { seal } from "#platform/secrets/sealed-text.ts";
import { insertMember } from "#platform/workspaces/member-store.ts";
import { sendOnce } from "./alerts-sending.ts";
import type { FaultOptions, FaultResult } from "./fault.ts";
import { killAtRandom } from "./kill-at-random.ts";
import { seededRandom } from "./seeded-random.ts";

/** Mentions that come in after each kill, and people who are told of each. */
const perKill = 4;
const people = 3;

/**
 * Kills workers that tell people of what monitors find, two at a time, again and again at random moments, and compares
 * what arrived at a receiver with what was found. What a dead worker held is given free at once, also when another still
 * lives. A receiver tells a second copy by the message's number, which `repeated` counts; `twice` counts mentions of
 * which somebody was told in two messages.
 */
export async function run(options: FaultOptions): Promise<FaultResult> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "gaung-alerts-fault-"));
  const received = new Map<string, { copies: number; body: string }>();
  const random = seededRandom(options.seed);
  const server = createServer((request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      const id = String(request.headers["webhook-id"]);
      received.set(id, { copies: (received.get(id)?.copies ?? 0) + 1, body });
      // Sometimes the answer takes long enough for a kill to fall between it and what is noted of it.
      setTimeout(() => response.writeHead(204).end(), random() < 0.3 ? 60 : 0);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const work = await sendOnce(options.connectionString, dataDir, host);
  try {
    const { workspaceId } = await makeOffice(work.db, work.keys, `http://${host}/`);
    let number = 0;
    const next = (): number => {
      number += 1;
      return number;
    };
    const bring = async (): Promise<void> => {
      const drafts = Array.from({ length: perKill }, () => draftOf(next()));
      const { ids } = await storeMentions(work.db, workspaceId, drafts, new Date());
      await work.db.transaction().execute((tx) => publishEvent(tx, workspaceId, mentionsPlaced, { ids }));
    };
    await bring();
    let bringing = Promise.resolve();
    const kills = await killAtRandom(
      {
        file: fileURLToPath(new URL("./alerts-worker.ts", import.meta.url)),
        arguments: [options.connectionString, dataDir, host],
      },
      {
        kills: options.kills,
        atOnce: 2,
        random,
        longestMs: 900,
        async onKill(count) {
          await free(work.db);
          bringing = bringing.then(bring);
          await bringing;
          if (count % 20 === 0) options.say(`${count} kills, ${received.size} messages received`);
        },
      },
    );
    for (let round = 0; round < 3; round += 1) {
      await free(work.db);
      await sql`update listen.alert_message set created_at = created_at - interval '2 hours'`.execute(
        work.db,
      );
      await sql`update listen.alert_item set ready_at = heard_at where alert_id is null`.execute(work.db);
      await work.round();
    }
    return { fault: "alerts", kills, mentions: number, ...(await compare(work.db, number, received)) };
  } finally {
    server.close();
    await work.close();
    await rm(dataDir, { recursive: true, force: true });
  }
}

/** Gives free what dead workers held, and lets an hour pass, so that nothing is held back as a flood. */
async function free(db: Db): Promise<void> {
  await sql`update listen.alert_message set created_at = created_at - interval '2 hours'`.execute(db);
  await sql`update listen.alert_message set leased_until = '-infinity', next_try_at = created_at
    where state in ('sending', 'waiting')`.execute(db);
  await sql`update listen.alert_receiver set leased_until = '-infinity', paused_until = null, failures = 0`.execute(
    db,
  );
}

async function makeOffice(db: Db, keys: Parameters<typeof seal>[0], address: string) {
  const workspaceId = randomUUID();
  const now = new Date();
  await db
    .insertInto("platform.workspace")
    .values({ id: workspaceId, slug: "peringatan", name: "Percobaan", zone: "Asia/Jakarta" })
    .execute();
  const context = {
    db,
    workspaceId,
    actor: systemActor,
    now: () => now,
    membership: { zone: "Asia/Jakarta" as const },
  };
  const monitor = await createMonitor(context, MonitorSettings.parse({ name: "Banjir", q: "banjir" }), {
    send: async () => null,
  });
  for (let one = 0; one < people; one += 1)
    await db.transaction().execute(async (tx) => {
      const who = { email: `orang${one}@uji.test`, name: `Orang ${one}`, locale: "id" as const, hash: "" };
      const { id: userId } = await insertAccount(tx, who, now);
      await insertMember(tx, workspaceId, userId, "officer", now);
      const owned = { workspace_id: workspaceId, user_id: userId };
      const id = randomUUID();
      await withAlerts(tx)
        .insertInto("listen.alert_receiver")
        .values({
          ...{ ...owned, id, kind: "webhook", name: "Papan", address, created_at: now, verified_at: now },
          ...{ sealed: seal(keys, newWebhookSecret(), sealedFor(id)), paused_until: null, removed_at: null },
        })
        .execute();
      await withAlerts(tx)
        .insertInto("listen.alert_rule")
        .values({
          ...{
            ...owned,
            position: 0,
            scope: "monitor",
            monitor_id: monitor.id,
            level: "normal",
            pace: "instant",
          },
          ...{
            is_negative_only: false,
            least_hostility: 0,
            to_desk: true,
            to_mail: false,
            receiver_ids: [id],
          },
        })
        .execute();
    });
  return { workspaceId };
}

/** Everybody told of every mention in exactly one message, all of which arrived. */
async function compare(
  db: Db,
  mentions: number,
  received: ReadonlyMap<string, { copies: number; body: string }>,
): Promise<Record<string, number>> {
  const { rows } = await sql<{ user_id: string; mention_id: string; message_id: string | null }>`
    select item.user_id, item.mention_id, target.message_id from listen.alert_item as item
    left join listen.alert_target as target on target.alert_id = item.alert_id and target.target <> 'desk'`.execute(
    db,
  );
  const told = rows.filter(({ message_id }) => message_id !== null && received.has(message_id));
  const pairs = new Set(told.map(({ user_id, mention_id }) => `${user_id} ${mention_id}`));
  const counted = [...received.values()].reduce(
    (sum, { body }) => sum + Number(/"mentionCount":(\d+)/.exec(body)?.[1]),
    0,
  );
  return {
    items: mentions * people,
    missed: mentions * people - pairs.size,
    twice: told.length - pairs.size,
    miscounted: counted - pairs.size,
    messages: received.size,
    repeated: [...received.values()].reduce((sum, { copies }) => sum + copies - 1, 0),
  };
}

const draftOf = (number: number): MentionDraft => ({
  sourceId: null,
  sourceTitle: "Percobaan",
  externalId: `butir-${number}`,
  url: `https://kabar.test/${number}`,
  channel: "news",
  outlet: `Kabar ${number % 7}`,
  author: null,
  title: `Banjir nomor ${number}`,
  text: `Banjir nomor ${number} di Kecamatan Melati.`,
  language: "id",
  publishedAt: new Date(),
  timePrecision: "minute",
  imageUrl: null,
  engagement: null,
  parentExternalId: null,
  threadId: null,
  place: null,
  tags: [],
  attachmentIds: [],
  raw: null,
});
