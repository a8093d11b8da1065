import { type Selectable, sql } from "kysely";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { JudgedTrait, SentJudgement } from "../../contract/analysis.ts";
import type { JudgementTable, MentionDb } from "../mentions/tables.ts";
import { ownWords, type Veil } from "../personal-data/veil.ts";

export type JudgementRow = Selectable<JudgementTable>;

const isBy = ({ judge_id }: JudgementRow, { id }: RequestContext["actor"]): boolean =>
  id !== null && judge_id === id;

/** A decision as people see it; what a colleague wrote as its reason is covered as a note is. */
export const toJudgement = (
  row: JudgementRow,
  actor: RequestContext["actor"],
  veil: Veil,
): SentJudgement => ({
  id: row.id,
  trait: row.trait,
  value: row.value,
  engineValue: row.engine_value,
  beforeValue: row.before_value,
  reason: row.reason === null ? null : isBy(row, actor) ? ownWords(row.reason) : veil(null).words(row.reason),
  judgeName: row.judge_name,
  isMine: isBy(row, actor),
  isBlind: row.is_blind,
  judgedAt: row.judged_at.toISOString(),
  isUndone: row.undone_at !== null,
});

/** The decision that counts for a trait of a mention: the latest that stands. Blind readings never count. */
export const findStanding = (
  tx: MentionDb,
  mention: { id: string; workspace_id: string },
  trait: JudgedTrait,
): Promise<JudgementRow | undefined> =>
  tx
    .selectFrom("listen.judgement")
    .selectAll()
    .where("workspace_id", "=", mention.workspace_id)
    .where("mention_id", "=", mention.id)
    .where("trait", "=", trait)
    .where("is_blind", "=", false)
    .where("undone_at", "is", null)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();

/** The latest reading of a mention by one person, blind or not, that stands. */
export const findOwn = (
  tx: MentionDb,
  mention: { id: string; workspace_id: string },
  by: { trait: JudgedTrait; judgeId: string | null; isBlind: boolean },
): Promise<JudgementRow | undefined> =>
  tx
    .selectFrom("listen.judgement")
    .selectAll()
    .where("workspace_id", "=", mention.workspace_id)
    .where("mention_id", "=", mention.id)
    .where("trait", "=", by.trait)
    .where("is_blind", "=", by.isBlind)
    .where("undone_at", "is", null)
    .where("judge_id", by.judgeId === null ? "is" : "=", by.judgeId)
    .orderBy("seq", "desc")
    .limit(1)
    .executeTakeFirst();

/**
 * Hides what colleagues read blind from whoever has not read the same blind: it would be no second reading any more.
 * A condition on `listen.judgement as judgement`.
 */
export const isOpenTo = (readerId: string | null) => sql<boolean>`
  (not judgement.is_blind or judgement.judge_id = ${readerId} or exists (
    select from listen.judgement as own where own.mention_id = judgement.mention_id
      and own.workspace_id = judgement.workspace_id and own.trait = judgement.trait
      and own.is_blind and own.undone_at is null and own.judge_id = ${readerId}))`;
