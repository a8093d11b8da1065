import { useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { showToast } from "#web/kit/toasts.tsx";
import { listen } from "../listen-api.ts";
import { useAttempt } from "../use-attempt.ts";

/** Saying what is a copy and what is none: shown at once, and offered to be taken back. */
export function useJudgeCopy() {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const { attempt, failure } = useAttempt(() => {
    for (const queryKey of [
      listen.queries.copies.listCopies.key(),
      listen.queries.mentions.searchMentions.key(),
    ])
      void queries.invalidateQueries({ queryKey });
  });
  const undo = (id: string) =>
    attempt(async () => {
      await listen.client.copies.undoCopyJudgement({ id });
    });
  const judge = (id: string, verdict: "apart" | "joined", targetId?: string) =>
    attempt(async () => {
      const { judgementId } = await listen.client.copies.judgeCopy({
        id,
        verdict,
        ...(targetId === undefined ? {} : { targetId }),
      });
      showToast({ text: t(`copies.judged.${verdict}`), undo: () => void undo(judgementId) });
    });
  return { judge, undo, failure };
}
