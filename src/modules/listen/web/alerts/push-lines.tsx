import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { SettingLine } from "#web/kit/form.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { AlertReceiver, AlertSettings } from "../../contract/alert.ts";
import { ReceiverLine, TestButton } from "./receiver-line.tsx";
import { useAlertActs } from "./use-alerts.ts";
import { usePushActs, usePushState } from "./use-push.ts";

/** Notifications of browsers: how this one stands and what to do about it, those that were lost, and the others. */
export function PushLines({ settings }: { settings: AlertSettings }) {
  const { data: state } = usePushState();
  const browsers = settings.receivers.filter(({ kind }) => kind === "push");
  const here = browsers.find(({ address }) => address === state?.endpoint);
  return (
    <>
      {state === undefined ? null : here === undefined ? (
        <AllowLine ability={state.ability} />
      ) : (
        <HereLine receiver={here} />
      )}
      {browsers
        .filter((one) => one !== here)
        .map((receiver) => (
          <ReceiverLine key={receiver.id} receiver={receiver} />
        ))}
      {settings.lostBrowsers.map((lost) => (
        <LostLine key={lost.id} lost={lost} />
      ))}
    </>
  );
}

function AllowLine({ ability }: { ability: "insecure" | "unsupported" | "blocked" | "open" }) {
  const { t } = useTranslation("listen");
  const push = usePushActs();
  const alerts = useAlertActs();
  const [isBusy, setBusy] = useState(false);
  const [failure, setFailure] = useState<unknown>();
  const allow = async () => {
    setBusy(true);
    setFailure(undefined);
    try {
      const made = await push.allow((parts) => t("alert_settings.push.name", parts));
      if (made === null) return;
      const { isArrived, detail } = await alerts.test(made.id);
      showToast({
        text: isArrived
          ? t("alert_settings.push.sent")
          : t("alert_settings.not_arrived", { name: made.name, detail: detail ?? "" }),
      });
    } catch (problem) {
      setFailure(problem);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <SettingLine label={t("alert_settings.push.here")} help={t(`alert_settings.push.help.${ability}`)}>
        {ability === "open" ? (
          <Button size="small" isBusy={isBusy} onClick={() => void allow()}>
            {t("alert_settings.push.allow")}
          </Button>
        ) : (
          t(`alert_settings.push.state.${ability}`)
        )}
      </SettingLine>
      {failure === undefined ? null : failure instanceof DOMException ? (
        <Note kind="saga" isAlert title={t("alert_settings.push.no_service")}>
          {t("alert_settings.push.no_service_more")}
        </Note>
      ) : (
        <ErrorNote error={failure} />
      )}
    </>
  );
}

function HereLine({ receiver }: { receiver: AlertReceiver }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const push = usePushActs();
  const [isBusy, setBusy] = useState(false);
  const stop = async () => {
    setBusy(true);
    try {
      await push.stop(receiver.id);
      showToast({ text: t("alert_settings.push.stopped") });
    } finally {
      setBusy(false);
    }
  };
  const { id, name, createdAt, verifiedAt, pausedUntil, failures } = receiver;
  return (
    <SettingLine
      label={`${t("alert_settings.push.here")} · ${name}`}
      help={
        pausedUntil !== null
          ? t("alert_settings.paused", { number: failures, at: format.dateTime(pausedUntil) })
          : verifiedAt === null
            ? t("alert_settings.untested")
            : t("alert_settings.push.on", { at: format.dateTime(createdAt) })
      }
    >
      <TestButton to={id} name={name} />
      <Button size="small" isBusy={isBusy} onClick={() => void stop()}>
        {t("alert_settings.push.stop")}
      </Button>
    </SettingLine>
  );
}

function LostLine({ lost }: { lost: AlertSettings["lostBrowsers"][number] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const acts = useAlertActs();
  return (
    <SettingLine
      label={lost.name}
      help={t(`alert_settings.push.lost.${lost.reason}`, { at: format.dateTime(lost.endedAt) })}
    >
      <Button size="small" onClick={() => void acts.removeReceiver({ id: lost.id, kind: "push" })}>
        {t("alert_settings.remove")}
      </Button>
    </SettingLine>
  );
}
