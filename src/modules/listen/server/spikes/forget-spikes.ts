import type { MentionDb } from "../mentions/tables.ts";
import { withSpikes } from "./spike-tables.ts";

/** Forgets spikes of a workspace that were over before the first month that it keeps: their mentions are gone. */
export async function forgetSpikes(db: MentionDb, workspaceId: string, firstKept: Date): Promise<void> {
  await withSpikes(db)
    .deleteFrom("listen.spike")
    .where("workspace_id", "=", workspaceId)
    .where("ended_at", "<", firstKept)
    .execute();
}
