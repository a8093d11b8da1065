import pg from "pg";
import { type FolderLock, isLockHeld, lockDataFolder, prepareDataFolder } from "#platform/data-folder.ts";
import { ClearError } from "#shared/clear-error.ts";
import { startEmbeddedPostgres } from "./embedded-postgres.ts";

export type AcquiredDatabase = { connectionString: string; isEmbedded: boolean; release(): Promise<void> };

/**
 * Gets the desk's PostgreSQL: the one of `databaseUrl`, or the embedded one of the data folder, which is started.
 * `serve` takes the folder for this process alone. `visit` (a one-shot command) goes in beside a running desk, and
 * starts and stops the server itself when none runs.
 * @throws ClearError in one sentence
 */
export async function acquireDatabase(
  { databaseUrl, dataDir }: { databaseUrl: string | undefined; dataDir: string },
  mode: "serve" | "visit",
): Promise<AcquiredDatabase> {
  await prepareDataFolder(dataDir);
  if (databaseUrl !== undefined) {
    await refuseUnreachable(databaseUrl);
    return { connectionString: databaseUrl, isEmbedded: false, release: async () => undefined };
  }
  const isVisit = mode === "visit" && (await isLockHeld(dataDir));
  const lock: FolderLock | undefined = isVisit ? undefined : await lockDataFolder(dataDir);
  try {
    const server = await startEmbeddedPostgres(dataDir);
    return {
      connectionString: server.connectionString,
      isEmbedded: true,
      async release() {
        if (lock === undefined) return;
        await server.stop();
        await lock.release();
      },
    };
  } catch (error) {
    await lock?.release();
    throw error;
  }
}

async function refuseUnreachable(connectionString: string): Promise<void> {
  const client = new pg.Client({ connectionString, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    const { rows } = await client.query<{ number: string }>(
      "select current_setting('server_version_num') as number",
    );
    const version = Number(rows[0]?.number);
    if (version < 150_000)
      throw new ClearError(
        `DATABASE_URL leads to PostgreSQL ${Math.floor(version / 10_000)}; Gaung needs 15 or newer.`,
      );
  } catch (error) {
    if (error instanceof ClearError) throw error;
    const reason =
      error instanceof Error && error.message !== ""
        ? error.message
        : error instanceof AggregateError
          ? String(error.errors[0])
          : String(error);
    throw new ClearError(`The database of DATABASE_URL does not answer: ${reason}.`, error);
  } finally {
    await client.end().catch(() => undefined);
  }
}
