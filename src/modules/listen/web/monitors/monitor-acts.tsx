import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Monitor } from "../../contract/monitor.ts";
import { settingsOf, useMonitorActs } from "./use-monitors.ts";

/** Pausing a monitor, having it go on, and removing it. */
export function MonitorActs({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation("listen");
  const navigate = useNavigate();
  const { update, remove } = useMonitorActs();
  const [isAsked, setAsked] = useState(false);
  const isOn = monitor.state === "on";
  const turn = useMutation({
    mutationFn: () => update(monitor, { ...settingsOf(monitor), state: isOn ? "paused" : "on" }),
  });
  return (
    <>
      <Button isBusy={turn.isPending} onClick={() => turn.mutate()}>
        {t(isOn ? "monitors.pause" : "monitors.resume")}
      </Button>
      <Button kind="ghost" onClick={() => setAsked(true)}>
        {t("monitors.remove")}
      </Button>
      {turn.error === null ? null : <ErrorNote error={turn.error} />}
      <ConfirmDialog
        isOpen={isAsked}
        title={t("monitors.remove_title", { name: monitor.name })}
        act={t("monitors.remove_act")}
        isDangerous
        onConfirm={async () => {
          await remove(monitor.id);
          showToast({ text: t("monitors.removed", { name: monitor.name }) });
          void navigate({ to: "/pantauan" });
        }}
        onClose={() => setAsked(false)}
      >
        <p>{t("monitors.remove_help")}</p>
      </ConfirmDialog>
    </>
  );
}
