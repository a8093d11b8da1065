import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { SettingLine } from "#web/kit/form.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { AlertSettings } from "../../contract/alert.ts";
import { AddReceiver } from "./add-receiver.tsx";
import { PushLines } from "./push-lines.tsx";
import { ReceiverLine, TestButton } from "./receiver-line.tsx";

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
      <PushLines settings={settings} />
      {settings.receivers
        .filter(({ kind }) => kind !== "push")
        .map((receiver) => (
          <ReceiverLine key={receiver.id} receiver={receiver} />
        ))}
      {isAdding ? <AddReceiver onClose={() => setAdding(false)} /> : null}
    </RuledSection>
  );
}
