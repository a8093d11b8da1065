import { setImmediate as breathe } from "node:timers/promises";
import { sql } from "kysely";
import { likenessWeights } from "#platform/language/likeness-weights.ts";
import { type LikenessIndex, makeLikenessIndex } from "#text/likeness/make-likeness-index.ts";
import { unpackSketch } from "#text/likeness/pack-sketch.ts";
import { analysedText } from "../mentions/mention-traits.ts";
import { makeWorkspaceWindows, type WorkspaceWindows } from "../mentions/workspace-windows.ts";
import type { CopyDb } from "./copy-tables.ts";

/** Mentions are compared with those that came in during so many days before, a million at most. */
export const windowDays = 30;
export const windowTexts = 1_000_000;
const dayMs = 86_400_000;

/** A workspace's mentions of the window, in memory, up to the sketch with number `seq`. */
export type CopyWindow = { index: LikenessIndex; seq: number };

/** What a process remembers for finding copies. */
export type CopyMemory = WorkspaceWindows<CopyWindow>;

/** Workspaces held at once. */
const mostWindows = 12;
const sketchesAtOnce = 5_000;
/** A text this long says what it says without its headline, which is the first thing an editor changes. */
const headless = 300;

/** An empty memory. */
export const makeCopyMemory = (): CopyMemory =>
  makeWorkspaceWindows(mostWindows, () => ({
    index: makeLikenessIndex({ weights: likenessWeights() }),
    seq: 0,
  }));

/** What of a mention is compared. */
export const comparedText = (mention: { title: string; text: string }): string =>
  mention.text.length >= headless ? mention.text : analysedText(mention);

/** Brings a window up to what is stored: everything after a restart, else what another process has added. */
export async function catchUp(db: CopyDb, workspaceId: string, window: CopyWindow): Promise<void> {
  for (;;) {
    const rows = await db
      .selectFrom("listen.copy_sketch")
      .select(["seq", "mention_id", "taken_at", "sketch"])
      .where("workspace_id", "=", workspaceId)
      .where("seq", ">", String(window.seq))
      .orderBy("seq")
      .limit(sketchesAtOnce)
      .execute();
    for (const row of rows) {
      window.index.add(row.mention_id, unpackSketch(row.sketch), row.taken_at.getTime());
      window.seq = Number(row.seq);
    }
    if (rows.length < sketchesAtOnce) return;
    await breathe();
  }
}

/** When what came in before it is out of the window. */
export const windowStart = (now: Date): Date => new Date(now.getTime() - windowDays * dayMs);

/** Removes the stored sketches that are older than the window or beyond its million. @returns how many */
export async function expireSketches(db: CopyDb, workspaceId: string, now: Date): Promise<number> {
  const { numAffectedRows } = await sql`
    delete from listen.copy_sketch as sketch using listen.copy_state as state
    where state.workspace_id = ${workspaceId}::uuid and sketch.workspace_id = state.workspace_id
      and (sketch.taken_at < ${windowStart(now).toISOString()}::timestamptz
        or sketch.seq <= state.last_seq - ${windowTexts})`.execute(db);
  return Number(numAffectedRows ?? 0n);
}
