import { Switch } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { listen } from "../listen-api.ts";
import { ReadDaysAgain } from "./read-days-again.tsx";
import css from "./teaching-section.module.css";

/** The workspace's own layer: what the corrections of this office have taught, on or off, or forgotten. */
export function TeachingSection({
  teaching,
  isReading,
}: {
  teaching: { isOn: boolean; learned: number } | undefined;
  /** Mentions are being read again already. */
  isReading: boolean;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const mayManage = useMay("settings.manage");
  const [isAsked, setAsked] = useState(false);
  const refresh = () => queries.invalidateQueries({ queryKey: listen.queries.analysis.getEngine.key() });
  const change = useMutation({
    mutationFn: (isOn: boolean) => listen.client.analysis.updateTeaching({ isOn }),
    onSettled: refresh,
  });
  if (teaching === undefined) return null;
  const { isOn, learned } = teaching;
  const number = format.whole(learned);
  return (
    <RuledSection title={t("engine.teaching")} deck={t("engine.teaching_help")}>
      <Switch
        label={t("engine.teaching_on")}
        checked={isOn}
        disabled={!mayManage || change.isPending}
        onChange={(event) => {
          const wanted = event.currentTarget.checked;
          change.mutate(wanted, {
            onSuccess: () =>
              showToast({
                text: t(wanted ? "engine.teaching_is_on" : "engine.teaching_is_off"),
                undo: () => change.mutate(!wanted),
              }),
          });
        }}
      />
      {change.error === null ? null : <ErrorNote error={change.error} />}
      <p className={css["line"]}>
        <span>
          {learned === 0 ? t("engine.learned_none") : t("engine.learned", { count: learned, number })}
        </span>
        {mayManage && learned > 0 ? (
          <Button size="small" kind="danger" onClick={() => setAsked(true)}>
            {t("engine.forget", { count: learned, number })}
          </Button>
        ) : null}
        {mayManage ? null : <span>{t("engine.may_not")}</span>}
      </p>
      {mayManage ? <ReadDaysAgain isReading={isReading} /> : null}
      <ConfirmDialog
        isOpen={isAsked}
        title={t("engine.forget_ask", { count: learned, number })}
        act={t("engine.forget", { count: learned, number })}
        isDangerous
        onConfirm={async () => {
          await listen.client.analysis.updateTeaching({ isOn, isForgotten: true });
          await refresh();
          showToast({ text: t("engine.forgotten") });
        }}
        onClose={() => setAsked(false)}
      >
        {t("engine.forget_consequence")}
      </ConfirmDialog>
    </RuledSection>
  );
}
