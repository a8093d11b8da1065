import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import { isKnownHeld } from "../holds/hold-store.ts";

/** A sender looks within five seconds, and for what was forgotten each minute: after this much more, none is at work. */
const graceMinutes = 5;

/** What of an office should have gone out and did not. */
export interface Overdue {
  readonly workspaceId: string;
  readonly count: number;
  /** The hour at which the oldest of it was due. */
  readonly since: Date;
}

/**
 * What is overdue because no sender takes it, by office. What waits for a reason that people know of is not: access that ended, a
 * network that wants silence, a later try, the emergency brake. Nor is what stands behind others in an account through which a sender speaks now.
 */
export async function readOverdue(db: Db | Tx, now: Date, workspaceId?: string): Promise<Overdue[]> {
  const { rows } = await sql<{ workspace_id: string; count: number; since: Date }>`
    select statement.workspace_id, count(*)::int as count, min(statement.next_try_at) as since
      from accounts.statement
      join accounts.account on account.id = statement.account_id
      left join accounts.workspace_setting setting on setting.workspace_id = statement.workspace_id
     where statement.state in ('waiting', 'sending', 'unknown')
       and statement.next_try_at <= ${now.toISOString()}::timestamptz - make_interval(mins => ${graceMinutes})
       and not (statement.state = 'waiting' and ${isKnownHeld("statement", now)})
       and coalesce(statement.leased_until, '-infinity') < clock_timestamp() - interval '2 minutes'
       and coalesce(account.speaking_until, '-infinity') < clock_timestamp()
       and (coalesce(setting.is_sandboxed, false) or account.state <> 'broken' and not exists (
         select from accounts.pause
          where pause.account_id = account.id and pause.until > ${now.toISOString()}::timestamptz))
       ${workspaceId === undefined ? sql`` : sql`and statement.workspace_id = ${workspaceId}`}
     group by statement.workspace_id
     order by since, statement.workspace_id`.execute(db);
  return rows.map(({ workspace_id, count, since }) => ({ workspaceId: workspace_id, count, since }));
}
