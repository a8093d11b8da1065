import { sql } from "kysely";
import type { NewsmakerDb, NewsmakerKind } from "./newsmaker-tables.ts";
import { rootJoin } from "./sum-newsmakers.ts";

/** Mentions of each that are looked at for names, offices and outlets. */
const looked = 150;

export type NewsmakerNames = { name: string; role: string | null; outlets: number; isMore: boolean };

/**
 * How the newest mentions write newsmakers: the name and the office that most of them have, and how many outlets they are
 * of.
 * @param keys by root, as `keysOfRoots` gives them
 */
export async function nameNewsmakers(
  db: NewsmakerDb,
  workspaceId: string,
  kind: NewsmakerKind,
  keys: ReadonlyMap<string, readonly string[]>,
  until: Date,
): Promise<Map<string, NewsmakerNames>> {
  const all = [...keys].flatMap(([, some]) => some);
  if (all.length === 0) return new Map();
  const { rows } = await sql<NewsmakerNames & { root: string }>`
    with seen as (
      select coalesce(link.root, part.key) as root, newest.*
      from unnest(${all}::text[]) as part (key) ${rootJoin(workspaceId, kind)}
      cross join lateral (
        select name, role, outlet_key from listen.newsmaker_mention as named
        where named.workspace_id = ${workspaceId}::uuid and named.kind = ${kind} and named.key = part.key
          and published_at < ${until.toISOString()}::timestamptz
        order by published_at desc limit ${looked}
      ) as newest
    )
    select root, mode() within group (order by name) as name,
      mode() within group (order by role) filter (where role is not null) as role,
      count(distinct outlet_key)::int as outlets, count(*) >= ${looked} as "isMore"
    from seen group by root`.execute(db);
  return new Map(rows.map(({ root, ...names }) => [root, names]));
}

/** A name as a value of a field of the query language. */
const quoted = (name: string): string => `"${name.replaceAll('"', "")}"`;

/** The query that finds the mentions of all keys of a newsmaker, in the field that is named. */
export function newsmakerQuery(
  field: "person" | "org" | "speaker",
  keys: readonly string[],
  names: readonly string[] = [],
): string {
  const all = [...new Set([...keys, ...names])].map((one) => `${field}:${quoted(one)}`);
  return all.length === 1 ? (all[0] ?? "") : `(${all.join(" OR ")})`;
}

export const fieldOf = (kind: NewsmakerKind): "person" | "org" => (kind === "person" ? "person" : "org");
