import { NativeSelect } from "@mantine/core";
import { IconAlertTriangle } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { Chip } from "#web/kit/chip.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Alert } from "../../contract/alert.ts";
import { DeskLink } from "../desk-link.tsx";
import css from "./alerts.module.css";
import { SpikeSentence, SpikeSubject } from "./spike-news.tsx";
import { useAlertActs, useAlerts } from "./use-alerts.ts";

/** Peringatan: what somebody was told of, why, and by which ways; what is held back stands here at once. */
export default function AlertsPage() {
  const { t } = useTranslation("listen");
  const [shown, setShown] = useState<"all" | "unread">("all");
  const query = useAlerts(shown === "unread");
  const acts = useAlertActs();
  return (
    <Page
      title={t("alerts.title")}
      deck={t("alerts.deck")}
      aside={
        <>
          <LinkButton to="/peringatan/kiriman">{t("alerts.log")}</LinkButton>
          <LinkButton kind="primary" to="/peringatan/atur">
            {t("alerts.settings")}
          </LinkButton>
        </>
      }
    >
      <QueryView query={query} rows={6}>
        {({ pages }) => {
          const items = pages.flatMap((page) => page.items);
          const unread = pages[0]?.unread ?? 0;
          return (
            <>
              <div className={css["bar"]}>
                <Segmented
                  label={t("alerts.shown")}
                  value={shown}
                  options={[
                    { value: "all", label: t("alerts.all") },
                    { value: "unread", label: t("alerts.unread", { number: unread }) },
                  ]}
                  onChange={setShown}
                />
                {unread > 0 ? (
                  <Button size="small" onClick={() => void acts.markRead("all")}>
                    {t("alerts.read_all")}
                  </Button>
                ) : null}
              </div>
              {items.length === 0 ? (
                <EmptyState
                  title={t(shown === "unread" ? "alerts.none_unread" : "alerts.empty_title")}
                  actions={
                    shown === "unread" ? undefined : (
                      <LinkButton kind="primary" to="/peringatan/atur">
                        {t("alerts.begin")}
                      </LinkButton>
                    )
                  }
                >
                  {shown === "unread" ? undefined : t("alerts.empty")}
                </EmptyState>
              ) : (
                <ol className={css["list"]} aria-label={t("alerts.title")}>
                  {items.map((alert) => (
                    <AlertLine key={alert.id} alert={alert} />
                  ))}
                </ol>
              )}
              {query.hasNextPage ? (
                <Button isBusy={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                  {t("alerts.more")}
                </Button>
              ) : null}
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}

function AlertLine({ alert }: { alert: Alert }) {
  const { t } = useTranslation("listen");
  const { lead } = alert;
  const line = useRef<HTMLLIElement>(null);
  useEffect(() => {
    // A notification was clicked: it opens the page at its alert.
    if (window.location.hash === `#${alert.id}`) line.current?.focus();
  }, [alert.id]);
  return (
    <li ref={line} id={alert.id} tabIndex={-1} data-unread={alert.readAt === null || undefined}>
      <div className={css["what"]}>
        <p className={css["why"]}>
          {alert.level === "urgent" ? (
            <Chip kind="saga" icon={<IconAlertTriangle size={13} stroke={1.75} aria-hidden="true" />}>
              {t("alerts.level.urgent")}
            </Chip>
          ) : null}
          {alert.spike === null || alert.spike.kind === "monitor" ? null : (
            <SpikeSubject spike={alert.spike} />
          )}
          {alert.monitors.map(({ id, name }) => (
            <DeskLink key={id} to={`/pantauan/${id}`}>
              {name}
            </DeskLink>
          ))}
          <TimeText at={alert.at} look="ago" />
        </p>
        <h2>
          {lead === null ? (
            t("alerts.gone")
          ) : (
            <DeskLink to="/aliran" search={{ sel: lead.id }}>
              {lead.title}
            </DeskLink>
          )}
        </h2>
        <AlertSentences alert={alert} />
      </div>
      <AlertActs alert={alert} />
    </li>
  );
}

/** What is new, why it came and where it went, in sentences. */
function AlertSentences({ alert }: { alert: Alert }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { lead, newChannels, negative } = alert;
  const numbers = {
    mentions: format.whole(alert.mentions),
    outlets: format.whole(alert.outlets),
    all: format.whole(alert.totalMentions),
    allOutlets: format.whole(alert.totalOutlets),
  };
  return (
    <>
      {alert.spike === null ? null : <SpikeSentence spike={alert.spike} />}
      <p>
        {alert.spike !== null
          ? null
          : t(alert.mentions === alert.totalMentions ? "alerts.first" : "alerts.again", numbers)}
        {newChannels.length > 0
          ? ` ${t("alerts.first_channel", { channels: newChannels.map((one) => t(`channel.${one}`)).join(", ") })}`
          : null}
        {negative > 0 ? ` ${t("alerts.negative", { number: format.whole(negative) })}` : null}
        {lead === null ? null : ` ${t("alerts.from", { outlet: lead.outlet })}`}
        {alert.storyId === null ? null : (
          <>
            {" "}
            <DeskLink to={`/cerita/${alert.storyId}`}>{t("mention.open_story")}</DeskLink>
          </>
        )}
      </p>
      {alert.escalatedFrom === null ? null : <p>{t("alerts.came_from", { name: alert.escalatedFrom })}</p>}
      {alert.escalatedTo === null ? null : <p>{t("alerts.went_to", { name: alert.escalatedTo })}</p>}
      <p className={css["told"]}>
        {alert.told.map(({ by, state }) => (
          <span key={by} data-state={state}>
            {t(`alerts.told.${state}`, {
              by: by === "desk" ? t("alerts.by_desk") : by === "mail" ? t("alerts.by_mail") : by,
              at: format.dateTime(alert.dueAt),
            })}
          </span>
        ))}
      </p>
    </>
  );
}

const snoozes = ["1", "4", "24", "72"];

function AlertActs({ alert }: { alert: Alert }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const acts = useAlertActs();
  const isSnoozed = alert.snoozedUntil !== null && alert.snoozedUntil > new Date().toISOString();
  const snooze = async (hours: number) => {
    const { snoozedUntil } = await acts.snooze(alert.id, hours);
    showToast({
      text:
        snoozedUntil === null
          ? t("alerts.woken")
          : t("alerts.snoozed_until", { at: format.dateTime(snoozedUntil) }),
    });
  };
  return (
    <div className={css["acts"]}>
      {alert.readAt === null ? (
        <Button size="small" onClick={() => void acts.markRead([alert.id])}>
          {t("alerts.read")}
        </Button>
      ) : null}
      {isSnoozed ? (
        <Button size="small" onClick={() => void snooze(0)}>
          {t("alerts.wake")}
        </Button>
      ) : (
        <NativeSelect
          aria-label={t("alerts.snooze")}
          value=""
          data={[
            { value: "", label: t("alerts.snooze") },
            ...snoozes.map((value) => ({ value, label: t("alerts.hours", { number: value }) })),
          ]}
          onChange={(event) => void snooze(Number(event.currentTarget.value))}
        />
      )}
    </div>
  );
}
