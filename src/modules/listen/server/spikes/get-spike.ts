import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { notFound } from "#shared/app-error.ts";
import { foldValue } from "#text/fold.ts";
import { risingPhrases } from "#text/trends/rising-phrases.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import type { SentSpikeDetail } from "../../contract/spike.ts";
import { dayMs } from "../mentions/mention-counts.ts";
import { loadSummaries, readerOf } from "../mentions/mention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { isPress, openVeil, type Veil } from "../personal-data/veil.ts";
import { drawSpike } from "./draw-spike.ts";
import { countBy, countCopies, sameWords, voiceOf } from "./judge-spike.ts";
import { beforeDays, type ReadMention, readMentions, sharesOf } from "./spike-mentions.ts";
import { sourceOf } from "./spike-source-of.ts";
import { withSpikes } from "./spike-tables.ts";
import { spikeEnd, toSpike } from "./spike-view.ts";

const shownVoices = 8;
const shownWords = 12;
const shownFirst = 3;

/**
 * An officer reads why a volume left the usual: who carries it, which words are new, how much of it is copies, how the
 * tone moved, and what began it. All is made from the mentions as they are now.
 * @throws AppError `not_found`
 */
export async function getSpike(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  { id }: { id: string },
): Promise<SentSpikeDetail> {
  const { workspaceId } = context;
  const db = withSpikes(context.db);
  const row = await db
    .selectFrom("listen.spike")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", id)
    .executeTakeFirst();
  if (!row) throw notFound("spike");
  const source = await sourceOf(db, row);
  const veil = await openVeil(context.db, workspaceId);
  const { zone } = context.membership;
  const now = context.now();
  const from = row.started_at.getTime();
  const until = spikeEnd(row, now).getTime();
  const mentions = await readMentions(db, workspaceId, source, { from, until, side: "first" });
  const before = await readMentions(db, workspaceId, source, {
    from: from - beforeDays * dayMs,
    until: from,
    side: "last",
  });
  const counted = await sql<{ total: string }>`
    select count(*) as total from (${source.mentions(from, until)}) as wanted`.execute(db);
  const spike = toSpike(row, veil, zone, now);
  return {
    ...spike,
    ...(await drawSpike(db, row, source, { zone, now: now.getTime() })),
    total: Number(counted.rows[0]?.total ?? 0),
    looked: mentions.length,
    voices: voicesOf(mentions, before, veil),
    words: risingPhrases(mentions.map(wordsOf(veil)), before.map(wordsOf(veil)), shownWords + 4)
      .filter(({ word }) => !foldValue(spike.name).includes(foldValue(word)))
      .slice(0, shownWords)
      .map(({ word, ...counts }) => ({ word: veil(null).words(word), ...counts })),
    copies: countCopies(mentions),
    sameWords: sameWords(mentions),
    tones: tonesOf(mentions),
    tonesBefore: tonesOf(before),
    first: await loadSummaries(
      withMentions(context.db),
      workspaceId,
      readerOf(context),
      mentions.slice(0, shownFirst),
      veil,
    ),
  };
}

const wordsOf =
  (veil: Veil) =>
  ({ channel, title, beginning }: ReadMention): string =>
    veil(channel).words(title === "" ? beginning : title);

function voicesOf(
  mentions: readonly ReadMention[],
  before: readonly ReadMention[],
  veil: Veil,
): SentSpikeDetail["voices"] {
  const shares = sharesOf(before);
  const known = new Map(mentions.map((mention) => [voiceOf(mention), mention]));
  return [...countBy(mentions, voiceOf)]
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, shownVoices)
    .flatMap(([voice, count]) => {
      const one = known.get(voice);
      if (!one) return [];
      const isAccount = !isPress(one.channel) && one.author !== null;
      return {
        name: veil(one.channel).words((isAccount ? one.author : null) ?? one.outlet),
        outlet: one.outlet,
        isAccount,
        count,
        share: count / mentions.length,
        shareBefore: shares.get(voice) ?? 0,
      };
    });
}

function tonesOf(mentions: readonly ReadMention[]): ToneCounts {
  const of = (tone: string): number => mentions.filter((mention) => mention.tone === tone).length;
  return {
    negative: of("negative"),
    neutral: of("neutral"),
    positive: of("positive"),
    unsure: of("unsure"),
  };
}
