import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { showToast } from "#web/kit/toasts.tsx";
import type { JudgedTrait } from "../../contract/analysis.ts";
import type { Mention } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import { useMentionPatch } from "../stream/use-mentions.ts";
import { useAttempt } from "../use-attempt.ts";
import { type Judged, withJudgement } from "./judged-analysis.ts";
import { useTraitWords } from "./use-trait-words.ts";

/** Deciding about mentions against the engine: shown at once, and offered to be taken back. */
export function useJudge() {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const patch = useMentionPatch();
  const { traitName, valueName } = useTraitWords();

  const show = (id: string, change: <M extends Judged>(mention: M) => M) => {
    patch((one) => (one.id === id ? change(one) : one));
    const queryKey = listen.queries.mentions.getMention.queryKey({ input: { id } });
    queries.setQueryData<Mention>(queryKey, (before) => (before === undefined ? before : change(before)));
  };
  const refresh = () => {
    const { mentions, analysis } = listen.queries;
    for (const queryKey of [
      // An answer that was asked for before the decision may be on its way, and would show what stood then.
      mentions.getMention.key(),
      mentions.summarizeMentions.key(),
      analysis.explainMention.key(),
      analysis.listJudgements.key(),
      analysis.getAgreement.key(),
      analysis.getEngine.key(),
    ])
      void queries.invalidateQueries({ queryKey });
  };
  /** What stands now, after something was taken back. */
  const showPresent = async (id: string) => {
    const { analysis, language } = await listen.client.mentions.getMention({ id });
    show(id, (one) => ({ ...one, analysis, language }));
    refresh();
  };
  const { attempt, failure, dismiss } = useAttempt();

  const undo = (judgementId: string, mentionId: string) =>
    attempt(async () => {
      await listen.client.analysis.undoJudgement({ id: judgementId });
      await showPresent(mentionId);
    });

  const judge = (mention: Judged & { id: string }, trait: JudgedTrait, value: string, reason = "") =>
    attempt(async () => {
      const { id } = mention;
      const { analysis: before, language } = mention;
      show(id, (one) => withJudgement(one, trait, value));
      try {
        const { judgement, analysis } = await listen.client.analysis.judgeMention({
          id,
          trait,
          value,
          ...(reason.trim() === "" ? {} : { reason: reason.trim() }),
        });
        show(id, (one) => ({ ...one, analysis }));
        showToast({
          text: t("analysis.judged", { trait: traitName(trait), value: valueName(trait, judgement.value) }),
          undo: () => void undo(judgement.id, id),
        });
      } catch (error) {
        show(id, (one) => ({ ...one, analysis: before, language }));
        throw error;
      } finally {
        refresh();
      }
    });

  return { judge, undo, failure, dismiss };
}
export type Judge = ReturnType<typeof useJudge>;
