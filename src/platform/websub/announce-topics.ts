import { z } from "zod";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { callMs, type WebSubParts } from "./websub-parts.ts";

export const announceKind = {
  name: "platform.announce-feeds",
  payload: z.object({ topics: z.array(z.string()).max(500) }),
};

/** Says that feeds have changed, by their addresses: whoever asked to be told is told. For modules that publish. */
export async function announceTopics(jobs: JobQueue, topics: readonly string[]): Promise<void> {
  if (topics.length > 0) await jobs.send(announceKind, { topics: [...topics] });
}

/**
 * Tells a hub elsewhere that a feed has changed. What it is told with is no part of WebSub, which leaves that to hub and publisher
 * (§6); all known hubs understand PubSubHubbub 0.4 §7.1.
 * @returns whether it took the news
 */
export async function pingHub(
  { db, network, log, stopping, now }: WebSubParts,
  { topic, workspaceId, hub }: { topic: string; workspaceId: string; hub: string },
): Promise<boolean> {
  let status: number | null = null;
  try {
    const answer = await network.call(hub, {
      method: "POST",
      redirect: "manual",
      headers: { "content-type": "application/x-www-form-urlencoded" },
      body: new URLSearchParams({ "hub.mode": "publish", "hub.url": topic }).toString(),
      signal: AbortSignal.any([stopping, AbortSignal.timeout(callMs)]),
    });
    await answer.body?.cancel();
    status = answer.status;
  } catch (error) {
    log.warn({ err: error, hub }, "the hub could not be told of a feed's change");
  }
  const written = { workspace_id: workspaceId, hub, pinged_at: now(), status };
  await db
    .insertInto("platform.feed_ping")
    .values({ topic, ...written })
    .onConflict((conflict) => conflict.column("topic").doUpdateSet(written))
    .execute();
  return status !== null && status >= 200 && status < 300;
}
