import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Feeds } from "../../contract/feeds.ts";
import { readFeedSettings, writeFeedSettings } from "./feed-settings.ts";
import { getFeeds } from "./get-feeds.ts";

/** An admin opens the feeds to everybody or closes them, and says which hub tells subscribers. */
export async function updateFeeds(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  wanted: { isOn: boolean; outsideHub: string | null },
  deskUrl: string,
): Promise<Feeds> {
  const { db, workspaceId, actor, now } = context;
  await db.transaction().execute(async (tx) => {
    const { isOn, outsideHub } = await readFeedSettings(tx, workspaceId);
    if (isOn === wanted.isOn && outsideHub === wanted.outsideHub) return;
    const at = now();
    await writeFeedSettings(tx, workspaceId, wanted, at);
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "feeds.changed",
        subjectKind: "feeds",
        subjectId: null,
        details: { before: { isOn, outsideHub }, after: wanted },
      },
      at,
    );
  });
  return getFeeds(context, deskUrl);
}
