import type { RequestContext } from "#platform/http/request-context.ts";
import type { AccountInsights } from "../../contract/insights.ts";
import { dayText } from "../budgets/budget-tables.ts";
import { countingOf, metricsOf } from "./insight-metrics.ts";
import { type Counts, withInsights } from "./insight-tables.ts";

const dayMs = 86_400_000;
const shownDays = 30;
const weekDays = 7;

/** A PR officer sees how many follow each account, and how that changed. */
export async function listAccountInsights({
  db,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<{ items: AccountInsights[] }> {
  const insights = withInsights(db);
  const accounts = await insights
    .selectFrom("accounts.account")
    .select(["id", "network"])
    .where("workspace_id", "=", workspaceId)
    .where("state", "<>", "disconnected")
    .orderBy("id")
    .execute();
  if (accounts.length === 0) return { items: [] };
  const today = Date.parse(dayText(now()));
  const days = Array.from({ length: shownDays }, (_, index) =>
    dayText(new Date(today - (shownDays - 1 - index) * dayMs)),
  );
  const rows = await insights
    .selectFrom("accounts.account_insight")
    .select([
      "account_id",
      ({ cast, ref }) => cast<string>(ref("day"), "text").as("day"),
      "read_at",
      "counts",
    ])
    .where(
      "account_id",
      "in",
      accounts.map(({ id }) => id),
    )
    .where("day", ">=", days[0] ?? "")
    .orderBy("day")
    .execute();
  return {
    items: accounts.map(({ id, network }): AccountInsights => {
      const own = rows.filter(({ account_id }) => account_id === id);
      const counting = countingOf(network, "account");
      return {
        accountId: id,
        readAt: own.at(-1)?.read_at.toISOString() ?? null,
        metrics: seriesOf(network, own, days),
        networkWords: counting === null || counting.can ? null : counting.why,
      };
    }),
  };
}

function seriesOf(
  network: string,
  rows: readonly { day: string; counts: Counts }[],
  days: readonly string[],
): AccountInsights["metrics"] {
  const last = rows.at(-1);
  if (!last) return [];
  const byDay = new Map(rows.map(({ day, counts }) => [day, counts]));
  const before = dayText(new Date(Date.parse(last.day) - weekDays * dayMs));
  return metricsOf(network, last.counts).map((metric) => ({
    ...metric,
    weekBefore: byDay.get(before)?.[metric.name] ?? null,
    days: days.map((day) => byDay.get(day)?.[metric.name] ?? null),
  }));
}
