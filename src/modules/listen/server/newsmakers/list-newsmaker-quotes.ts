import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { KeptVoices } from "#text/analyse/keep-voices.ts";
import { foldValue } from "#text/fold.ts";
import { newsmakerKey } from "#text/quotations/newsmaker-key.ts";
import type { SentNewsmakerQuote } from "../../contract/newsmaker.ts";
import { analysedText } from "../mentions/mention-traits.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { type NewsmakerKind, withNewsmakers } from "./newsmaker-tables.ts";
import { keysOfRoots, rootOf } from "./sum-newsmakers.ts";

type QuotesInput = {
  kind: NewsmakerKind;
  key: string;
  from: string;
  until: string;
  tone?: "negative" | "neutral" | "positive" | "unsure" | undefined;
  outlet?: string | undefined;
  limit: number;
  skip: number;
};

type QuotedRow = {
  id: string;
  published_at: Date;
  outlet: string;
  channel: string;
  title: string;
  text: string;
  tone: SentNewsmakerQuote["tone"];
  voices: KeptVoices | null;
};

/** Longer words are cut in the list; the mention has them all. */
const longestQuote = 600;

/**
 * An officer reads what somebody said, in the words of the mentions that quote it, newest first. Words are taken from the
 * mention as it stands, and covered as it is.
 */
export async function listNewsmakerQuotes(
  context: Pick<RequestContext, "db" | "workspaceId">,
  input: QuotesInput,
): Promise<{ items: SentNewsmakerQuote[]; nextSkip: number | null }> {
  const db = withNewsmakers(context.db);
  const { workspaceId } = context;
  const root = await rootOf(db, workspaceId, input.kind, input.key);
  const keys = (await keysOfRoots(db, workspaceId, input.kind, [root])).get(root) ?? [root];
  const { rows } = await sql<QuotedRow>`
    select mention.id, mention.published_at, mention.outlet, mention.channel, title, text, mention.tone, voices
    from (
      select distinct published_at, mention_id from listen.newsmaker_mention
      where workspace_id = ${workspaceId}::uuid and kind = ${input.kind} and key = any(${keys}::text[]) and quotes > 0
        and published_at >= ${input.from}::timestamptz and published_at < ${input.until}::timestamptz
        ${input.tone === undefined ? sql`` : sql`and tone = ${input.tone}`}
        ${input.outlet === undefined ? sql`` : sql`and outlet_key = ${foldValue(input.outlet)}`}
      order by published_at desc, mention_id desc limit ${input.limit + 1} offset ${input.skip}
    ) as quoted
    join listen.mention on mention.workspace_id = ${workspaceId}::uuid and mention.published_at = quoted.published_at
      and mention.id = quoted.mention_id
    order by quoted.published_at desc, quoted.mention_id desc`.execute(db);
  const veil = await openVeil(context.db, workspaceId);
  const wanted = new Set(keys);
  const items = rows.slice(0, input.limit).flatMap((row): SentNewsmakerQuote[] => {
    const cover = veil(channelOf(row));
    const whole = analysedText(row);
    return quotesOf(row.voices, input.kind, wanted).map(({ start, end, kind, role, certainty }) => ({
      mentionId: row.id,
      publishedAt: row.published_at.toISOString(),
      outlet: row.outlet,
      title: cover.words(row.title),
      tone: row.tone,
      kind,
      words: cover.part(whole, {
        start,
        end: Math.min(end, start + longestQuote),
        before: "",
        after: end - start > longestQuote ? "…" : "",
      }),
      role: role === null ? null : cover.words(role),
      certainty,
    }));
  });
  return { items, nextSkip: rows.length > input.limit ? input.skip + input.limit : null };
}

function quotesOf(
  voices: KeptVoices | null,
  kind: NewsmakerKind,
  keys: ReadonlySet<string>,
): KeptVoices["quotes"] {
  if (voices === null) return [];
  return voices.quotes.filter(({ speaker }) => {
    const name = speaker === null ? undefined : voices.names[speaker];
    return name?.kind === kind && keys.has(newsmakerKey(kind, name.name));
  });
}
