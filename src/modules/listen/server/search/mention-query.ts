import { type RawBuilder, sql } from "kysely";
import { AppError } from "#shared/app-error.ts";
import { id as anId } from "#shared/ids.ts";
import { foldValue } from "#text/fold.ts";
import { parseQuery } from "#text/query/parse-query.ts";
import type { QueryClock } from "#text/query/time-bound.ts";
import { type QueryPlan, toTsQuery } from "#text/query/to-ts-query.ts";
import type { FieldNode, QueryNode } from "#text/query/tree.ts";
import { fieldLexeme, type IndexedField, quoteLexeme, sourceLexeme } from "../mentions/search-lexemes.ts";
import type { MentionDb } from "../mentions/tables.ts";
import { currentStories } from "../stories/decision-store.ts";
import { withStories } from "../stories/story-tables.ts";
import { readTagBook, type TagBook } from "../tags/tag-book.ts";
import { countCondition } from "./count-condition.ts";
import { type Branch, branchesOf } from "./query-branches.ts";
import { conditionOf } from "./query-condition.ts";

/** A query made ready for the database. */
export type MentionQuery = {
  tree: QueryNode;
  /** The whole query, asked of a row called `mention`. */
  condition: RawBuilder<boolean>;
  isEverything: boolean;
  /** The same query as alternatives that an index can answer; a mention may satisfy several. */
  branches: readonly Branch[];
  /** Bounds that every match keeps: from `since`, before `until`. */
  since: Date | null;
  until: Date | null;
  /** The query without its times, asked of a row of `mention_count` called `counts`; null when counts cannot tell. */
  counted: RawBuilder<boolean> | null;
};

/**
 * Reads a query of the query language for a workspace.
 * @throws AppError `invalid` with one problem of field `q` for each mistake; `start` and `end` among its values say
 * which characters it is about
 */
export async function readMentionQuery(
  db: MentionDb,
  workspaceId: string,
  q: string,
  clock: QueryClock,
): Promise<MentionQuery> {
  const parsed = parseQuery(q);
  if (!parsed.ok)
    throw new AppError(
      "invalid",
      "invalid_input",
      {},
      undefined,
      parsed.errors.map(({ code, values, start, end }) => ({
        field: "q",
        key: code,
        values: { ...values, start, end },
      })),
    );
  return planMentionQuery(db, workspaceId, parsed.tree, clock);
}

/** Makes a query that was read before ready for the database. */
export async function planMentionQuery(
  db: MentionDb,
  workspaceId: string,
  tree: QueryNode,
  clock: QueryClock,
): Promise<MentionQuery> {
  const plan = toTsQuery(tree);
  const sources = mentionsField(plan, "source") ? await heardSources(db, workspaceId) : [];
  const monitors = mentionsField(plan, "monitor") ? await namedMonitors(db, workspaceId) : [];
  const tagged = mentionsField(plan, "tag") ? withTagRows(plan, await readTagBook(db, workspaceId)) : plan;
  const named = withMonitorIds(tagged, monitors);
  const indexed = withFieldLexemes(await withStoryIds(db, workspaceId, named), sources);
  const branches = branchesOf(indexed, clock);
  return {
    tree,
    condition: conditionOf(indexed, clock),
    isEverything: indexed.kind === "all",
    branches,
    since: hull(
      branches.map((branch) => branch.since),
      Math.min,
    ),
    until: hull(
      branches.map((branch) => branch.until),
      Math.max,
    ),
    counted: countCondition(plan),
  };
}

/** The bound that holds for all branches; none when one of them has none. */
function hull(bounds: readonly (Date | null)[], widest: (...times: number[]) => number): Date | null {
  const times = bounds.flatMap((bound) => (bound === null ? [] : [bound.getTime()]));
  return times.length === 0 || times.length < bounds.length ? null : new Date(widest(...times));
}

type HeardSource = { source_id: string; titleKey: string };

async function heardSources(db: MentionDb, workspaceId: string): Promise<HeardSource[]> {
  const rows = await db
    .selectFrom("listen.heard_source")
    .select(["source_id", "title"])
    .where("workspace_id", "=", workspaceId)
    .execute();
  return rows.map((row) => ({ source_id: row.source_id, titleKey: foldValue(row.title) }));
}

type NamedMonitor = { id: string; nameKey: string };

async function namedMonitors(db: MentionDb, workspaceId: string): Promise<NamedMonitor[]> {
  const { rows } = await sql<NamedMonitor>`
    select id, name_key as "nameKey" from listen.monitor
    where workspace_id = ${workspaceId}::uuid and removed_at is null order by id`.execute(db);
  return rows;
}

/** Puts the ids of the monitors that are meant, with commas between them, in the place of their names. */
function withMonitorIds(plan: QueryPlan, monitors: readonly NamedMonitor[]): QueryPlan {
  if (plan.kind === "not") return { kind: "not", child: withMonitorIds(plan.child, monitors) };
  if (plan.kind === "and" || plan.kind === "or")
    return { kind: plan.kind, children: plan.children.map((child) => withMonitorIds(child, monitors)) };
  if (plan.kind !== "field" || plan.field !== "monitor") return plan;
  const { match, value } = plan;
  const meant = monitors.filter(({ id, nameKey }) =>
    match === "equals" ? nameKey === value || id === value : nameKey.startsWith(value),
  );
  if (meant.length === 0) return never;
  return { ...plan, match: "equals", value: meant.map(({ id }) => id).join(",") };
}

