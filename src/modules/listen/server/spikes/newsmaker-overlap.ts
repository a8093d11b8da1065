import { sql } from "kysely";
import type { SpikeDb } from "./spike-tables.ts";
import { instant, type VolumeSource } from "./spike-volumes.ts";
import type { VolumeState } from "./watch-volume.ts";

/**
 * Whether the rise of a name or a story belongs to what people are told of already: half of its mentions or more are found by
 * a monitor whose spike goes on, are of a story whose spike does, or name somebody whose spike does.
 * @param toldTo only spikes of which this person was told
 */
export async function isAbout(
  db: SpikeDb,
  workspaceId: string,
  source: VolumeSource,
  { startedAt, peak }: Pick<VolumeState, "startedAt"> & { peak: { at: number } },
  toldTo?: string,
): Promise<boolean> {
  const isHeard =
    toldTo === undefined
      ? sql`told_at is not null`
      : sql`exists (select from listen.alert where alert.workspace_id = spike.workspace_id
          and alert.user_id = ${toldTo}::uuid and alert.spike_id = spike.id)`;
  const { rows } = await sql<{ total: string; told: string }>`
    with running as (
      select kind, subject from listen.spike
      where workspace_id = ${workspaceId}::uuid and ended_at is null and ${isHeard}
    ),
    own as (${source.mentions(startedAt, peak.at)})
    select count(*) as total, count(*) filter (where
      exists (select from listen.monitor_match as matched join running on running.kind = 'monitor'
          and running.subject = matched.monitor_id::text
        where matched.mention_id = own.mention_id and matched.workspace_id = ${workspaceId}::uuid
          and matched.published_at > ${instant(startedAt)} and matched.published_at <= ${instant(peak.at)})
      or exists (select from listen.story_member as placed join running on running.kind = 'story'
          and running.subject = placed.story_id::text
        where placed.mention_id = own.mention_id and placed.workspace_id = ${workspaceId}::uuid)
      or exists (select from listen.newsmaker_mention as named
          left join listen.newsmaker_link as link on link.workspace_id = named.workspace_id and link.kind = named.kind
            and link.key = named.key
          join running on running.kind = 'newsmaker'
            and running.subject = named.kind || ':' || coalesce(link.root, named.key)
        where named.mention_id = own.mention_id and named.workspace_id = ${workspaceId}::uuid)) as told
    from own`.execute(db);
  return Number(rows[0]?.told ?? 0) * 2 >= Number(rows[0]?.total ?? 0);
}
