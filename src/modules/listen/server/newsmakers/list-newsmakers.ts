import type { RequestContext } from "#platform/http/request-context.ts";
import type { SentNewsmaker } from "../../contract/newsmaker.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { withMentions } from "../mentions/tables.ts";
import { openVeil, type Veil } from "../personal-data/veil.ts";
import { readMentionQuery } from "../search/mention-query.ts";
import { fieldOf, nameNewsmakers, newsmakerQuery } from "./name-newsmakers.ts";
import { type NewsmakerDb, type NewsmakerKind, withNewsmakers } from "./newsmaker-tables.ts";
import { rankMatches, sumMatches } from "./rank-matches.ts";
import { rankPeriod } from "./rank-period.ts";
import {
  daysOfRoots,
  keysOfRoots,
  type Period,
  type RankedRow,
  type Sums,
  sumRoots,
} from "./sum-newsmakers.ts";

type ListInput = {
  from: string;
  until: string;
  q: string;
  kind: NewsmakerKind;
  sort: "quoted" | "named";
  limit: number;
};

export type NewsmakerList = {
  items: SentNewsmaker[];
  method: "counted" | "newest";
  looked: number | null;
  tookMs: number;
};

const none: Sums = { named: 0, quoted: 0, quotes: 0, negative: 0, neutral: 0, positive: 0, unsure: 0 };

/**
 * An officer sees who was quoted and named most, in what tone, by how many outlets, and whether it grows. Without a query
 * all mentions of the period are counted; with one the newest of those that satisfy it are.
 */
export async function listNewsmakers(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  input: ListInput,
): Promise<NewsmakerList> {
  const begun = performance.now();
  const db = withNewsmakers(context.db);
  const { workspaceId } = context;
  const period = { from: new Date(input.from), until: new Date(input.until) };
  const before = { from: new Date(2 * period.from.getTime() - period.until.getTime()), until: period.from };
  const ranked =
    input.q === ""
      ? await ranking(db, workspaceId, input, period, before)
      : await matching(context, input, period, before);
  const keys = await keysOfRoots(
    db,
    workspaceId,
    input.kind,
    ranked.rows.map(({ key }) => key),
  );
  const names = await nameNewsmakers(db, workspaceId, input.kind, keys, period.until);
  const days = await daysOfRoots(
    db,
    workspaceId,
    input.kind,
    period,
    [...keys].flatMap(([, some]) => some),
  );
  const daysOf = Map.groupBy(days, ({ key }) => key);
  const veil = await openVeil(context.db, workspaceId);
  return {
    items: ranked.rows.map((row) => {
      const named = names.get(row.key);
      return {
        ...toFigures(row, ranked.before.get(row.key) ?? none),
        ...said(veil, named?.name ?? row.key, named?.role ?? null),
        kind: input.kind,
        key: row.key,
        outlets: { count: named?.outlets ?? 0, isMore: named?.isMore ?? false },
        curve: curveOf(
          period,
          new Map((daysOf.get(row.key) ?? []).map(({ at, named: count }) => [at, count])),
        ),
        query: newsmakerQuery(fieldOf(input.kind), keys.get(row.key) ?? [row.key]),
        speakerQuery: newsmakerQuery("speaker", keys.get(row.key) ?? [row.key]),
      };
    }),
    method: input.q === "" ? "counted" : "newest",
    looked: ranked.looked,
    tookMs: Math.round(performance.now() - begun),
  };
}

/** Names and offices of the press, as its veil lets them be seen. */
export const said = (veil: Veil, name: string, role: string | null) => ({
  name: veil("news").words(name),
  role: role === null ? null : veil("news").words(role),
});

export const toFigures = (row: Sums, before: Sums) => ({
  named: row.named,
  quoted: row.quoted,
  quotes: row.quotes,
  tones: { negative: row.negative, neutral: row.neutral, positive: row.positive, unsure: row.unsure },
  before: { named: before.named, quoted: before.quoted, quotes: before.quotes },
});

/** A value for each day (UTC) that the period touches. */
export function curveOf({ from, until }: Period, counts: ReadonlyMap<string, number>): number[] {
  const curve: number[] = [];
  for (let at = Math.floor(from.getTime() / dayMs) * dayMs; at < until.getTime(); at += dayMs)
    curve.push(counts.get(new Date(at).toISOString().slice(0, 10)) ?? 0);
  return curve;
}

/** A minute as the query language writes it; as the end of a span it lies inside. */
const minuteOf = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;

type Ranking = { rows: RankedRow[]; before: Map<string, Sums>; looked: number | null };

async function ranking(
  db: NewsmakerDb,
  workspaceId: string,
  input: ListInput,
  period: Period,
  before: Period,
): Promise<Ranking> {
  const rows = await rankPeriod(db, workspaceId, input.kind, period, input);
  const keys = await keysOfRoots(
    db,
    workspaceId,
    input.kind,
    rows.map(({ key }) => key),
  );
  const all = [...keys].flatMap(([, some]) => some);
  return { rows, before: await sumRoots(db, workspaceId, input.kind, before, all), looked: null };
}

async function matching(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  input: ListInput,
  period: Period,
  before: Period,
): Promise<Ranking> {
  const db = withMentions(context.db);
  const clock = { now: context.now(), zone: context.membership.zone };
  const within = async ({ from, until }: Period) =>
    readMentionQuery(
      db,
      context.workspaceId,
      `(${input.q}) since:${minuteOf(from.getTime())} until:${minuteOf(until.getTime() - 60_000)}`,
      clock,
    );
  // Mistakes are told at the places where the reader wrote them.
  await readMentionQuery(db, context.workspaceId, input.q, clock);
  const { rows, looked } = await rankMatches(db, context.workspaceId, await within(period), input);
  const keys = rows.map(({ key }) => key);
  const sums = await sumMatches(db, context.workspaceId, await within(before), input.kind, keys);
  return { rows, before: sums, looked };
}
