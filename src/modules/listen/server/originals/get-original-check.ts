import type { z } from "zod";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { OriginalCheck } from "../../contract/overview.ts";
import { countOriginals, mostDays, readOriginalDays } from "./original-store.ts";

/** An admin sees for how long saved mentions are looked at where they were said, and how many are gone there. */
export async function getOriginalCheck({
  db,
  workspaceId,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "now">): Promise<z.output<typeof OriginalCheck>> {
  const days = await readOriginalDays(db, workspaceId);
  const since = new Date(now().getTime() - (days ?? mostDays) * 24 * 3_600_000);
  const { watched, gone } = await countOriginals(db, workspaceId, since);
  return { days, watched: days === null ? 0 : watched, gone };
}
