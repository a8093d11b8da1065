import { sql } from "kysely";
import { plainArray } from "../mentions/mention-rows.ts";
import type { MentionDb } from "../mentions/tables.ts";
import type { TagBook } from "../tags/tag-book.ts";
import type { TagRuleFiringTable } from "../tags/tag-tables.ts";
import type { SetRule } from "./settle-tags.ts";

/** A mention, the tags that rules give it, and the rows of tags that rules gave it before. */
export type RuledMention = {
  id: string;
  publishedAt: Date;
  byRule: ReadonlyMap<string, SetRule>;
  before: readonly { key: string; ruleId: string }[];
};

type Row = { id: string; publishedAt: Date; key: string; ruleId: string; tag: string };

/** Of the mentions of a batch, so many are named in the log. */
const namedInLog = 5;

/**
 * Makes the tags that rules have given to mentions what rules say now: new ones come, others go, and the log of each rule
 * says how many. The caller has the mentions locked, or is the only one who knows them.
 */
export async function writeRuleTags(
  tx: MentionDb,
  workspaceId: string,
  book: TagBook,
  batch: { mentions: readonly RuledMention[]; at: Date; cause: TagRuleFiringTable["cause"] },
): Promise<void> {
  const given: Row[] = [];
  const taken: Row[] = [];
  for (const { id, publishedAt, byRule, before } of batch.mentions) {
    const wanted = new Map(byRule);
    for (const { key, ruleId } of before) {
      const rule = wanted.get(book.keyOf(key));
      if (rule?.id === ruleId) wanted.delete(rule.tagKey);
      else taken.push({ id, publishedAt, key, ruleId, tag: "" });
    }
    for (const [key, rule] of wanted) given.push({ id, publishedAt, key, ruleId: rule.id, tag: rule.tag });
  }
  if (taken.length > 0)
    await sql`
      delete from listen.mention_tag as tagged using ${rowTable(taken)}
      where tagged.workspace_id = ${workspaceId}::uuid and tagged.tag_key = wanted.key
        and tagged.published_at = wanted.published_at and tagged.mention_id = wanted.id
        and tagged.rule_id = wanted.rule_id`.execute(tx);
  if (given.length > 0)
    await sql`
      insert into listen.mention_tag (workspace_id, tag_key, published_at, mention_id, tag, tagged_by, tagged_at, rule_id)
      select ${workspaceId}::uuid, key, published_at, id, tag, null, ${batch.at.toISOString()}::timestamptz, rule_id
      from ${rowTable(given)} order by key, published_at, id
      on conflict do nothing`.execute(tx);
  await noteFirings(tx, workspaceId, { given, taken }, batch);
}

const rowTable = (rows: readonly Row[]) => sql`
  unnest(${plainArray(rows.map(({ id }) => id))}::uuid[],
    ${plainArray(rows.map(({ publishedAt }) => publishedAt.toISOString()))}::timestamptz[],
    ${rows.map(({ key }) => key)}::text[],
    ${plainArray(rows.map(({ ruleId }) => ruleId))}::uuid[],
    ${rows.map(({ tag }) => tag)}::text[]) as wanted (id, published_at, key, rule_id, tag)`;

async function noteFirings(
  tx: MentionDb,
  workspaceId: string,
  { given, taken }: { given: readonly Row[]; taken: readonly Row[] },
  { at, cause }: { at: Date; cause: TagRuleFiringTable["cause"] },
): Promise<void> {
  const byRule = Map.groupBy([...given, ...taken], ({ ruleId }) => ruleId);
  for (const [ruleId, rows] of byRule) {
    const count = given.filter((row) => row.ruleId === ruleId).length;
    const ids = [...new Set(rows.map(({ id }) => id))].slice(0, namedInLog);
    await sql`
      insert into listen.tag_rule_firing (workspace_id, rule_id, at, cause, given, taken, mention_ids)
      values (${workspaceId}::uuid, ${ruleId}::uuid, ${at.toISOString()}::timestamptz, ${cause}, ${count},
        ${rows.length - count}, ${ids}::uuid[])`.execute(tx);
  }
}
