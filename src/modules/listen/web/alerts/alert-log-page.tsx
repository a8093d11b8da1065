import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { type Column, DataTable } from "#web/kit/data-table.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { AlertMessage } from "../../contract/alert.ts";
import { useAlertActs, useAlertMessages } from "./use-alerts.ts";

/** Kiriman peringatan: every message that left the desk for somebody, its attempts, and a way to send it again. */
export default function AlertLogPage() {
  const { t } = useTranslation("listen");
  const query = useAlertMessages();
  return (
    <Page
      title={t("alert_log.title")}
      deck={t("alert_log.deck")}
      aside={<LinkButton to="/peringatan">{t("alerts.title")}</LinkButton>}
    >
      <QueryView query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <EmptyState
              title={t("alert_log.empty_title")}
              actions={<LinkButton to="/peringatan/atur">{t("alerts.settings")}</LinkButton>}
            >
              {t("alert_log.empty")}
            </EmptyState>
          ) : (
            <Messages items={items} />
          )
        }
      </QueryView>
    </Page>
  );
}

function Messages({ items }: { items: readonly AlertMessage[] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayResend = useMay("monitors.manage");
  const acts = useAlertActs();
  const resend = async (id: string) => {
    await acts.resend(id);
    showToast({ text: t("alert_log.resent") });
  };
  const columns: Column<AlertMessage>[] = [
    {
      key: "to",
      title: t("alert_log.to"),
      value: ({ kind, receiverName }) => (kind === "mail" ? t("alerts.by_mail") : receiverName),
    },
    {
      key: "at",
      title: t("alert_log.at"),
      value: ({ createdAt }) => <TimeText at={createdAt} look="dateTime" />,
    },
    {
      key: "what",
      title: t("alert_log.what"),
      value: ({ reason, alerts, mentions }) =>
        t(`alert_log.reason.${reason}`, { alerts: format.whole(alerts), mentions: format.whole(mentions) }),
    },
    {
      key: "state",
      title: t("alert_log.state"),
      value: ({ state, nextTryAt }) =>
        t(`alert_log.states.${state}`, { at: nextTryAt === null ? "" : format.dateTime(nextTryAt) }),
    },
    { key: "tries", title: t("alert_log.attempts"), value: (message) => <Attempts message={message} /> },
    {
      key: "act",
      title: t("alert_log.again"),
      isTitleHidden: true,
      onPhone: "bare",
      value: ({ id, state }) =>
        mayResend && state !== "sending" ? (
          <Button size="small" onClick={() => void resend(id)}>
            {t("alert_log.again")}
          </Button>
        ) : null,
    },
  ];
  return <DataTable label={t("alert_log.title")} columns={columns} rows={items} rowKey={({ id }) => id} />;
}

function Attempts({ message }: { message: AlertMessage }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  if (message.attempts.length === 0) return t("alert_log.none");
  return (
    <ol>
      {message.attempts.map(({ at, tookMs, status, error }) => (
        <li key={`${at}${tookMs}`}>
          {format.timeSeconds(at)} · {status ?? ""} {error ?? t("alert_log.arrived")} ·{" "}
          {t("alert_log.took", { ms: format.whole(tookMs) })}
        </li>
      ))}
    </ol>
  );
}
