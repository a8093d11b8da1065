import { notify } from "#platform/notices/notify.ts";
import { applicationPatienceDays } from "../../contract/applications.ts";
import type { NetworkParts } from "../network-parts.ts";
import { networkName } from "../network-words.ts";
import { applicationThread, withApplications } from "./application-store.ts";

const dayMs = 24 * 60 * 60 * 1_000;

/**
 * Tells of applications that wait for two weeks, once each: vendors forget, and so do people.
 * @returns how many were told of
 */
export async function remindOfApplications({ db, now }: Pick<NetworkParts, "db" | "now">): Promise<number> {
  const at = now();
  const before = new Date(at.getTime() - applicationPatienceDays * dayMs).toISOString().slice(0, 10);
  return withApplications(db)
    .transaction()
    .execute(async (tx) => {
      const waiting = await tx
        .updateTable("accounts.application")
        .set({ reminded_at: at })
        .where("ended_at", "is", null)
        .where("reminded_at", "is", null)
        .where("asked_on", "<=", before)
        .returning(["id", "workspace_id", "network"])
        .execute();
      for (const { id, workspace_id, network } of waiting)
        await notify(
          tx,
          workspace_id,
          {
            kind: "accounts.application_waits",
            severity: "info",
            values: { network: networkName(network).id, days: applicationPatienceDays },
            subject: { kind: "application", id },
            thread: applicationThread(id),
            audience: { permission: "accounts.manage" },
          },
          at,
        );
      return waiting.length;
    });
}
