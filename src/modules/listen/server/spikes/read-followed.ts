import { sql } from "kysely";
import type { MentionDb } from "../mentions/tables.ts";
import { currentStories } from "../stories/decision-store.ts";
import { withStories } from "../stories/story-tables.ts";
import type { SpikeDb } from "./spike-tables.ts";

/** Subjects of stories and of names that somebody follows, as they are called now. */
export type Followed = { stories: ReadonlySet<string>; names: ReadonlySet<string> };

/** What people want to be told of when it spikes: it is looked at even where few outlets have it or a monitor finds it too. */
export async function readFollowed(db: SpikeDb, workspaceId: string): Promise<Followed> {
  const { rows } = await sql<{ scope: "story" | "newsmaker"; subject: string }>`
    select distinct rule.scope, case rule.scope when 'story' then rule.subject
      else split_part(rule.subject, ':', 1) || ':' || coalesce(link.root, substr(rule.subject, strpos(rule.subject, ':') + 1))
      end as subject
    from listen.alert_rule as rule
    left join listen.newsmaker_link as link on link.workspace_id = rule.workspace_id
      and link.kind = split_part(rule.subject, ':', 1)
      and link.key = substr(rule.subject, strpos(rule.subject, ':') + 1)
    where rule.workspace_id = ${workspaceId}::uuid and rule.subject is not null and rule.pace <> 'off'`.execute(
    db,
  );
  const of = (scope: string): string[] =>
    rows.filter((row) => row.scope === scope).map(({ subject }) => subject);
  const stories = await currentStories(withStories(db as unknown as MentionDb), workspaceId, of("story"));
  return { stories: new Set(stories.values()), names: new Set(of("newsmaker")) };
}
