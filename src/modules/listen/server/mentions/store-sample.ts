import type { Db } from "#platform/db/database.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import { readSampleHeadlines, sampleDraft } from "./sample-headlines.ts";
import { readSampleLoad, writeSampleLoad } from "./sample-store.ts";
import { storeMentions } from "./store-mentions.ts";
import { withMentions } from "./tables.ts";

/** About a second's work, so that whoever looks on sees it move. */
const batchSize = 500;

/**
 * Stores the shipped sample in a workspace from where its loading stands, batch by batch, until all is there or `end`
 * says stop. Killed in the middle it goes on at the last batch, of which nothing is stored twice.
 * @returns how many headlines were new
 */
export async function storeSample(
  { db, analyst, now }: { db: Db; analyst?: Analyst | undefined; now: () => Date },
  workspaceId: string,
  end: AbortSignal,
): Promise<number> {
  const headlines = await readSampleHeadlines();
  let { done } = (await readSampleLoad(withMentions(db), workspaceId)) ?? { done: headlines.length };
  let fresh = 0;
  while (done < headlines.length && !end.aborted) {
    const batch = headlines
      .slice(done, done + batchSize)
      .map((headline) => sampleDraft(workspaceId, headline));
    fresh += (await storeMentions(db, workspaceId, batch, now(), analyst)).fresh;
    done += batch.length;
    await writeSampleLoad(withMentions(db), workspaceId, { done, total: headlines.length }, now());
  }
  return fresh;
}
