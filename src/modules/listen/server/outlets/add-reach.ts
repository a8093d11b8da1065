import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { invalidField } from "#shared/app-error.ts";
import type { NewReach, ReachRange } from "../../contract/outlet.ts";
import { type VoiceId, withOutlets } from "./outlet-tables.ts";
import { keepReach } from "./reach-store.ts";

/**
 * An officer enters how many people an outlet or an account may reach: from, to, what is counted, by whom, as of when.
 * @throws AppError `invalid` (`high`) when the range is upside down, (`asOf`) for a day that is yet to come
 */
export async function addReach(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { kind, key, ...reach }: VoiceId & NewReach,
): Promise<ReachRange> {
  const { workspaceId, actor } = context;
  const at = context.now();
  if (reach.low > reach.high) throw invalidField("high", "field.reach_upside_down");
  if (Date.parse(reach.asOf) > at.getTime()) throw invalidField("asOf", "field.reach_in_future");
  return context.db.transaction().execute(async (tx) => {
    const kept = await keepReach(withOutlets(tx), workspaceId, { kind, key }, reach, actor, at);
    if (kept.isNew) {
      const details = { kind, key, ...reach };
      const facts = { action: "reach.added", subjectKind: "reach", subjectId: kept.reach.id, details };
      await recordAudit(tx, workspaceId, actor, facts, at);
    }
    return kept.reach;
  });
}
