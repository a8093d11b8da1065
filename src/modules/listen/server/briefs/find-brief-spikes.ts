import { sql } from "kysely";
import { sourceOf } from "../spikes/spike-source-of.ts";
import type { SpikeRow } from "../spikes/spike-tables.ts";
import { withSpikes } from "../spikes/spike-tables.ts";
import { spikeEnd } from "../spikes/spike-view.ts";
import type { StoryDb } from "../stories/story-tables.ts";
import type { BriefSide } from "./brief-sides.ts";

/** A spike in the time of a brief, and the story that most of it is about. */
export type BriefSpike = SpikeRow & { storyId: string | null };

/** The largest are looked at. */
const mostSpikes = 12;
/** So much of a spike is of one story, or it is not explained by it. */
const storyShare = 0.4;

/** Spikes that people were told of and that reached their height in the side's time: of its monitors, of names, of all. */
export async function findBriefSpikes(
  storyDb: StoryDb,
  workspaceId: string,
  side: BriefSide,
): Promise<BriefSpike[]> {
  const db = withSpikes(storyDb as never);
  const monitorIds = side.monitors.map(({ id }) => id);
  const rows = await db
    .selectFrom("listen.spike")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("verdict", "=", "spike")
    .where("peak_at", ">=", side.from)
    .where("peak_at", "<", side.until)
    .where((eb) => eb.or([eb("kind", "<>", "monitor"), eb("subject", "in", ["", ...monitorIds])]))
    .orderBy(sql`peak_count - peak_expected`, "desc")
    .orderBy("id")
    .limit(mostSpikes)
    .execute();
  const spikes: BriefSpike[] = [];
  for (const row of rows) {
    const source = await sourceOf(db, row);
    const end = spikeEnd(row, side.until);
    const until = Math.min(end.getTime(), side.until.getTime());
    const { rows: told } = await sql<{ story_id: string | null; count: number }>`
      select placed.story_id, count(*)::int as count
      from (${source.mentions(row.started_at.getTime(), until)}) as wanted
      left join listen.story_member as placed on placed.workspace_id = ${workspaceId}::uuid
        and placed.mention_id = wanted.mention_id
      group by 1 order by 2 desc`.execute(db);
    const total = told.reduce((sum, { count }) => sum + count, 0);
    const largest = told.find(({ story_id }) => story_id !== null);
    const isExplained = largest !== undefined && largest.count >= storyShare * total;
    spikes.push({ ...row, storyId: isExplained ? largest.story_id : null });
  }
  return spikes;
}
