import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { parseQuery } from "#text/query/parse-query.ts";
import type { QueryNode } from "#text/query/tree.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import type { MonitorSample, MonitorTest } from "../../contract/monitor.ts";
import { QueryDifference } from "./query-difference.tsx";
import { SampleList } from "./sample-list.tsx";
import css from "./trial-view.module.css";

/** What a change to a monitor does: the difference of its query, how many come and how many go, and some of both. */
export function TrialChange({
  change,
  after,
  tree,
}: {
  change: NonNullable<MonitorTest["change"]>;
  after: string;
  tree: QueryNode | undefined;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const before = useMemo(() => {
    const parsed = parseQuery(change.before);
    return parsed.ok ? parsed.tree : undefined;
  }, [change.before]);
  if (change.before === after) return <p className={css["none"]}>{t("monitors.trial.unchanged")}</p>;
  const { added, removed, totalBefore } = change;
  return (
    <section className={css["change"]} aria-label={t("monitors.trial.change")}>
      <QueryDifference before={change.before} after={after} />
      <p className={css["sums"]}>
        <span>
          <b>+{format.whole(added.total)}</b> {t("monitors.trial.added")}
        </span>
        <span>
          <b>−{format.whole(removed.total)}</b> {t("monitors.trial.removed")}
        </span>
        <span>{t("monitors.trial.before", { number: format.whole(totalBefore) })}</span>
      </p>
      <Side title={t("monitors.trial.added_some")} sample={added} tree={tree} />
      <Side title={t("monitors.trial.removed_some")} sample={removed} tree={before} />
    </section>
  );
}

function Side({
  title,
  sample,
  tree,
}: {
  title: string;
  sample: MonitorSample;
  tree: QueryNode | undefined;
}) {
  if (sample.mentions.length === 0) return null;
  return (
    <div className={css["side"]}>
      <h4>{title}</h4>
      <SampleList mentions={sample.mentions} tree={tree} />
    </div>
  );
}
