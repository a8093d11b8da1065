import type { RequestContext } from "#platform/http/request-context.ts";
import type { Statement } from "../../contract/statements.ts";
import { readStatements } from "../statements/statement-store.ts";
import { findCovered, isUnsaid } from "./count-cover.ts";
import { findHold } from "./hold-store.ts";
import { isHoldOn } from "./hold-view.ts";

const most = 100;

/** Everybody on the desk sees what a hold keeps from going out; nothing once it is over. */
export async function listHeldStatements(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  { id }: { id: string },
): Promise<{ items: Statement[]; total: number }> {
  const at = now();
  const hold = await findHold(db, workspaceId, id);
  const [covered = []] = isHoldOn(hold, at) ? await findCovered(db, workspaceId, [hold]) : [];
  const held = covered.filter(isUnsaid);
  if (held.length === 0) return { items: [], total: 0 };
  const statementIds = held.slice(0, most).map((statement) => statement.id);
  const items = await readStatements(db, workspaceId, { view: "all", statementIds, limit: most }, at);
  return { items, total: held.length };
}
