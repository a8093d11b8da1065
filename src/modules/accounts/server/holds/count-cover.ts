import type { Db, Tx } from "#platform/db/database.ts";
import type { HoldCover } from "../../contract/holds.ts";
import { withAccounts } from "../account-tables.ts";
import { coversStatement } from "./covers-statement.ts";
import { readReleases, releaseKey } from "./hold-store.ts";
import type { HoldRow } from "./hold-table.ts";

type Aim = Pick<HoldRow, "scope" | "account_id" | "words">;

/**
 * How much each of these holds, or of those that are thought of, covers now: what waits (also for the person who posts it), and
 * what may be on its way.
 * @returns in the order of `holds`
 */
export async function countCover(
  db: Db | Tx,
  workspaceId: string,
  holds: readonly (Aim & { readonly id?: string })[],
): Promise<HoldCover[]> {
  const covered = await findCovered(db, workspaceId, holds);
  return covered.map((statements) => {
    const waiting = statements.filter(isUnsaid).length;
    return { waiting, underWay: statements.length - waiting };
  });
}

/** What each of these holds covers now of what waits or is under way, the newest first. */
export async function findCovered(
  db: Db | Tx,
  workspaceId: string,
  holds: readonly (Aim & { readonly id?: string })[],
) {
  if (holds.length === 0) return [];
  const open = await withAccounts(db)
    .selectFrom("accounts.statement")
    .select(["id", "account_id", "kind", "state", "cause", "text", "title", "link", "media"])
    .where("workspace_id", "=", workspaceId)
    .where("kind", "=", "say")
    .where("state", "in", ["waiting", "sending", "unknown", "waiting_for_person"])
    .orderBy("created_at", "desc")
    .orderBy("id", "desc")
    .execute();
  const released = await readReleases(
    db,
    workspaceId,
    holds.flatMap(({ id }) => id ?? []),
  );
  return holds.map((hold) =>
    open.filter(
      (statement) =>
        coversStatement(hold, statement) &&
        (hold.id === undefined || !released.has(releaseKey(hold.id, statement.id))),
    ),
  );
}

/** It certainly does not stand there yet. */
export const isUnsaid = ({ state, cause }: { state: string; cause: string | null }): boolean =>
  state === "waiting" || (state === "waiting_for_person" && cause === "by_hand");
