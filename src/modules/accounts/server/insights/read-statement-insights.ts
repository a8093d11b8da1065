import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { insightPauseMs, type StatementInsights } from "../../contract/insights.ts";
import { findAccount } from "../account-store.ts";
import type { NetworkParts } from "../network-parts.ts";
import { findStatement } from "../statements/statement-store.ts";
import { findCountable, planStatement } from "./insight-plan.ts";
import { keepStatementInsight } from "./insight-store.ts";
import { insightsOf } from "./list-statement-insights.ts";
import { askPosts } from "./read-insights.ts";

/**
 * A PR officer has the numbers of a statement read now; shortly after the last time they get what was read then.
 * @throws AppError `conflict` where nothing can be counted, and what the network says of the account
 */
export async function readStatementInsights(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  { id }: { id: string },
  parts: NetworkParts,
): Promise<StatementInsights> {
  await findStatement(db, workspaceId, id);
  const statement = await findCountable(db, workspaceId, id);
  if (!statement) throw new AppError("conflict", "accounts.insights_cannot");
  const kept = await onlyOne(db, workspaceId, id);
  const last = kept.readings.at(-1);
  if (last && now().getTime() - Date.parse(last.readAt) < insightPauseMs) return kept;
  const account = await findAccount(db, workspaceId, statement.account_id);
  await planStatement(db, statement);
  try {
    const found = await askPosts(parts, account, [statement]);
    await keepStatementInsight(db, statement, found.get(statement.external_id), now());
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    throw notRead(error.failure, error);
  }
  return onlyOne(db, workspaceId, id);
}

async function onlyOne(
  db: RequestContext["db"],
  workspaceId: string,
  id: string,
): Promise<StatementInsights> {
  const [one] = await insightsOf(db, workspaceId, [id]);
  if (!one) throw new AppError("conflict", "accounts.insights_cannot");
  return one;
}

/** The sentence for a network that told no numbers. */
function notRead({ kind }: ConnectorFailure, error: unknown): AppError {
  if (kind === "rate_limited") return new AppError("rate_limited", "accounts.insights_pause", {}, error);
  if (kind === "reconnect") return new AppError("conflict", "accounts.insights_broken", {}, error);
  return new AppError("unavailable", "accounts.insights_no_answer", {}, error);
}
