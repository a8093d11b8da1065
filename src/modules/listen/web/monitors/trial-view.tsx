import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { parseQuery } from "#text/query/parse-query.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { LoadingLines } from "#web/kit/loading-lines.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { MonitorTest } from "../../contract/monitor.ts";
import { DeskLink } from "../desk-link.tsx";
import { SampleList } from "./sample-list.tsx";
import { ToneChart } from "./tone-chart.tsx";
import { TrialChange } from "./trial-change.tsx";
import css from "./trial-view.module.css";
import type { MonitorTrial } from "./use-monitor-trial.ts";

/** A monitor that finds more than this share of everything hardly tells anything apart. */
const broadShare = 0.5;

/** What the monitor that is being written would have found: how much, when, in which tone, and what that looks like. */
export function TrialView({ trial, days }: { trial: MonitorTrial; days: number }) {
  const { t } = useTranslation("listen");
  const { query, isReadable, isOld, faultOf } = trial;
  const hasFault = faultOf("q") !== undefined || faultOf("exclude") !== undefined;
  return (
    <RuledSection title={t("monitors.trial.title", { days })} deck={t("monitors.trial.deck")}>
      <div aria-live="polite" aria-busy={isOld && isReadable}>
        {!isReadable || hasFault ? (
          <EmptyState title={t("monitors.trial.waiting")} level={3}>
            {t(hasFault ? "monitors.trial.faulty" : "monitors.trial.write")}
          </EmptyState>
        ) : query.isError ? (
          <ErrorNote error={query.error} onRetry={() => void query.refetch()} />
        ) : query.data === undefined ? (
          <LoadingLines rows={5} />
        ) : (
          <div className={css["result"]} data-old={isOld || undefined}>
            <TrialResult test={query.data} />
          </div>
        )}
      </div>
    </RuledSection>
  );
}

function TrialResult({ test }: { test: MonitorTest }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { found, heard, joined } = test;
  const tree = useMemo(() => {
    const parsed = parseQuery(joined);
    return parsed.ok ? parsed.tree : undefined;
  }, [joined]);
  const share = heard === 0 ? 0 : found.total / heard;
  const number = format.whole(found.total);
  return (
    <>
      <p className={css["total"]}>
        <DeskLink to="/aliran" search={{ q: joined }}>
          {t(found.isExact ? "monitors.trial.found" : "monitors.trial.found_about", {
            count: found.total,
            number,
          })}
        </DeskLink>{" "}
        <span>
          {t("monitors.trial.of_heard", { heard: format.whole(heard), share: format.percent(share) })}
        </span>
      </p>
      {share > broadShare ? (
        <Note kind="brass" title={t("monitors.trial.broad_title")}>
          {t("monitors.trial.broad")}
        </Note>
      ) : null}
      {test.change === null ? null : <TrialChange change={test.change} after={joined} tree={tree} />}
      {found.total === 0 ? (
        <p className={css["none"]}>{t("monitors.trial.nothing")}</p>
      ) : (
        <>
          <ToneChart
            buckets={test.histogram}
            size={test.bucket}
            finding={t("monitors.trial.found", { count: found.total, number })}
            query={joined}
            height={120}
          />
          <h3 className={css["samples"]}>{t("monitors.trial.newest")}</h3>
          <SampleList mentions={found.mentions} tree={tree} />
        </>
      )}
    </>
  );
}
