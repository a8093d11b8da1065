import { sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { type Page, readCursor, writeCursor } from "#shared/paging.ts";
import type { JudgedTrait, SentJudgement } from "../../contract/analysis.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { withMentions } from "../mentions/tables.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { isOpenTo, type JudgementRow, toJudgement } from "./judgement-store.ts";

type ListInput = { trait?: JudgedTrait | undefined; cursor?: string | undefined; limit: number };
type Listed = SentJudgement & { mentionId: string; title: ShownWords };

/** A headline where a mention has none. Characters. */
const beginning = 120;

/**
 * Whoever wants to know what people decided against or with the engine reads it here, newest first, what was taken back
 * included. What a colleague read blind is shown to those who have read it blind too.
 */
export async function listJudgements(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor">,
  input: ListInput,
): Promise<Page<Listed>> {
  const { workspaceId, actor } = context;
  const before = input.cursor === undefined ? undefined : readCursor(input.cursor)?.[0];
  if (input.cursor !== undefined && !(typeof before === "string" && /^\d{1,18}$/.test(before)))
    throw new AppError("invalid", "bad_cursor");
  const { rows } = await sql<JudgementRow & { channel: string; title: string; start: string }>`
    select judgement.*, mention.channel, mention.title, left(mention.text, ${2 * beginning}) as start
    from listen.judgement as judgement
    join listen.mention as mention on mention.workspace_id = judgement.workspace_id
      and mention.published_at = judgement.published_at and mention.id = judgement.mention_id
    where judgement.workspace_id = ${workspaceId}::uuid and ${isOpenTo(actor.id)}
      ${input.trait === undefined ? sql`` : sql`and judgement.trait = ${input.trait}`}
      ${before === undefined ? sql`` : sql`and judgement.seq < ${before}::bigint`}
    order by judgement.seq desc limit ${input.limit + 1}`.execute(withMentions(context.db));
  const veil = await openVeil(context.db, workspaceId);
  const page = rows.slice(0, input.limit);
  const last = page.at(-1);
  return {
    items: page.map((row) => {
      const cover = veil(channelOf(row));
      const { title, start } = row;
      const cut = { start: 0, end: beginning, before: "", after: start.length > beginning ? "…" : "" };
      return {
        ...toJudgement(row, actor, veil),
        mentionId: row.mention_id,
        title: title === "" ? cover.part(start, cut) : cover.words(title),
      };
    }),
    nextCursor: last && rows.length > input.limit ? writeCursor([last.seq]) : null,
  };
}
