import { NativeSelect } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { listen } from "../listen-api.ts";
import css from "./teaching-section.module.css";

const choices = [7, 30, 90, 365] as const;

/** Has the mentions of the last days read again, so that what this office taught, or forgot, holds for them too. */
export function ReadDaysAgain({ isReading }: { isReading: boolean }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const [days, setDays] = useState<number>(choices[0]);
  const again = useMutation({
    mutationFn: () => listen.client.analysis.analyseAgain({ days }),
    onSuccess: ({ total }) =>
      showToast({
        text:
          total === 0
            ? t("engine.no_mentions_then")
            : t("engine.again_started", { count: total, number: format.whole(total) }),
      }),
    onSettled: () => queries.invalidateQueries({ queryKey: listen.queries.analysis.getEngine.key() }),
  });
  return (
    <>
      <div className={css["days"]}>
        <NativeSelect
          label={t("engine.days_label")}
          value={String(days)}
          data={choices.map((count) => ({ value: String(count), label: t("engine.days", { count }) }))}
          onChange={(event) => setDays(Number(event.currentTarget.value))}
        />
        <Button disabled={isReading} isBusy={again.isPending} onClick={() => again.mutate()}>
          {t("engine.days_again")}
        </Button>
        <span>{t(isReading ? "engine.again_running" : "engine.days_help")}</span>
      </div>
      {again.error === null ? null : <ErrorNote error={again.error} />}
    </>
  );
}
