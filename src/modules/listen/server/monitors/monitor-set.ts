import { sql } from "kysely";
import type { PercolatedDocument } from "#text/percolate/percolated-document.ts";
import { makePercolator, type Percolator } from "#text/percolate/percolator.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { readRuleSet } from "../tag-rules/read-rule-set.ts";
import { type RuleSet, type SettledTags, settleTags } from "../tag-rules/settle-tags.ts";
import { TagBook } from "../tags/tag-book.ts";
import type { MonitorDb } from "./monitor-tables.ts";
import { incomingTree, type Outside, outsideOf } from "./monitor-tree.ts";
import { readMonitorQuery } from "./read-monitor-query.ts";

/** A workspace's monitors and rules that are on, ready to be asked of mentions. Good until the transaction ends. */
export type MonitorSet = {
  /** Of the monitors. */
  readonly ids: readonly string[];
  /** Of the rules that give tags. */
  readonly ruleIds: ReadonlySet<string>;
  /** What names of tags mean. */
  readonly book: TagBook;
  /** Whether anybody asks for something that is not in the mention's own row, or gives tags. */
  asks(what: Outside): boolean;
  /** Settles which tags a mention has from rules, and what finds it then. */
  settle(tags: { tagKeys: readonly string[]; keptOff: readonly string[] }, documentOf: DocumentOf): Found;
};

/** A mention as queries see it with these names of tags. */
export type DocumentOf = (tagNames: string[]) => PercolatedDocument;

export type Found = { monitorIds: string[]; byRule: SettledTags["byRule"] };

type Kept = {
  revision: number;
  /** What each monitor asks for beyond a mention's own row. */
  outside: Map<string, ReadonlySet<Outside>>;
  /** The same of each rule with a query of its own, by what the percolator calls it. */
  ruleOutside: Map<string, ReadonlySet<Outside>>;
  levels: RuleSet["levels"];
  book: TagBook;
  percolator: Percolator;
};

/** Sets that are remembered; the one that was asked longest ago goes. */
const mostKept = 200;
const kept = new Map<string, Kept>();

/** Times in a set's trees are fixed, so that no clock changes what they say. */
const anyClock = { now: new Date(0), zone: "UTC" };

/**
 * The monitors of a workspace as they are now; undefined when none is on. Compares one number with what this process
 * remembers and reads only monitors that have changed since: a change counts from the next batch on, in every process.
 * The caller holds the monitors still (`holdMonitors`).
 */
export async function openMonitorSet(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
): Promise<MonitorSet | undefined> {
  const { rows } = await sql<{ revision: string }>`
    select revision from listen.monitor_set where workspace_id = ${workspaceId}::uuid`.execute(tx);
  if (!rows[0]) return undefined;
  const revision = Number(rows[0].revision);
  const known = kept.get(workspaceId);
  // A database that was put back to an earlier state counts anew.
  const set = known && known.revision <= revision ? known : nothingKept();
  if (set.revision < revision) await refresh(tx, workspaceId, set, revision);
  remember(workspaceId, set);
  const { outside, ruleOutside, levels, book, percolator } = set;
  if (outside.size === 0 && levels.length === 0) return undefined;
  const ruleSet = {
    levels,
    book,
    find: (document: PercolatedDocument) => new Set(percolator.match(document, anyClock)),
  };
  return {
    ids: [...outside.keys()],
    ruleIds: new Set(levels.flatMap((level) => level.map(({ id }) => id))),
    book,
    asks: (what) =>
      (what === "tag" && levels.length > 0) ||
      [...outside.values(), ...ruleOutside.values()].some((asked) => asked.has(what)),
    settle: (tags, documentOf) => {
      const { found, byRule } = settleTags(ruleSet, tags, documentOf);
      return { monitorIds: [...found].filter((id) => outside.has(id)), byRule };
    },
  };
}

const nothingKept = (): Kept => ({
  revision: 0,
  outside: new Map(),
  ruleOutside: new Map(),
  levels: [],
  book: new TagBook([], []),
  percolator: makePercolator(),
});

async function refresh(
  tx: MentionDb | MonitorDb,
  workspaceId: string,
  set: Kept,
  revision: number,
): Promise<void> {
  const { rows } = await sql<{ id: string; q: string; exclude: string; zone: string; is_on: boolean }>`
    select id, q, exclude, zone, state = 'on' and removed_at is null as is_on from listen.monitor
    where workspace_id = ${workspaceId}::uuid and set_revision > ${set.revision}`.execute(tx);
  for (const row of rows) {
    if (row.is_on) {
      const tree = incomingTree(readMonitorQuery(row), row.zone);
      set.outside.set(row.id, outsideOf(tree));
      set.percolator.set(row.id, tree);
    } else {
      set.outside.delete(row.id);
      set.percolator.remove(row.id);
    }
  }
  await refreshRules(tx, workspaceId, set);
  set.revision = revision;
}

/** Rules and tags are few: all are read whenever anything has changed. */
async function refreshRules(tx: MentionDb | MonitorDb, workspaceId: string, set: Kept): Promise<void> {
  const { book, levels, queries } = await readRuleSet(tx, workspaceId);
  for (const finder of set.ruleOutside.keys()) if (!queries.has(finder)) set.percolator.remove(finder);
  set.ruleOutside = new Map();
  for (const [finder, tree] of queries) {
    set.ruleOutside.set(finder, outsideOf(tree));
    set.percolator.set(finder, tree);
  }
  set.book = book;
  set.levels = levels;
}

function remember(workspaceId: string, set: Kept): void {
  kept.delete(workspaceId);
  kept.set(workspaceId, set);
  const [oldest] = kept.keys();
  if (kept.size > mostKept && oldest !== undefined) kept.delete(oldest);
}
