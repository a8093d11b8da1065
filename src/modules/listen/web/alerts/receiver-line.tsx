import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { SettingLine } from "#web/kit/form.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { AlertReceiver } from "../../contract/alert.ts";
import { useAlertActs } from "./use-alerts.ts";

/** A webhook, a Telegram chat or a browser: how it stands, a test, and its end. */
export function ReceiverLine({ receiver }: { receiver: AlertReceiver }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const acts = useAlertActs();
  const [isAsked, setAsked] = useState(false);
  const { id, name, kind, address, createdAt, verifiedAt, pausedUntil, failures } = receiver;
  const isPush = kind === "push";
  return (
    <SettingLine
      label={`${name} · ${isPush ? t("alert_settings.push.since", { at: format.dateTime(createdAt) }) : `${t(`alert_settings.kinds.${kind}`)} ${address}`}`}
      help={
        pausedUntil !== null
          ? t("alert_settings.paused", { number: failures, at: format.dateTime(pausedUntil) })
          : verifiedAt === null
            ? t("alert_settings.untested")
            : t("alert_settings.tested", { at: format.dateTime(verifiedAt) })
      }
    >
      <TestButton to={id} name={name} />
      <Button size="small" onClick={() => setAsked(true)}>
        {t("alert_settings.remove")}
      </Button>
      <ConfirmDialog
        isOpen={isAsked}
        title={t("alert_settings.remove_ask", { name })}
        act={t("alert_settings.remove")}
        isDangerous
        onConfirm={async () => {
          await acts.removeReceiver(receiver);
        }}
        onClose={() => setAsked(false)}
      >
        {t(isPush ? "alert_settings.push.remove_means" : "alert_settings.remove_means")}
      </ConfirmDialog>
    </SettingLine>
  );
}

/** Sends a test message by one way, and says whether it arrived. */
export function TestButton({ to, name }: { to: string; name: string }) {
  const { t } = useTranslation("listen");
  const acts = useAlertActs();
  const [isBusy, setBusy] = useState(false);
  const test = async () => {
    setBusy(true);
    try {
      const { isArrived, detail } = await acts.test(to);
      showToast({
        text: isArrived
          ? t("alert_settings.arrived", { name })
          : t("alert_settings.not_arrived", { name, detail: detail ?? "" }),
      });
    } finally {
      setBusy(false);
    }
  };
  return (
    <Button size="small" isBusy={isBusy} onClick={() => void test()}>
      {t("alert_settings.test", { name })}
    </Button>
  );
}
