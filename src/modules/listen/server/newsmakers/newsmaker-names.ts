import { sql } from "kysely";
import type { NewsmakerDb, NewsmakerKind } from "./newsmaker-tables.ts";

/** Rows of each name that are looked at for how it is written. */
const looked = 200;
const mostSuggested = 6;

export type Variant = { key: string; name: string; named: number; reason: "itself" | "initials" | "person" };

const writtenAs = (workspaceId: string, kind: NewsmakerKind) => sql`
  cross join lateral (
    select mode() within group (order by name) as name from (
      select name from listen.newsmaker_mention as named
      where named.workspace_id = ${workspaceId}::uuid and named.kind = ${kind} and named.key = part.key
      order by published_at desc limit ${looked}) as newest
  ) as written
  cross join lateral (
    select coalesce(sum(day.named), 0)::int as named from listen.newsmaker_day as day
    where day.workspace_id = ${workspaceId}::uuid and day.kind = ${kind} and day.key = part.key
  ) as total`;

/** The names that are counted as one newsmaker, with why. */
export async function readVariants(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  root: string,
): Promise<Variant[]> {
  const { rows } = await sql<Variant>`
    select part.key, coalesce(written.name, part.key) as name, total.named, part.reason
    from (
      select ${root}::text as key, 'itself' as reason
      union all
      select key, reason from listen.newsmaker_link
      where workspace_id = ${workspaceId}::uuid and kind = ${kind} and root = ${root}
    ) as part ${writtenAs(workspaceId, kind)}
    order by part.reason = 'itself' desc, total.named desc, part.key`.execute(db);
  return rows;
}

/** Longer names have too many parts to be looked for. */
const mostWords = 6;

/** Names that share the last word, or are made of some of this one's words, and that are counted by themselves. */
export async function readMaybeSame(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  root: string,
  keys: readonly string[],
): Promise<{ key: string; name: string; named: number }[]> {
  const words = root.split(" ").slice(0, mostWords);
  const last = root.split(" ").at(-1) ?? "";
  if (last.length < 3) return [];
  const { rows } = await sql<{ key: string; name: string; named: number }>`
    select part.key, coalesce(written.name, part.key) as name, total.named
    from (
      select key from listen.newsmaker as known
      where workspace_id = ${workspaceId}::uuid and kind = ${kind} and not (key = any(${[...keys]}::text[]))
        and (key = any(${partsOf(words)}::text[]) or (string_to_array(key, ' ') @> array[${last}::text]
          and (key like ${`% ${likeable(last)}`} or string_to_array(key, ' ') @> ${words}::text[])))
        and not exists (select from listen.newsmaker_link as link where link.workspace_id = known.workspace_id
          and link.kind = known.kind and link.key = known.key)
      limit 200
    ) as part ${writtenAs(workspaceId, kind)}
    where total.named > 0 order by total.named desc, part.key limit ${mostSuggested}`.execute(db);
  return rows;
}

/** All that is left of words when some of them are left out, in their order. */
function partsOf(words: readonly string[]): string[] {
  const parts: string[] = [];
  for (const word of words) parts.push(...parts.map((part) => `${part} ${word}`), word);
  return parts;
}

const likeable = (word: string): string => word.replace(/[\\%_]/g, "\\$&");
