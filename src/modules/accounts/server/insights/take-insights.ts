import { sql } from "kysely";
import type { Db } from "#platform/db/database.ts";
import type { InsightPlanRow } from "./insight-tables.ts";

/** A worker that has not finished by then is taken for dead. */
const leaseMs = 10 * 60_000;
/** Numbers are the least that an account asks for: with so little left of a quota, they wait. */
const leastLeft = 0.2;
const atOnce = 100;

/**
 * Takes what is due, each by one worker: nobody else finds it for the time of the lease. Left alone are accounts that are
 * not connected, that were asked to pause, or that have little left of what they may ask.
 */
export async function takeInsights(db: Db, now: Date): Promise<InsightPlanRow[]> {
  const until = new Date(now.getTime() + leaseMs);
  const { rows } = await sql<InsightPlanRow>`
    with due as (
      select plan.id from accounts.insight_plan as plan
      join accounts.account on account.id = plan.account_id
      where not plan.is_over and plan.due_at <= ${now} and account.state = 'connected'
        and not exists (
          select from accounts.pause where pause.account_id = account.id and pause.until > ${now}
        )
        and not exists (
          select from accounts.quota where quota.account_id = account.id and quota.resets_at > ${now}
            and quota.remaining < quota.call_limit * ${leastLeft}::float8
        )
      order by plan.due_at, plan.id
      limit ${atOnce}
      for update of plan skip locked
    )
    update accounts.insight_plan as plan set due_at = ${until}, attempts = plan.attempts + 1
    from due where plan.id = due.id
    returning plan.*`.execute(db);
  return rows;
}
