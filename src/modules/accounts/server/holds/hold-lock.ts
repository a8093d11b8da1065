import { sql } from "kysely";
import type { Tx } from "#platform/db/database.ts";

const key = (workspaceId: string) => sql`hashtextextended(${`accounts holds ${workspaceId}`}, 0)`;

/** Waits until no call of the workspace is just being begun, and lets none begin before this transaction has ended. */
export async function lockToHold(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(${key(workspaceId)})`.execute(tx);
}

/** For the moment in which a call begins. Many may begin at once; a hold that is being placed goes first. */
export async function lockToBegin(tx: Tx, workspaceId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock_shared(${key(workspaceId)})`.execute(tx);
}