/** Puts every name that rows of a tag may carry, with line ends between them, in the place of the one that was asked for. */
function withTagRows(plan: QueryPlan, book: TagBook): QueryPlan {
  if (plan.kind === "not") return { kind: "not", child: withTagRows(plan.child, book) };
  if (plan.kind === "and" || plan.kind === "or")
    return { kind: plan.kind, children: plan.children.map((child) => withTagRows(child, book)) };
  if (plan.kind !== "field" || plan.field !== "tag" || plan.match === "present") return plan;
  const rows = book.rowsOf(plan.value, plan.match === "startsWith");
  const meant: QueryPlan = { ...plan, match: "equals", value: rows.join("\n") };
  if (plan.match === "equals") return meant;
  return rows.length === 1 ? plan : { kind: "or", children: [plan, meant] };
}

/** Puts the ids under which stories go on in the place of those that they had. */
async function withStoryIds(db: MentionDb, workspaceId: string, plan: QueryPlan): Promise<QueryPlan> {
  if (!mentionsField(plan, "story")) return plan;
  const asked = storyIds(plan);
  const current = await currentStories(withStories(db), workspaceId, asked);
  const replaced = (node: QueryPlan): QueryPlan => {
    if (node.kind === "not") return { kind: "not", child: replaced(node.child) };
    if (node.kind === "and" || node.kind === "or")
      return { kind: node.kind, children: node.children.map(replaced) };
    if (node.kind !== "field" || node.field !== "story") return node;
    return { ...node, value: current.get(node.value) ?? node.value };
  };
  return replaced(plan);
}

function storyIds(plan: QueryPlan): string[] {
  if (plan.kind === "not") return storyIds(plan.child);
  if (plan.kind === "and" || plan.kind === "or") return plan.children.flatMap(storyIds);
  return plan.kind === "field" && plan.field === "story" && anId.safeParse(plan.value).success
    ? [plan.value]
    : [];
}

function mentionsField(plan: QueryPlan, field: string): boolean {
  if (plan.kind === "field") return plan.field === field;
  if (plan.kind === "not") return mentionsField(plan.child, field);
  return (
    (plan.kind === "and" || plan.kind === "or") && plan.children.some((child) => mentionsField(child, field))
  );
}

/** Presences that stand in the search vector; the others change after a mention is stored. */
const indexedPresences: ReadonlySet<string> = new Set([
  "link",
  "image",
  "attachment",
  "author",
  "parent",
  "version",
  "claim",
]);
const indexedFields: readonly IndexedField[] = [
  "outlet",
  "author",
  "channel",
  "lang",
  "tone",
  "intent",
  "hostile",
  "place",
  "person",
  "org",
  "speaker",
];

/** No vector holds it. */
const never: QueryPlan = { kind: "text", tsquery: quoteLexeme("=!") };

/** Turns conditions on fields whose values stand in the search vector into words of it. */
function withFieldLexemes(plan: QueryPlan, sources: readonly HeardSource[]): QueryPlan {
  switch (plan.kind) {
    case "field":
      return fieldAsText(plan, sources) ?? plan;
    case "not": {
      const child = withFieldLexemes(plan.child, sources);
      return child.kind === "text" ? { kind: "text", tsquery: `!${child.tsquery}` } : { kind: "not", child };
    }
    case "and":
    case "or":
      return mergeTexts(
        plan.kind,
        plan.children.map((child) => withFieldLexemes(child, sources)),
      );
    default:
      return plan;
  }
}

function mergeTexts(kind: "and" | "or", children: readonly QueryPlan[]): QueryPlan {
  const texts = children.flatMap((child) => (child.kind === "text" ? [child.tsquery] : []));
  const others = children.filter((child) => child.kind !== "text");
  if (texts.length === 0) return { kind, children };
  const tsquery = texts.length === 1 ? texts.join("") : `(${texts.join(kind === "and" ? " & " : " | ")})`;
  const text: QueryPlan = { kind: "text", tsquery };
  return others.length === 0 ? text : { kind, children: [text, ...others] };
}

function fieldAsText(node: FieldNode, sources: readonly HeardSource[]): QueryPlan | null {
  if (node.field === "source") {
    const wanted = sources.filter(({ source_id, titleKey }) =>
      node.match === "present" || node.match === "startsWith"
        ? titleKey.startsWith(node.value)
        : titleKey === node.value || source_id === node.value,
    );
    const lexemes = wanted.map(({ source_id }) => quoteLexeme(sourceLexeme(source_id)));
    return lexemes.length === 0 ? never : { kind: "text", tsquery: `(${lexemes.join(" | ")})` };
  }
  if (node.field === "has" && indexedPresences.has(node.value))
    return { kind: "text", tsquery: quoteLexeme(fieldLexeme("has", node.value)) };
  const field = indexedFields.find((name) => name === node.field);
  if (field === undefined) return null;
  const lexeme = quoteLexeme(fieldLexeme(field, node.match === "present" ? "" : node.value));
  return { kind: "text", tsquery: node.match === "equals" ? lexeme : `${lexeme}:*` };
}
