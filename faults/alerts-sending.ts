import { z } from "zod";
import { findWaitingTargets, sendMessages } from "#modules/listen/server/alerts/send-messages.ts";
import { alertSubscriptions, tellPeople } from "#modules/listen/server/jobs/alert-jobs.ts";
import { openDatabase } from "#platform/db/database.ts";
import { createSafeFetch } from "#platform/fetch/safe-fetch.ts";
import { createDeskMail } from "#platform/mail/desk-mail.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";

const named = z.object({ id: z.string(), workspace_id: z.string(), name: z.string(), payload: z.unknown() });

/**
 * Everything that lies between the outbox and the receivers, on a database: one round hears what waits, tells people and
 * sends. An event is taken out of the outbox after it was heard, so that a kill between the two has it heard twice.
 * @param host `host:port` on loopback where the receiver listens
 */
export async function sendOnce(connectionString: string, dataDir: string, host: string) {
  const { db, close } = openDatabase(connectionString, 4);
  const now = () => new Date();
  const keys = await loadOrCreateKey(dataDir);
  const parts = {
    db,
    keys,
    now,
    fetch: createSafeFetch({ userAgent: "Gaung/fault", allowedPrivateHosts: [host] }),
    mail: createDeskMail({
      db,
      keys,
      smtpUrl: undefined,
      mailFrom: "g@uji.test",
      previewDir: `${dataDir}/mail`,
      now,
    }),
    translate: (_locale: string, key: string) => key,
    deskUrl: () => "http://desk.test",
    telegramRoot: "http://127.0.0.1:1",
    timeoutMs: 3_000,
    jobs: { send: async () => null },
    stopping: new AbortController().signal,
  };
  const subscriptions = alertSubscriptions(parts);
  return {
    db,
    keys,
    close,
    async round(): Promise<void> {
      const events = await db
        .selectFrom("platform.event_outbox")
        .selectAll()
        .orderBy("id")
        .limit(20)
        .execute();
      for (const event of events.map((row) => named.parse(row))) {
        for (const { event: name, hear } of subscriptions)
          if (name === event.name)
            await hear({ id: event.id, workspaceId: event.workspace_id, payload: event.payload });
        await db.deleteFrom("platform.event_outbox").where("id", "=", event.id).execute();
      }
      await tellPeople(parts);
      for (const target of await findWaitingTargets(parts)) await sendMessages(parts, target, parts.stopping);
    },
  };
}
