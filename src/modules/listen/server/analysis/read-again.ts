import type { Db, Tx } from "#platform/db/database.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { addMentionCounts, type CountedMention } from "../mentions/mention-counts.ts";
import { analysedText } from "../mentions/mention-traits.ts";
import { holdOffRetention } from "../mentions/retention-store.ts";
import { type MentionRecord, rewriteMentions, takeAnalysis } from "../mentions/rewrite-mentions.ts";
import { withMentions } from "../mentions/tables.ts";
import { rematchMentions } from "../monitors/match-mentions.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { taughtReader } from "./taught-reader.ts";
import { lockMentions } from "./whole-mention.ts";

/** A mention that waits for the engine, as it was seen. */
export type WaitingMention = { id: string; published_at: Date; title: string; text: string };

/**
 * Has the engine read mentions of a workspace again; what people decided stays. They are read before they are locked,
 * so that nobody waits for the engine; one whose wording changed meanwhile was read with its change and is left alone.
 * @param note what to write down in the same transaction; it comes first, and without its leave nothing is changed
 * @returns how many were read, or undefined without leave
 */
export async function readAgain(
  db: Db,
  workspaceId: string,
  waiting: readonly WaitingMention[],
  analyst: Pick<Analyst, "summarise" | "version">,
  at: Date,
  note: (tx: Tx) => Promise<boolean> = async () => true,
): Promise<number | undefined> {
  const reader = await taughtReader(withMentions(db), workspaceId, analyst);
  const summaries = await reader.summarise(waiting.map(analysedText));
  const seen = new Map(waiting.map((mention, index) => [mention.id, { mention, summary: summaries[index] }]));
  return db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdOffRetention(tx);
    await holdMonitors(tx, workspaceId);
    if (!(await note(platformTx))) return undefined;
    const counted: CountedMention[] = [];
    const read: MentionRecord[] = [];
    for (const mention of await lockMentions(tx, workspaceId, [...seen.keys()])) {
      const { mention: before, summary } = seen.get(mention.id) ?? {};
      if (!summary || before?.title !== mention.title || before.text !== mention.text) continue;
      counted.push(...takeAnalysis(mention, summary, reader.version));
      read.push(mention);
    }
    await rewriteMentions(tx, read);
    await addMentionCounts(tx, workspaceId, counted);
    const ids = read.map(({ id }) => id);
    await rematchMentions(tx, workspaceId, ids, at);
    return read.length;
  });
}
