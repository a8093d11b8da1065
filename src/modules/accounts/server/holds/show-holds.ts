import type { Db, Tx } from "#platform/db/database.ts";
import type { Statement } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import type { StatementRow } from "../statements/statement-table.ts";
import { isUnsaid } from "./count-cover.ts";
import { coversStatement } from "./covers-statement.ts";
import { readHoldsOn, readReleases, releaseKey } from "./hold-store.ts";
import { briefOf } from "./hold-view.ts";

type Shown = Pick<Statement, "heldBy" | "release">;

/**
 * What the brake has to do with each of these statements: the holds that keep it from going out, and who let it through the last
 * time.
 */
export async function showHolds(
  db: Db | Tx,
  workspaceId: string,
  rows: readonly StatementRow[],
  now: Date,
): Promise<ReadonlyMap<string, Shown>> {
  const on = await readHoldsOn(db, workspaceId, now);
  const released = await readReleases(
    db,
    workspaceId,
    on.map(({ id }) => id),
  );
  const letThrough =
    rows.length === 0
      ? []
      : await withAccounts(db)
          .selectFrom("accounts.hold_release")
          .selectAll()
          .where("workspace_id", "=", workspaceId)
          .where(
            "statement_id",
            "in",
            rows.map(({ id }) => id),
          )
          .orderBy("at", "desc")
          .execute();
  return new Map(
    rows.map((row) => {
      const holds = isUnsaid(row)
        ? on.filter((hold) => coversStatement(hold, row) && !released.has(releaseKey(hold.id, row.id)))
        : [];
      const last = letThrough.find(({ statement_id }) => statement_id === row.id);
      return [
        row.id,
        {
          heldBy: holds.map(briefOf),
          release: last ? { byName: last.by_name, reason: last.reason, at: last.at.toISOString() } : null,
        },
      ];
    }),
  );
}
