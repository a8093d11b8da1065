import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Followed } from "../../contract/alert-follow.ts";
import { newsmakerKind } from "../../contract/newsmaker.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { plainArray } from "../mentions/mention-rows.ts";
import { nameNewsmakers } from "../newsmakers/name-newsmakers.ts";
import { withNewsmakers } from "../newsmakers/newsmaker-tables.ts";
import { keysOfRoots, rootOf } from "../newsmakers/sum-newsmakers.ts";
import { openVeil } from "../personal-data/veil.ts";
import { newsmakerOf } from "../spikes/spike-source-of.ts";
import { currentStories } from "../stories/decision-store.ts";
import { withStories } from "../stories/story-tables.ts";
import { type TitleRow, titleColumns, titleJoin, titleOf } from "../stories/story-titles.ts";

type Reader = { db: Db | Tx; workspaceId: string; now: () => Date };

/** What stories and names that somebody follows are called now, by subject; a story that is gone is left out. */
export async function nameFollowed(
  reader: Reader,
  followed: readonly Followed[],
): Promise<Map<string, ShownWords>> {
  const of = (kind: Followed["kind"]): string[] =>
    followed.filter((one) => one.kind === kind).map(({ subject }) => subject);
  return new Map([
    ...(await nameStories(reader, of("story"))),
    ...(await nameNames(reader, of("newsmaker"))),
  ]);
}

async function nameStories(
  { db, workspaceId }: Reader,
  ids: readonly string[],
): Promise<[string, ShownWords][]> {
  const current = await currentStories(withStories(db), workspaceId, ids);
  if (current.size === 0) return [];
  const { rows } = await sql<TitleRow & { id: string }>`
    select story.id, ${titleColumns} from listen.story ${titleJoin}
    where story.workspace_id = ${workspaceId}::uuid
      and story.id = any(${plainArray([...current.values()])}::uuid[])`.execute(db);
  const veil = await openVeil(db, workspaceId);
  const titles = new Map(rows.map((row) => [row.id, titleOf(row, veil)]));
  return [...current].flatMap(([id, now]) => {
    const title = titles.get(now);
    return title === undefined ? [] : [[id, title]];
  });
}

async function nameNames(
  { db, workspaceId, now }: Reader,
  subjects: readonly string[],
): Promise<[string, ShownWords][]> {
  if (subjects.length === 0) return [];
  const newsmakers = withNewsmakers(db);
  const veil = await openVeil(db, workspaceId);
  const names: [string, ShownWords][] = [];
  for (const kind of newsmakerKind.options) {
    const roots = new Map<string, string>();
    for (const subject of subjects) {
      const [of, key] = newsmakerOf(subject);
      if (of === kind) roots.set(subject, await rootOf(newsmakers, workspaceId, kind, key));
    }
    const keys = await keysOfRoots(newsmakers, workspaceId, kind, [...new Set(roots.values())]);
    const known = await nameNewsmakers(newsmakers, workspaceId, kind, keys, now());
    for (const [subject, root] of roots)
      names.push([subject, veil(null).words(known.get(root)?.name ?? root)]);
  }
  return names;
}
