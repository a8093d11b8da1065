import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Monitor, MonitorRevision, MonitorSettings } from "../../contract/monitor.ts";
import { listen } from "../listen-api.ts";
import css from "./monitor-page.module.css";
import { QueryDifference } from "./query-difference.tsx";

const compared = ["q", "exclude", "name", "folder", "kind", "colour", "state"] as const;

/** Who changed a monitor, when, and what it was before. */
export function MonitorRevisions({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation("listen");
  const query = useQuery(
    listen.queries.monitors.listMonitorRevisions.queryOptions({ input: { id: monitor.id } }),
  );
  return (
    <RuledSection title={t("monitors.revisions")}>
      <QueryView query={query} rows={3}>
        {({ items }) => (
          <ol className={css["revisions"]}>
            {items.map((revision) => (
              <li key={revision.number}>
                <b>{revision.changedByName}</b> <TimeText at={revision.changedAt} look="dateTime" />
                <Changes revision={revision} />
              </li>
            ))}
          </ol>
        )}
      </QueryView>
    </RuledSection>
  );
}

function Changes({ revision: { before, after } }: { revision: MonitorRevision }) {
  const { t } = useTranslation("listen");
  if (before === null) return <p className={css["muted"]}>{t("monitors.made")}</p>;
  const words = (settings: MonitorSettings, field: (typeof compared)[number]): string => {
    const value = settings[field];
    if (field === "colour") return t("monitors.colour_number", { number: value });
    if (field === "kind" || field === "state") return t(`monitors.${field}.${value}`);
    return value;
  };
  const changed = compared.filter((field) => before[field] !== after[field]);
  const hasPeople =
    before.ownerId !== after.ownerId || before.receiverIds.join() !== after.receiverIds.join();
  return (
    <dl>
      {changed.map((field) => (
        <div key={field}>
          <dt>{t(`monitors.form.${field}`)}</dt>
          <dd>
            <QueryDifference before={words(before, field)} after={words(after, field)} />
          </dd>
        </div>
      ))}
      {hasPeople ? <dt>{t("monitors.people_changed")}</dt> : null}
    </dl>
  );
}
