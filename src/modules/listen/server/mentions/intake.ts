import { sql } from "kysely";
import type { NewSource } from "../../contract/sources.ts";
import { insertSource } from "../sources/create-source.ts";
import { moveSources } from "../sources/move-sources.ts";
import type { PollParts } from "../sources/poll-parts.ts";
import { type PollResult, pollSource } from "../sources/poll-source.ts";
import { postponePoll, takeDueSources } from "../sources/poll-store.ts";
import { readSampleHeadlines, type SampleHeadline, sampleDraft } from "./sample-headlines.ts";
import { storeMentions } from "./store-mentions.ts";
import { withMentions } from "./tables.ts";

export type HourCount = { outlet: string; hour: Date; count: number };

/**
 * The intake as whoever runs the desk drives it: by the demo's clock, by an experiment, by a command. The same
 * functions stand behind the background work.
 */
export type Intake = {
  /** The shipped headlines, oldest first. */
  readSample(): Promise<SampleHeadline[]>;
  /** Stores headlines as if they had been heard. @returns how many were new */
  storeHeadlines(workspaceId: string, headlines: readonly SampleHeadline[]): Promise<number>;
  /** Listens to these addresses from now on, as far as the workspace does not yet. */
  addSources(workspaceId: string, sources: readonly NewSource[]): Promise<void>;
  /** Follows sources whose site now answers elsewhere, and joins those that turn out to be one. */
  moveSources(workspaceId: string, addressNow: (url: string) => string | undefined): Promise<void>;
  /** Polls what is due now, one after the other. @returns how many mentions were new */
  pollDue(): Promise<number>;
  /** Polls one source whether or not it is due. */
  pollNow(workspaceId: string, sourceId: string): Promise<PollResult>;
  /** Mentions by outlet and hour of publication. */
  countByHour(workspaceId: string, from: Date, to: Date): Promise<HourCount[]>;
};

const batch = 1_000;
/** How long a source waits whose site is being polled by somebody else. Milliseconds. */
const busyMs = 5_000;

export function createIntake(parts: PollParts): Intake {
  const { db, now } = parts;
  return {
    readSample: readSampleHeadlines,
    async storeHeadlines(workspaceId, headlines) {
      let fresh = 0;
      for (let from = 0; from < headlines.length; from += batch) {
        const drafts = headlines
          .slice(from, from + batch)
          .map((headline) => sampleDraft(workspaceId, headline));
        fresh += (await storeMentions(db, workspaceId, drafts, now(), parts.analyst)).fresh;
      }
      return fresh;
    },
    async addSources(workspaceId, sources) {
      await db.transaction().execute(async (tx) => {
        for (const source of sources) await insertSource(tx, workspaceId, source, now());
      });
    },
    moveSources: (workspaceId, addressNow) => moveSources(db, workspaceId, addressNow, now()),
    async pollDue() {
      let fresh = 0;
      for (const source of await takeDueSources(db, now())) {
        const result = await pollSource(parts, source);
        if (result.kind === "polled") fresh += result.finding.fresh;
        if (result.kind === "host_busy") await postponePoll(db, source, now(), busyMs);
      }
      return fresh;
    },
    pollNow: (workspaceId, sourceId) => pollSource(parts, { workspaceId, sourceId, isForced: true }),
    async countByHour(workspaceId, from, to) {
      const rows = await withMentions(db)
        .selectFrom("listen.mention")
        .select([
          "outlet",
          sql<Date>`date_trunc('hour', published_at)`.as("hour"),
          sql<string>`count(*)`.as("count"),
        ])
        .where("workspace_id", "=", workspaceId)
        .where("published_at", ">=", from)
        .where("published_at", "<", to)
        .groupBy([sql`1`, sql`2`])
        .execute();
      return rows.map(({ outlet, hour, count }) => ({ outlet, hour, count: Number(count) }));
    },
  };
}
