import { randomUUID } from "node:crypto";
import { connectors } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { invalidField } from "#shared/app-error.ts";
import type { Application } from "../../contract/applications.ts";
import { readApplication, withApplications } from "./application-store.ts";

/** No zone of Indonesia is further ahead of UTC. */
const furthestZoneMs = 9 * 3_600_000;

/**
 * An admin writes down that access was asked for at a network and that its vendor has not decided yet.
 * @throws AppError `invalid` for a network that there is not, or a day that has not come
 */
export async function keepApplication(
  { db, workspaceId, actor, now }: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { network, askedOn, note }: { network: string; askedOn: string; note: string },
): Promise<Application> {
  if (!connectors.some(({ manifest }) => manifest.key === network))
    throw invalidField("network", "accounts.unknown_network");
  const at = now();
  if (Date.parse(askedOn) > at.getTime() + furthestZoneMs)
    throw invalidField("askedOn", "accounts.asked_in_future");
  const id = randomUUID();
  return db.transaction().execute(async (tx) => {
    await withApplications(tx)
      .insertInto("accounts.application")
      .values({
        ...{ id, workspace_id: workspaceId, network, asked_on: askedOn, note, by_name: actor.name },
        ...{ created_at: at, ended_at: null, ended_as: null, reminded_at: null },
      })
      .execute();
    const details = { network, askedOn };
    const change = { action: "application.kept", subjectKind: "application", subjectId: id, details };
    await recordAudit(tx, workspaceId, actor, change, at);
    return readApplication(tx, workspaceId, id);
  });
}
