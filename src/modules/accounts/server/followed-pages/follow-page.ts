import type { Db, Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { addressGiven } from "../../contract/events.ts";
import type { FollowedPage } from "../../contract/followed-pages.ts";
import { withAccounts } from "../account-tables.ts";
import type { FollowedPageRow } from "./followed-page-table.ts";

const hourMs = 60 * 60 * 1_000;

/** A page is looked at when its address is given, and so long after that. */
export const planMs: readonly number[] = [0, hourMs, 24 * hourMs, 7 * 24 * hourMs];

/** All that is told of one page is one thread. */
export const pageThread = (statementId: string): string => `accounts.page:${statementId}`;

/** From now on the desk looks at this address now and then; what was known of another one is forgotten. */
export async function followPage(
  tx: Tx,
  { id, workspace_id }: { id: string; workspace_id: string },
  url: string,
  at: Date,
): Promise<void> {
  const begun = {
    url,
    state: "new",
    since: at,
    looks: 0,
    misses: 0,
    looked_at: null,
    next_look_at: at,
  } as const;
  await withAccounts(tx)
    .insertInto("accounts.followed_page")
    .values({ statement_id: id, workspace_id, ...begun })
    .onConflict((conflict) => conflict.column("statement_id").doUpdateSet(begun))
    .execute();
  await publishEvent(tx, workspace_id, addressGiven, { statementId: id });
  await withdrawNotice(tx, workspace_id, pageThread(id));
}

/** What is known of the pages of these statements. */
export async function readFollowedPages(
  db: Db | Tx,
  workspaceId: string,
  statementIds: readonly string[],
): Promise<FollowedPage[]> {
  if (statementIds.length === 0) return [];
  const rows = await withAccounts(db)
    .selectFrom("accounts.followed_page")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("statement_id", "in", [...statementIds])
    .orderBy("statement_id")
    .execute();
  return rows.map(pageOf);
}

const pageOf = (row: FollowedPageRow): FollowedPage => ({
  statementId: row.statement_id,
  url: row.url,
  state: row.state,
  lookedAt: row.looked_at?.toISOString() ?? null,
  nextLookAt: row.next_look_at?.toISOString() ?? null,
});
