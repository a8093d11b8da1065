import type { RequestContext } from "#platform/http/request-context.ts";
import type { HoldAim, HoldCover } from "../../contract/holds.ts";
import { countCover } from "./count-cover.ts";
import { checkAim } from "./place-hold.ts";

/** Before the brake is pulled: how much it would hold now, and how much may be too late to hold. */
export async function previewHold(
  { db, workspaceId }: Pick<RequestContext, "db" | "workspaceId">,
  aim: HoldAim,
): Promise<HoldCover> {
  const [cover] = await countCover(db, workspaceId, [await checkAim(db, workspaceId, aim)]);
  return cover ?? { waiting: 0, underWay: 0 };
}
