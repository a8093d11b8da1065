import { sql } from "kysely";
import { listSlowTrends } from "#modules/listen/server/trends/list-slow-trends.ts";
import { listTrends } from "#modules/listen/server/trends/list-trends.ts";
import { openDatabase } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { type BenchOptions, type Figure, quantile } from "./figure.ts";
import { fillEnd, fillMentions } from "./fill-mentions.ts";
import { wordOfRank } from "./synthetic-posts.ts";

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
const rounds = 20;
const warming = 3;

/** How long trends take over a store of two years, from an even sample of it. */
export async function run({ connectionString, mentions, say }: BenchOptions): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const total of mentions) {
    const handle = openDatabase(connectionString, 4);
    try {
      await sql`truncate listen.mention, listen.mention_identity, listen.mention_origin, listen.mention_count,
        listen.mention_total`.execute(handle.db);
      say(`filling ${total} mentions`);
      const workspaceId = await fillMentions(handle, total, say);
      const context = {
        db: handle.db,
        workspaceId,
        membership: { zone: "Asia/Jakarta" },
        actor: { id: null },
        now: () => new Date(fillEnd),
      } as unknown as RequestContext;
      say("asking");
      const ask = async (what: string, one: (until: number) => Promise<unknown>) => {
        const times: number[] = [];
        for (let round = -warming; round < rounds; round += 1) {
          const begun = performance.now();
          await one(fillEnd - Math.abs(round) * 7 * hourMs);
          if (round >= 0) times.push(performance.now() - begun);
        }
        for (const share of [0.5, 0.95])
          figures.push({
            figure: `trends: ${what}, ${total / 1_000_000} million mentions, p${share * 100}`,
            value: Math.round(quantile(times, share)),
            unit: "ms",
          });
      };
      const rising =
        (days: number, q = "", kind: "word" | "person" = "word") =>
        (until: number) => {
          const from = until - days * dayMs;
          const iso = (ms: number): string => new Date(ms).toISOString();
          return listTrends(context, {
            from: iso(from),
            until: iso(until),
            baseFrom: iso(from - Math.max(28, days) * dayMs),
            baseUntil: iso(from),
            hours: "all",
            q,
            kind,
            limit: 25,
          });
        };
      await ask("words of a day", rising(1));
      await ask("words of 30 days", rising(30));
      await ask("people of 7 days", rising(7, "", "person"));
      await ask("words of 7 days in what a frequent word finds", rising(7, wordOfRank(40)));
      await ask("words of 30 days in what a rare word finds", rising(30, wordOfRank(20_000)));
      await ask("slow growth over 42 days", (until) =>
        listSlowTrends(context, {
          until: new Date(until).toISOString(),
          days: 42,
          q: "",
          kind: "word",
          limit: 20,
        }),
      );
    } finally {
      await handle.close();
    }
  }
  return figures;
}
