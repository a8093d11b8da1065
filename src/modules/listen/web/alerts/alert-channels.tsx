import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { SettingLine } from "#web/kit/form.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { AlertReceiver, AlertSettings } from "../../contract/alert.ts";
import { AddReceiver } from "./add-receiver.tsx";
import { useAlertActs } from "./use-alerts.ts";

/** By which ways somebody can be told: each is proven by a test message. */
export function AlertChannels({ settings }: { settings: AlertSettings }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayAdd = useMay("monitors.manage");
  const [isAdding, setAdding] = useState(false);
  const { mailAddress, mailVerifiedAt, isMailSent } = settings;
  return (
    <RuledSection
      title={t("alert_settings.channels_title")}
      deck={t("alert_settings.channels_deck")}
      aside={
        mayAdd ? (
          <Button size="small" onClick={() => setAdding(true)}>
            {t("alert_settings.add_receiver")}
          </Button>
        ) : undefined
      }
    >
      <SettingLine label={t("alerts.by_desk")} help={t("alert_settings.desk_help")}>
        {t("alert_settings.always")}
      </SettingLine>
      <SettingLine
        label={`${t("alerts.by_mail")} · ${mailAddress}`}
        help={t(
          isMailSent
            ? mailVerifiedAt === null
              ? "alert_settings.mail_untested"
              : "alert_settings.tested"
            : "alert_settings.mail_preview",
          { at: mailVerifiedAt === null ? "" : format.dateTime(mailVerifiedAt) },
        )}
      >
        <TestButton to="mail" name={t("alerts.by_mail")} />
      </SettingLine>
      {settings.receivers.map((receiver) => (
        <ReceiverLine key={receiver.id} receiver={receiver} />
      ))}
      {isAdding ? <AddReceiver onClose={() => setAdding(false)} /> : null}
    </RuledSection>
  );
}

function ReceiverLine({ receiver }: { receiver: AlertReceiver }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const acts = useAlertActs();
  const [isAsked, setAsked] = useState(false);
  const { id, name, kind, address, verifiedAt, pausedUntil, failures } = receiver;
  return (
    <SettingLine
      label={`${name} · ${t(`alert_settings.kinds.${kind}`)} ${address}`}
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
          await acts.removeReceiver(id);
        }}
        onClose={() => setAsked(false)}
      >
        {t("alert_settings.remove_means")}
      </ConfirmDialog>
    </SettingLine>
  );
}

function TestButton({ to, name }: { to: string; name: string }) {
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
