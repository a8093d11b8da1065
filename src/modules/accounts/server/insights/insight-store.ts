import { sql } from "kysely";
import type { ConnectorFailure } from "#connectors/ports/connector-error.ts";
import type { Metric } from "#connectors/ports/insights-port.ts";
import type { Db } from "#platform/db/database.ts";
import { insightHours } from "../../contract/insights.ts";
import { dayText } from "../budgets/budget-tables.ts";
import { countsOf } from "./insight-metrics.ts";
import { type CountableStatement, nextReadingAt } from "./insight-plan.ts";
import { type InsightPlanRow, withInsights } from "./insight-tables.ts";

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** After a failure the next try comes so much later, twice as long each time, up to the second. */
const firstPauseMs = 5 * minuteMs;
const longestPauseMs = 6 * 60 * minuteMs;
/** So long after the last mark nobody tries any more. */
const graceMs = 3 * dayMs;
const lastHours = insightHours[insightHours.length - 1] ?? 0;

/** Keeps what was read of a statement; without numbers the network does not know it, and is asked once more at the next mark. */
export async function keepStatementInsight(
  db: Db,
  statement: CountableStatement,
  metrics: readonly Metric[] | undefined,
  at: Date,
): Promise<void> {
  const next = nextReadingAt(statement.sent_at, at);
  await withInsights(db)
    .transaction()
    .execute(async (tx) => {
      if (metrics)
        await tx
          .insertInto("accounts.statement_insight")
          .values({ statement_id: statement.id, read_at: at, counts: JSON.stringify(countsOf(metrics)) })
          .onConflict((conflict) => conflict.doNothing())
          .execute();
      await tx
        .updateTable("accounts.insight_plan")
        .set({
          due_at: next ?? at,
          is_over: next === null,
          attempts: 0,
          missing_since: metrics ? null : sql`coalesce(missing_since, ${at})`,
        })
        .where("statement_id", "=", statement.id)
        .execute();
    });
}

/** Keeps what was read of an account; the next time is the next day of UTC. */
export async function keepAccountInsight(
  db: Db,
  accountId: string,
  metrics: readonly Metric[],
  at: Date,
): Promise<void> {
  const day = dayText(at);
  const counts = JSON.stringify(countsOf(metrics));
  await withInsights(db)
    .transaction()
    .execute(async (tx) => {
      await tx
        .insertInto("accounts.account_insight")
        .values({ account_id: accountId, day, read_at: at, counts })
        .onConflict((conflict) =>
          conflict.columns(["account_id", "day"]).doUpdateSet({ read_at: at, counts }),
        )
        .execute();
      await tx
        .updateTable("accounts.insight_plan")
        .set({ due_at: new Date(Date.parse(day) + dayMs), attempts: 0 })
        .where("account_id", "=", accountId)
        .where("statement_id", "is", null)
        .execute();
    });
}

/** Nothing more is read of these. */
export async function endInsights(db: Db, plans: readonly InsightPlanRow[]): Promise<void> {
  if (plans.length === 0) return;
  await withInsights(db)
    .updateTable("accounts.insight_plan")
    .set({ is_over: true })
    .where(
      "id",
      "in",
      plans.map(({ id }) => id),
    )
    .execute();
}

/** Puts off what could not be read: until the network says, or longer each time. */
export async function postponeInsight(
  db: Db,
  plan: InsightPlanRow,
  sentAt: Date | null,
  failure: ConnectorFailure,
  at: Date,
): Promise<void> {
  const pauseMs = Math.min(firstPauseMs * 2 ** Math.max(0, plan.attempts - 1), longestPauseMs);
  const due = failure.kind === "rate_limited" ? failure.until : new Date(at.getTime() + pauseMs);
  const isOver = sentAt !== null && at.getTime() > sentAt.getTime() + lastHours * 60 * minuteMs + graceMs;
  await withInsights(db)
    .updateTable("accounts.insight_plan")
    .set({ due_at: due, is_over: isOver })
    .where("id", "=", plan.id)
    .execute();
}
