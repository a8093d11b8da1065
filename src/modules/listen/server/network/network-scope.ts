import { type RawBuilder, sql } from "kysely";
import type { QueryClock } from "#text/query/time-bound.ts";
import type { NetworkSettings } from "../../contract/network.ts";
import { withMentions } from "../mentions/tables.ts";
import { instantOf } from "../outlets/towards-us.ts";
import { findMentions } from "../search/find-mentions.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import type { NetworkDb } from "./network-tables.ts";

/** Of the mentions that satisfy a query so many, the newest, are looked at. */
const mostLooked = 20_000;

/** The mentions a network is made of, as conditions on rows with a time and a mention's id. */
export type Scope = {
  asked(row: "tie" | "post" | "member"): RawBuilder<boolean>;
  isNewestOnly: boolean;
};

/** What a network is to be made of: all mentions of a period, or the newest that satisfy a query. */
export async function scopeOf(
  db: NetworkDb,
  workspaceId: string,
  { from, until, q }: NetworkSettings,
  clock: QueryClock,
): Promise<Scope> {
  const inside = (row: string) => sql<boolean>`${sql.ref(row)}.workspace_id = ${workspaceId}::uuid
    and ${sql.ref(row)}.published_at >= ${instantOf(Date.parse(from))}
    and ${sql.ref(row)}.published_at < ${instantOf(Date.parse(until))}`;
  if (q === "") return { asked: inside, isNewestOnly: false };
  const minute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
  const within = `(${q}) since:${minute(Date.parse(from))} until:${minute(Date.parse(until) - 60_000)}`;
  const mentions = withMentions(db);
  const { branches } = await readMentionQuery(mentions, workspaceId, within, clock);
  const found = await findMentions(mentions, workspaceId, branches, {
    direction: "newest",
    after: null,
    limit: mostLooked,
  });
  const ids = found.map(({ id }) => id);
  return {
    asked: (row) => sql<boolean>`${inside(row)} and ${sql.ref(row)}.mention_id = any(${ids}::uuid[])`,
    isNewestOnly: found.length >= mostLooked,
  };
}
