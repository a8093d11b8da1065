import type { RequestContext } from "#platform/http/request-context.ts";
import type { Hold } from "../../contract/holds.ts";
import { withAccounts } from "../account-tables.ts";
import { readHoldsOn } from "./hold-store.ts";
import { viewHolds } from "./hold-view.ts";

const mostPast = 50;

/** Everybody on the desk sees what the brake holds, since when, by whom and why, and what it held before. */
export async function listHolds({
  db,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<{ on: Hold[]; past: Hold[] }> {
  const at = now();
  const on = await readHoldsOn(db, workspaceId, at);
  const past = await withAccounts(db)
    .selectFrom("accounts.hold")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where((where) => where.or([where("lifted_at", "is not", null), where("until", "<=", at)]))
    .orderBy("placed_at", "desc")
    .orderBy("id", "desc")
    .limit(mostPast)
    .execute();
  const all = await viewHolds(db, workspaceId, [...on, ...past], at);
  return { on: all.filter(({ isOn }) => isOn), past: all.filter(({ isOn }) => !isOn) };
}
