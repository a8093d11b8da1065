import { type RawBuilder, sql } from "kysely";
import { type QueryClock, timeBound } from "#text/query/time-bound.ts";
import type { QueryPlan } from "#text/query/to-ts-query.ts";
import type { FieldNode } from "#text/query/tree.ts";
import { conditionOf, monitorMatch, storyMatch, tagMatch } from "./query-condition.ts";

/** Conditions that all hold, sorted by what can answer them. */
export type Branch = {
  /** A tsquery for the word index; null when nothing is asked of words and field values. */
  words: string | null;
  since: Date | null;
  until: Date | null;
  /** A small table in which every match stands: `select mention_id, published_at` for a workspace. */
  marked: ((workspaceId: string) => RawBuilder<unknown>) | null;
  /** What remains, asked of a row called `mention`. */
  rest: readonly RawBuilder<boolean>[];
};

/** More alternatives than this are not taken apart: each is a search of its own. */
const mostBranches = 6;

/**
 * A plan as alternatives. An OR between words and something the word index does not know ("habibie OR tag:penting")
 * becomes two searches, each of which an index answers.
 */
export function branchesOf(plan: QueryPlan, clock: QueryClock): Branch[] {
  return alternatives(plan).map((conjuncts) => toBranch(conjuncts, clock));
}

/** Disjunctive form, as far as it stays small; whatever would make it grow is left whole. */
function alternatives(plan: QueryPlan): QueryPlan[][] {
  if (plan.kind === "or") {
    const parts = plan.children.flatMap(alternatives);
    return parts.length > mostBranches ? [[plan]] : parts;
  }
  if (plan.kind === "and") {
    let product: QueryPlan[][] = [[]];
    for (const child of plan.children) {
      const parts = alternatives(child);
      const isSmall = parts.length * product.length <= mostBranches;
      const factors = isSmall ? parts : [[child]];
      product = product.flatMap((left) => factors.map((right) => [...left, ...right]));
    }
    return product;
  }
  return [[plan]];
}

function toBranch(conjuncts: readonly QueryPlan[], clock: QueryClock): Branch {
  const words: string[] = [];
  const rest: RawBuilder<boolean>[] = [];
  const sinces: Date[] = [];
  const untils: Date[] = [];
  let marked: Branch["marked"] = null;
  for (const plan of conjuncts) {
    if (plan.kind === "text") words.push(plan.tsquery);
    else if (plan.kind === "time") {
      const { comparison, instant } = timeBound(plan, clock);
      (comparison === ">=" ? sinces : untils).push(instant);
    } else if (plan.kind !== "all") {
      const set = plan.kind === "field" ? markedBy(plan) : null;
      if (set !== null && marked === null) marked = set;
      else rest.push(conditionOf(plan, clock));
      // What is heard or seen is an attachment, which the word index knows.
      if (plan.kind === "field" && (plan.value === "video" || plan.value === "audio"))
        words.push("'=h:attachment'");
    }
  }
  const byTime = (a: Date, b: Date): number => a.getTime() - b.getTime();
  return {
    words: words.length === 0 ? null : `(${words.join(" & ")})`,
    since: sinces.sort(byTime).at(-1) ?? null,
    until: untils.sort(byTime).at(0) ?? null,
    marked,
    rest,
  };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function markedBy(node: FieldNode): Branch["marked"] {
  if (node.field === "tag" && node.match === "equals" && !node.value.includes("\n"))
    return (workspaceId) => sql`select mention_id, published_at from listen.mention_tag
      where workspace_id = ${workspaceId}::uuid and tag_key = ${node.value}`;
  if (node.field === "tag" || (node.field === "has" && node.value === "tag"))
    return (workspaceId) => sql`select distinct mention_id, published_at from listen.mention_tag as tagged
      where workspace_id = ${workspaceId}::uuid and ${node.field === "tag" ? tagMatch(node) : sql`true`}`;
  if (node.field === "has" && node.value === "note")
    return (workspaceId) => sql`select distinct mention_id, published_at from listen.mention_note
      where workspace_id = ${workspaceId}::uuid and removed_at is null`;
  if (node.field === "monitor")
    return (
      workspaceId,
    ) => sql`select ${node.value.includes(",") ? sql`distinct` : sql``} mention_id, published_at
      from listen.monitor_match as matched where workspace_id = ${workspaceId}::uuid and ${monitorMatch(node)}`;
  if (node.field === "story" && node.match === "equals")
    return (workspaceId) => sql`select mention_id, published_at from listen.story_member as told
      where workspace_id = ${workspaceId}::uuid and ${storyMatch(node)}`;
  if (node.field === "has" && node.value === "copies")
    return (workspaceId) => sql`select mention_id, published_at from listen.copy_member
      where workspace_id = ${workspaceId}::uuid`;
  if (node.field === "id" && node.match === "equals" && uuid.test(node.value))
    return (workspaceId) => sql`select id as mention_id, published_at from listen.mention_identity
      where workspace_id = ${workspaceId}::uuid and id = ${node.value}::uuid`;
  return null;
}
