import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { statementSent } from "../../contract/events.ts";
import { insightHours } from "../../contract/insights.ts";
import { countingNetworks } from "./insight-metrics.ts";
import { withInsights } from "./insight-tables.ts";

const hourMs = 3_600_000;

/** When the numbers of a statement are read next by themselves; null when they were read often enough. */
export function nextReadingAt(sentAt: Date, now: Date): Date | null {
  const marks = insightHours.map((hours) => new Date(sentAt.getTime() + hours * hourMs));
  return marks.find((mark) => mark > now) ?? null;
}

/** What was sent is read an hour later for the first time; heard twice, it is planned once. */
export const insightSubscription = ({ db }: { db: Db }): Subscription =>
  onEvent(statementSent, "accounts.plan-insights", async ({ workspaceId, payload }) => {
    if (payload.kind !== "say" || payload.isSandboxed) return;
    const statement = await findCountable(db, workspaceId, payload.statementId);
    if (!statement) return;
    await planStatement(db, statement);
  });

export interface CountableStatement {
  readonly id: string;
  readonly account_id: string;
  readonly external_id: string;
  readonly sent_at: Date;
}

/** A statement whose numbers can be read: it stands in public, the network counts, and we know its id there. */
export async function findCountable(
  db: Db,
  workspaceId: string,
  statementId: string,
): Promise<CountableStatement | null> {
  const row = await withInsights(db)
    .selectFrom("accounts.statement as statement")
    .innerJoin("accounts.account as account", "account.id", "statement.account_id")
    .leftJoin("accounts.message as message", "message.id", "statement.message_id")
    .select(["statement.id", "statement.account_id", "statement.external_id", "statement.sent_at"])
    .where("statement.workspace_id", "=", workspaceId)
    .where("statement.id", "=", statementId)
    .where("statement.kind", "=", "say")
    .where("statement.is_sandboxed", "=", false)
    .where("statement.removed_at", "is", null)
    .where("account.network", "in", countingNetworks("posts"))
    .where((where) => where.or([where("message.id", "is", null), where("message.is_private", "=", false)]))
    .executeTakeFirst();
  return row?.external_id != null && row.sent_at !== null
    ? { ...row, external_id: row.external_id, sent_at: row.sent_at }
    : null;
}

export const planStatement = (db: Db, { id, account_id, sent_at }: CountableStatement): Promise<unknown> =>
  withInsights(db)
    .insertInto("accounts.insight_plan")
    .values({
      account_id,
      statement_id: id,
      due_at: new Date(sent_at.getTime() + insightHours[0] * hourMs),
      missing_since: null,
    })
    .onConflict((conflict) => conflict.columns(["account_id", "statement_id"]).doNothing())
    .execute();

/** Every connected account of a network that counts accounts is read, once a day. */
export async function planAccounts(db: Db, now: Date): Promise<void> {
  await sql`
    insert into accounts.insight_plan (account_id, due_at)
    select account.id, ${now} from accounts.account
    where account.state = 'connected' and account.network = any(${countingNetworks("account")})
      and not exists (
        select from accounts.insight_plan as known where known.account_id = account.id and known.statement_id is null
      )
    on conflict do nothing`.execute(db);
}
