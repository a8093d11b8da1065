import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { JudgedTrait, SentAnalysis, SentJudgement } from "../../contract/analysis.ts";
import { toAnalysis } from "../mentions/mention-store.ts";
import { analysedText } from "../mentions/mention-traits.ts";
import { holdOffRetention, takeTurn } from "../mentions/retention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import { holdMonitors } from "../monitors/monitor-lock.ts";
import { channelOf, openVeil } from "../personal-data/veil.ts";
import { engineValue, readJudgedValue, standingValue } from "./judged-value.ts";
import { findOwn, findStanding, toJudgement } from "./judgement-store.ts";
import { settleTrait } from "./settle-trait.ts";
import { addExample } from "./teaching-store.ts";
import { findMention, lockMention } from "./whole-mention.ts";

type JudgeInput = {
  id: string;
  trait: JudgedTrait;
  value: string;
  reason?: string | undefined;
  isBlind: boolean;
};

/**
 * An officer decides what a mention's tone, intent, language, hostility or places are. Who decided, when, and what stood
 * there before are kept; the engine leaves it alone from then on, and the workspace's layer learns from it. Saying again what one has said changes nothing. A
 * blind reading is kept for comparison and never changes the mention.
 * @throws AppError `not_found` for a mention that is not the workspace's; `invalid` (field `value`) for what is no value
 *   of the trait
 */
export async function judgeMention(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: JudgeInput,
  analyst: Pick<Analyst, "study" | "summarise" | "placeWords" | "version">,
): Promise<{ judgement: SentJudgement; analysis: SentAnalysis | null }> {
  const { workspaceId, actor } = context;
  const { trait, isBlind } = input;
  const at = context.now();
  const value = await readJudgedValue(trait, input.value, analyst);
  // The engine may be busy with a large batch: it is asked before anything is locked.
  const seen = await findMention(withMentions(context.db), workspaceId, input.id);
  const text = analysedText(seen);
  const studied = await analyst.study(text);
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await holdOffRetention(tx);
    await holdMonitors(tx, workspaceId);
    await takeTurn(tx, workspaceId);
    const mention = await lockMention(tx, workspaceId, input.id);
    const veil = await openVeil(platformTx, workspaceId);
    const cover = veil(channelOf(mention));
    const own = await findOwn(tx, mention, { trait, judgeId: actor.id, isBlind });
    const counting = isBlind ? own : await findStanding(tx, mention, trait);
    if (own && own.value === value && own.id === counting?.id)
      return { judgement: toJudgement(own, actor, veil), analysis: toAnalysis(mention, cover) };
    const now = analysedText(mention);
    const study = now === text ? studied : await analyst.study(now);
    // A second thought about a blind reading takes the place of the first.
    if (isBlind && own)
      await tx.updateTable("listen.judgement").set({ undone_at: at }).where("id", "=", own.id).execute();
    const row = await tx
      .insertInto("listen.judgement")
      .values({
        id: randomUUID(),
        workspace_id: workspaceId,
        mention_id: mention.id,
        published_at: mention.published_at,
        trait,
        value,
        engine_value: engineValue(trait, study.summary),
        before_value: standingValue(trait, mention),
        analysis_version: analyst.version,
        judge_id: actor.id,
        judge_name: actor.name,
        reason: input.reason || null,
        is_blind: isBlind,
        judged_at: at,
        undone_at: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    if (!isBlind) {
      await addExample(tx, row, study);
      await settleTrait(tx, mention, trait, analyst, at);
    }
    await recordAudit(
      platformTx,
      workspaceId,
      actor,
      {
        action: isBlind ? "mention.coded" : "mention.judged",
        subjectKind: "mention",
        subjectId: mention.id,
        details: { judgementId: row.id, trait, value, before: row.before_value, engine: row.engine_value },
      },
      at,
    );
    return { judgement: toJudgement(row, actor, veil), analysis: toAnalysis(mention, cover) };
  });
}
