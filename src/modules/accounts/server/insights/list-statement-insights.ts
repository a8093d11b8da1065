import type { Db } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { StatementInsights } from "../../contract/insights.ts";
import { countingOf, metricsOf } from "./insight-metrics.ts";
import { nextReadingAt } from "./insight-plan.ts";
import { withInsights } from "./insight-tables.ts";

const shownReadings = 20;

/** A PR officer sees what became of what was said: the numbers that were read, or why there are none. */
export async function listStatementInsights(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  { ids }: { ids: string },
): Promise<{ items: StatementInsights[] }> {
  return { items: await insightsOf(db, workspaceId, ids.split(",")) };
}

/** The insights of those of these statements that stand on a real network. */
export async function insightsOf(
  db: Db,
  workspaceId: string,
  ids: readonly string[],
): Promise<StatementInsights[]> {
  const insights = withInsights(db);
  const rows = await insights
    .selectFrom("accounts.statement as statement")
    .innerJoin("accounts.account as account", "account.id", "statement.account_id")
    .leftJoin("accounts.insight_plan as plan", "plan.statement_id", "statement.id")
    .leftJoin("accounts.message as message", "message.id", "statement.message_id")
    .select([
      "statement.id",
      "statement.external_id",
      "statement.sent_at",
      "statement.removed_at",
      "account.network",
      "plan.due_at",
      "plan.is_over",
      "plan.missing_since",
      "message.is_private",
    ])
    .where("statement.workspace_id", "=", workspaceId)
    .where("statement.id", "in", [...ids])
    .where("statement.kind", "=", "say")
    .where("statement.state", "=", "sent")
    .where("statement.is_sandboxed", "=", false)
    .orderBy("statement.id")
    .execute();
  if (rows.length === 0) return [];
  const readings = await insights
    .selectFrom("accounts.statement_insight")
    .selectAll()
    .where(
      "statement_id",
      "in",
      rows.map(({ id }) => id),
    )
    .orderBy("read_at")
    .execute();
  return rows.map((row): StatementInsights => {
    const counting = countingOf(row.network, "posts");
    const obstacle = obstacleOf(row, counting?.can === true);
    // Until it is heard that it was sent, nothing is planned, and the first mark is known all the same.
    const planned = row.due_at ?? (row.sent_at && nextReadingAt(row.sent_at, row.sent_at));
    const isOver = obstacle !== null || row.is_over === true || row.removed_at !== null;
    return {
      statementId: row.id,
      readings: readings
        .filter(({ statement_id }) => statement_id === row.id)
        .slice(-shownReadings)
        .map(({ read_at, counts }) => ({
          readAt: read_at.toISOString(),
          metrics: metricsOf(row.network, counts),
        })),
      nextAt: isOver || planned === null ? null : planned.toISOString(),
      missingSince: row.missing_since?.toISOString() ?? null,
      cannot: obstacle,
      networkWords: counting === null ? null : counting.can ? (counting.note ?? null) : counting.why,
    };
  });
}

function obstacleOf(
  { external_id, is_private }: { external_id: string | null; is_private: boolean | null },
  doesCount: boolean,
): StatementInsights["cannot"] {
  if (!doesCount) return "network";
  if (is_private === true) return "private";
  return external_id === null ? "address_only" : null;
}
