import { risingPhrases } from "#text/trends/rising-phrases.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { isPress, type Veil } from "../personal-data/veil.ts";
import { countBy, voiceOf } from "./judge-spike.ts";
import { beforeDays, type ReadMention, readMentions } from "./spike-mentions.ts";
import { sourceOf } from "./spike-source-of.ts";
import type { SpikeDb, SpikeRow } from "./spike-tables.ts";

const mostVoices = 3;
const mostWords = 5;

/** A spike in a few words: who carries it, which words are new, and what began it. */
export type SpikeInShort = {
  voices: ShownWords[];
  words: ShownWords[];
  outlets: number;
  negative: number;
  lead: { id: string; publishedAt: Date } | null;
};

/** Explains a spike by its mentions up to its height, as they are now. Words are covered. */
export async function explainSpike(
  db: SpikeDb,
  workspaceId: string,
  row: SpikeRow,
  veil: Veil,
): Promise<SpikeInShort> {
  const source = await sourceOf(db, row);
  const [from, until] = [row.started_at.getTime(), row.peak_at.getTime()];
  const mentions = await readMentions(db, workspaceId, source, { from, until, side: "first" });
  const before = await readMentions(db, workspaceId, source, {
    from: from - beforeDays * dayMs,
    until: from,
    side: "last",
  });
  const known = new Map(mentions.map((mention) => [voiceOf(mention), mention]));
  const saidBy = ({ channel, author, outlet }: ReadMention): ShownWords =>
    veil(channel).words((isPress(channel) ? null : author) ?? outlet);
  const wordsOf = ({ channel, title, beginning }: ReadMention): string =>
    veil(channel).words(title === "" ? beginning : title);
  const [lead] = mentions;
  return {
    voices: [...countBy(mentions, voiceOf)]
      .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
      .slice(0, mostVoices)
      .flatMap(([voice]) => {
        const one = known.get(voice);
        return one ? [saidBy(one)] : [];
      }),
    words: risingPhrases(mentions.map(wordsOf), before.map(wordsOf), mostWords).map(({ word }) =>
      veil(null).words(word),
    ),
    outlets: new Set(mentions.map(({ outletKey }) => outletKey)).size,
    negative: mentions.filter(({ tone }) => tone === "negative").length,
    lead: lead ? { id: lead.id, publishedAt: lead.publishedAt } : null,
  };
}
