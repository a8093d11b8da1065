import { type SendParts, sendStatements } from "#modules/accounts/server/statements/send-statements.ts";
import { findDueAccounts } from "#modules/accounts/server/statements/take-statement.ts";
import { openDatabase } from "#platform/db/database.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { createLogger } from "#platform/log/logger.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { fastClock } from "./fast-clock.ts";

/** A worker of the sender on a database; all share a clock in which half a minute passes in a twentieth of a second. */
export async function openSender(at: {
  connectionString: string;
  dataDir: string;
  /** `host:port` on loopback where the practice network listens. */
  host: string;
  beganAtMs: number;
}) {
  const { db, close } = openDatabase(at.connectionString, 4);
  const forEver = new AbortController().signal;
  const parts: SendParts = {
    db,
    keys: await loadOrCreateKey(at.dataDir),
    network: createNetworkFetch({ userAgent: "Gaung/fault", allowedPrivateHosts: [at.host] }),
    now: fastClock(at.beganAtMs),
    stopping: forEver,
    dataDir: at.dataDir,
    log: createLogger("silent"),
  };
  return {
    parts,
    close,
    async round(): Promise<void> {
      for (const accountId of await findDueAccounts(db, parts.now()))
        await sendStatements(parts, accountId, forEver);
    },
  };
}
