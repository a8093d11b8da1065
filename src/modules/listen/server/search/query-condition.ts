import { type RawBuilder, sql } from "kysely";
import { type QueryClock, timeBound } from "#text/query/time-bound.ts";
import type { QueryPlan } from "#text/query/to-ts-query.ts";
import type { FieldNode } from "#text/query/tree.ts";

/** Two mentions with one headline are the same story's copies when published within this span of each other. */
const duplicateSpan = sql.raw("interval '3 days'");

/** A plan as a condition on a row called `mention`. Never null, so that it can be negated. */
export function conditionOf(plan: QueryPlan, clock: QueryClock): RawBuilder<boolean> {
  switch (plan.kind) {
    case "all":
      return sql`true`;
    case "text":
      return sql`mention.search @@ ${plan.tsquery}::tsquery`;
    case "time": {
      const { comparison, instant } = timeBound(plan, clock);
      return sql`mention.published_at ${sql.raw(comparison)} ${instant.toISOString()}::timestamptz`;
    }
    case "field":
      return fieldCondition(plan);
    case "not":
      return sql`not (${conditionOf(plan.child, clock)})`;
    case "and":
    case "or":
      return sql`(${sql.join(
        plan.children.map((child) => conditionOf(child, clock)),
        sql.raw(` ${plan.kind} `),
      )})`;
  }
}

function fieldCondition(node: FieldNode): RawBuilder<boolean> {
  switch (node.field) {
    case "id":
      if (node.match === "present") return sql`true`;
      return node.match === "equals"
        ? sql`mention.id::text = ${node.value}`
        : sql`starts_with(mention.id::text, ${node.value})`;
    case "tag":
      return sql`exists (select from listen.mention_tag as tagged where tagged.mention_id = mention.id
        and tagged.workspace_id = mention.workspace_id and ${tagMatch(node)})`;
    case "monitor":
      return sql`exists (select from listen.monitor_match as matched where matched.workspace_id = mention.workspace_id
        and matched.published_at = mention.published_at and matched.mention_id = mention.id and ${monitorMatch(node)})`;
    case "story":
      return sql`exists (select from listen.story_member as told where told.workspace_id = mention.workspace_id
        and told.mention_id = mention.id and ${storyMatch(node)})`;
    default:
      return presenceCondition(node.value);
  }
}

/** A condition on a row of `monitor_match` called `matched`; the node's value are ids, with commas between them. */
export function monitorMatch(node: FieldNode): RawBuilder<boolean> {
  const ids = node.value.split(",");
  // One monitor alone is read in the order of time from its own index.
  return ids.length === 1
    ? sql`matched.monitor_id = ${node.value}::uuid`
    : sql`matched.monitor_id = any(${ids}::uuid[])`;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** A condition on a row of `story_member` called `told`; the node's value is the id under which the story goes on. */
export function storyMatch(node: FieldNode): RawBuilder<boolean> {
  if (node.match === "present")
    return sql`exists (select from listen.story as story where story.workspace_id = told.workspace_id
      and story.id = told.story_id and story.member_count > 1)`;
  return node.match === "equals" && uuid.test(node.value)
    ? sql`told.story_id = ${node.value}::uuid`
    : sql`false`;
}

/** A condition on the key of a tag row called `tagged`; the node's value are keys, with line ends between them. */
export function tagMatch(node: FieldNode): RawBuilder<boolean> {
  if (node.match === "present") return sql`true`;
  return node.match === "equals"
    ? sql`tagged.tag_key = any(${node.value.split("\n")}::text[])`
    : sql`starts_with(tagged.tag_key, ${node.value})`;
}

function presenceCondition(what: string): RawBuilder<boolean> {
  switch (what) {
    case "tag":
      return sql`exists (select from listen.mention_tag as tagged where tagged.mention_id = mention.id
        and tagged.workspace_id = mention.workspace_id)`;
    case "note":
      return sql`exists (select from listen.mention_note as note where note.mention_id = mention.id
        and note.workspace_id = mention.workspace_id and note.removed_at is null)`;
    case "video":
    case "audio":
      return sql`exists (select from platform.file as file where file.id = any(mention.attachment_ids)
        and file.workspace_id = mention.workspace_id and starts_with(file.media_type, ${`${what}/`}))`;
    case "copies":
      return sql`exists (select from listen.copy_member as member where member.mention_id = mention.id
        and member.workspace_id = mention.workspace_id)`;
    case "duplicate":
      return sql`exists (select from listen.mention as other where ${isDuplicate})`;
    default:
      return sql`false`;
  }
}

/** Whether a row called `other` carries the headline of `mention` in another outlet at about the same time. */
const isDuplicate: RawBuilder<boolean> = sql`other.workspace_id = mention.workspace_id
  and other.title_hash = mention.title_hash and other.outlet <> mention.outlet
  and other.published_at between mention.published_at - ${duplicateSpan} and mention.published_at + ${duplicateSpan}`;
