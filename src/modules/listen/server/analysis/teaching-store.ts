import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { TextStudy } from "#text/analyse/study-text.ts";
import { INTENTS } from "#text/intent/intent.ts";
import { TONES } from "#text/sentiment/sentiment.ts";
import { learn, type TaughtExample, type TaughtLayer } from "#text/teach/taught-layer.ts";
import type { Teaching } from "#text/teach/teach-analysis.ts";
import type { MentionDb } from "../mentions/tables.ts";
import type { JudgementRow } from "./judgement-store.ts";

/** More examples than a layer learns from, since only the latest of each mention counts. Of each question. */
const mostRead = 4_000;
/** Layers that are remembered, each some 300 kB. */
const mostKept = 50;

const labelsOf = { tone: TONES, intent: INTENTS } as const;
export type TaughtTrait = keyof typeof labelsOf;

/** Layers by workspace, each good for one revision, which no change ever leaves as it was. */
const kept = new Map<string, { revision: string; teaching: Teaching }>();

/** Whether a workspace's layer is in use, and how many decisions it has learned from. */
export async function readTeachingState(
  db: MentionDb,
  workspaceId: string,
): Promise<{ isOn: boolean; learned: number }> {
  const row = await findRow(db, workspaceId);
  if (!row) return { isOn: true, learned: 0 };
  const { tone, intent } = await layersOf(db, workspaceId, row.revision);
  return { isOn: row.is_on, learned: tone.learned + intent.learned };
}

/** What a workspace has taught; undefined where that is nothing, or switched off. */
export async function readTeaching(db: MentionDb, workspaceId: string): Promise<Teaching | undefined> {
  const row = await findRow(db, workspaceId);
  if (!row?.is_on) return undefined;
  const teaching = await layersOf(db, workspaceId, row.revision);
  return teaching.tone.learned + teaching.intent.learned === 0 ? undefined : teaching;
}

const findRow = (db: MentionDb, workspaceId: string) =>
  db
    .selectFrom("listen.teaching")
    .select(["is_on", "revision"])
    .where("workspace_id", "=", workspaceId)
    .executeTakeFirst();

async function layersOf(db: MentionDb, workspaceId: string, revision: string): Promise<Teaching> {
  const known = kept.get(workspaceId);
  if (known?.revision === revision) return known.teaching;
  // One statement sees one moment: examples and the revision that they make belong together.
  const { rows } = await sql<TaughtExample & { trait: TaughtTrait; mention_id: string; revision: string }>`
    select example.*, teaching.revision
    from listen.teaching as teaching
    cross join (values ('tone'), ('intent')) as question (trait)
    cross join lateral (
      select trait, mention_id, label, text_key as key, buckets, shares, seq from listen.teaching_example
      where workspace_id = teaching.workspace_id and trait = question.trait
      order by seq desc limit ${mostRead}) as example
    where teaching.workspace_id = ${workspaceId}::uuid
    order by example.seq desc`.execute(db);
  const layerOf = (trait: TaughtTrait): TaughtLayer => {
    const latest = new Map<string, TaughtExample>();
    for (const row of rows)
      if (row.trait === trait && !latest.has(row.mention_id)) latest.set(row.mention_id, row);
    return shared(learn(labelsOf[trait], [...latest.values()].reverse()));
  };
  const teaching = { tone: layerOf("tone"), intent: layerOf("intent") };
  kept.delete(workspaceId);
  const [oldest] = kept.keys();
  if (oldest !== undefined && kept.size >= mostKept) kept.delete(oldest);
  kept.set(workspaceId, { revision: rows[0]?.revision ?? revision, teaching });
  return teaching;
}

/** The layer with its weights in memory that threads share. */
function shared(layer: TaughtLayer): TaughtLayer {
  const weights = new Float64Array(new SharedArrayBuffer(layer.weights.byteLength));
  weights.set(layer.weights);
  return { ...layer, weights };
}

/** Learns from a decision about a tone or an intent that can be learned. */
export async function addExample(tx: MentionDb, judgement: JudgementRow, study: TextStudy): Promise<void> {
  const { trait } = judgement;
  if (trait !== "tone" && trait !== "intent") return;
  const labels: readonly string[] = labelsOf[trait];
  if (!labels.includes(judgement.value)) return;
  await tx
    .insertInto("listen.teaching_example")
    .values({
      judgement_id: judgement.id,
      workspace_id: judgement.workspace_id,
      seq: judgement.seq,
      mention_id: judgement.mention_id,
      trait,
      label: judgement.value,
      text_key: study.key,
      buckets: study.buckets,
      shares: study[trait],
    })
    .execute();
  await renewTeaching(tx, judgement.workspace_id);
}

/** Unlearns a decision. */
export async function removeExample(tx: MentionDb, judgement: JudgementRow): Promise<void> {
  const { numDeletedRows } = await tx
    .deleteFrom("listen.teaching_example")
    .where("judgement_id", "=", judgement.id)
    .executeTakeFirst();
  if (numDeletedRows > 0n) await renewTeaching(tx, judgement.workspace_id);
}

/** Unlearns everything. What people decided stays. */
export async function removeExamples(tx: MentionDb, workspaceId: string): Promise<void> {
  await tx.deleteFrom("listen.teaching_example").where("workspace_id", "=", workspaceId).execute();
}

/** Gives a workspace's layer another revision, so that every process makes it anew; and switches it, where told. */
export async function renewTeaching(tx: MentionDb, workspaceId: string, isOn?: boolean): Promise<void> {
  const changes = { revision: randomUUID(), ...(isOn === undefined ? {} : { is_on: isOn }) };
  await tx
    .insertInto("listen.teaching")
    .values({ workspace_id: workspaceId, ...changes })
    .onConflict((conflict) => conflict.column("workspace_id").doUpdateSet(changes))
    .execute();
}
