import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { LinkButton } from "#web/kit/button.tsx";
import { Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Monitor } from "../../contract/monitor.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { MonitorSpike } from "../spikes/running-spikes.tsx";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { MonitorActs } from "./monitor-acts.tsx";
import { MonitorFacts } from "./monitor-facts.tsx";
import { MonitorFiguresView } from "./monitor-figures.tsx";
import { BackfillLine } from "./monitor-list.tsx";
import { MonitorMark } from "./monitor-mark.tsx";
import { MonitorMentions } from "./monitor-mentions.tsx";
import css from "./monitor-page.module.css";
import { MonitorRevisions } from "./monitor-revisions.tsx";
import { queryOfMonitor } from "./use-monitors.ts";

const spans = ["1", "7", "30"] as const;

/** One monitor: how much it found against the usual, where, what is newest, what it looks for and who changed it. */
export default function MonitorPage() {
  const { id = "" }: { id?: string } = useParams({ strict: false });
  useLiveRefresh(["monitor", "mentions", "analysis"], [listen.queries.monitors.key()]);
  const query = useQuery(listen.queries.monitors.getMonitor.queryOptions({ input: { id } }));
  return <QueryView query={query}>{(monitor) => <MonitorView monitor={monitor} />}</QueryView>;
}

function MonitorView({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const [days, setDays] = useState<(typeof spans)[number]>("7");
  const { backfill, folder } = monitor;
  return (
    <Page
      title={monitor.name}
      deck={
        <>
          <MonitorMark colour={monitor.colour} /> {t(`monitor.kind.${monitor.kind}`)}
          {folder === "" ? null : ` · ${folder.split("/").join(" › ")}`} ·{" "}
          <DeskLink to="/aliran" search={{ q: queryOfMonitor(monitor.name) }}>
            {t("monitors.open_stream")}
          </DeskLink>
        </>
      }
      aside={
        mayManage ? (
          <>
            <LinkButton kind="primary" to={`/pantauan/${monitor.id}/ubah`}>
              {t("monitors.change")}
            </LinkButton>
            <MonitorActs monitor={monitor} />
          </>
        ) : undefined
      }
    >
      <div className={css["page"]}>
        {monitor.state === "paused" ? (
          <Note kind="brass" title={t("monitors.paused_title")}>
            {t("monitors.paused")}
          </Note>
        ) : null}
        {backfill === null ? null : (
          <Note kind="brass" title={t("monitors.backfill_title")}>
            {t("monitors.backfill_why")} <BackfillLine done={backfill.done} total={backfill.total} />
          </Note>
        )}
        <MonitorSpike monitorId={monitor.id} />
        <Segmented
          label={t("monitors.span")}
          value={days}
          options={spans.map((value) => ({ value, label: t(`monitors.days.${value}`) }))}
          onChange={setDays}
        />
        <MonitorFiguresView monitor={monitor} days={Number(days)} />
        <div className={css["columns"]}>
          <MonitorMentions monitor={monitor} />
          <div className={css["side"]}>
            <MonitorFacts monitor={monitor} />
            <MonitorRevisions monitor={monitor} />
          </div>
        </div>
      </div>
    </Page>
  );
}
