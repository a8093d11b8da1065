import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Finding } from "../../contract/checks.ts";
import type { Variant } from "../../contract/variants.ts";
import { publish } from "../publish-api.ts";
import { RefuseDialog, ScheduleDialog } from "./act-dialogs.tsx";
import css from "./composer.module.css";
import { VariantStanding } from "./variant-standing.tsx";

/** What may be done about a variant as it stands, and what just stands in the way. */
export function VariantActs({
  variant,
  warnings,
  isChanged,
}: {
  variant: Variant;
  /** Of the same words, and of what is said around then. */
  warnings: readonly Finding[];
  isChanged: boolean;
}) {
  const { t } = useTranslation("publish");
  const queries = useQueryClient();
  const mayApprove = useMay("drafts.approve");
  const maySend = useMay("statements.send");
  const [error, setError] = useState<unknown>();
  const [asked, setAsked] = useState<"refuse" | "schedule" | "remove">();
  const { id, version, state } = variant;
  const seen = { id, version };
  const did = async (done: Promise<unknown>, said: string): Promise<void> => {
    await done;
    setError(undefined);
    await queries.invalidateQueries({ queryKey: publish.queries.key() });
    showToast({ text: said });
  };
  const act = (done: () => Promise<unknown>, said: string): void => {
    did(done(), said).catch(setError);
  };
  const isGone = variant.statement !== null && variant.statement.state !== "waiting";
  return (
    <div className={css["acts"]}>
      <VariantStanding variant={variant} />
      {isChanged ? (
        <p className={css["why"]}>{t("act.save_first")}</p>
      ) : (
        <div className={css["row"]}>
          {state === "draft" ? (
            <Button
              kind="primary"
              onClick={() => act(() => publish.client.submitVariant(seen), t("act.submitted"))}
            >
              {t("act.submit")}
            </Button>
          ) : null}
          {state === "in_review" && mayApprove && !variant.isOwnWork ? (
            <Button
              kind="primary"
              onClick={() => act(() => publish.client.approveVariant(seen), t("act.approved"))}
            >
              {t("act.approve")}
            </Button>
          ) : null}
          {(state === "in_review" && !variant.isOwnWork && mayApprove) ||
          (state === "approved" && mayApprove) ? (
            <Button onClick={() => setAsked("refuse")}>{t("act.refuse")}</Button>
          ) : null}
          {state === "in_review" ? (
            <Button
              kind="ghost"
              onClick={() => act(() => publish.client.takeBackVariant({ id }), t("act.taken_back"))}
            >
              {t("act.take_back")}
            </Button>
          ) : null}
          {(state === "approved" || state === "failed") && maySend ? (
            <Button kind="primary" onClick={() => setAsked("schedule")}>
              {state === "failed" ? t("act.send_again") : t("act.send")}
            </Button>
          ) : null}
          {state === "failed" ? (
            <Button onClick={() => act(() => publish.client.reopenVariant({ id }), t("act.reopened"))}>
              {t("act.reopen")}
            </Button>
          ) : null}
          {state === "scheduled" && maySend && !isGone ? (
            <Button onClick={() => act(() => publish.client.withdrawVariant({ id }), t("act.withdrawn"))}>
              {t("act.withdraw")}
            </Button>
          ) : null}
          {state === "draft" || state === "in_review" || state === "approved" ? (
            <Button kind="ghost" onClick={() => setAsked("remove")}>
              {t("act.remove")}
            </Button>
          ) : null}
        </div>
      )}
      {error === undefined ? null : <ErrorNote error={error} />}
      <RefuseDialog
        isOpen={asked === "refuse"}
        onClose={() => setAsked(undefined)}
        onRefuse={(reason) => did(publish.client.refuseVariant({ ...seen, reason }), t("act.refused"))}
      />
      <ScheduleDialog
        isOpen={asked === "schedule"}
        variant={variant}
        warnings={warnings}
        onClose={() => setAsked(undefined)}
        onSchedule={(times) => did(publish.client.scheduleVariant({ ...seen, ...times }), t("act.scheduled"))}
      />
      <ConfirmDialog
        isOpen={asked === "remove"}
        title={t("act.remove_title")}
        act={t("act.remove")}
        isDangerous
        onConfirm={() => did(publish.client.removeVariant({ id }), t("act.removed"))}
        onClose={() => setAsked(undefined)}
      >
        {t("act.remove_text")}
      </ConfirmDialog>
    </div>
  );
}
