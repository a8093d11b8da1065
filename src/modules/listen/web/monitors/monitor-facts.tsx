import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { parseQuery } from "#text/query/parse-query.ts";
import { platform } from "#web/api/session.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Monitor } from "../../contract/monitor.ts";
import { ReadBack } from "../stream/read-back.tsx";
import css from "./monitor-page.module.css";

/** What a monitor looks for, in its own words and in plain ones, and who answers for it. */
export function MonitorFacts({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation("listen");
  const members = useQuery(platform.queries.workspace.listMembers.queryOptions());
  const nameOf = (id: string): string => members.data?.items.find(({ userId }) => userId === id)?.name ?? "…";
  const parsed = useMemo(() => parseQuery(monitor.joined), [monitor.joined]);
  const { receiverIds } = monitor;
  return (
    <RuledSection title={t("monitors.facts")}>
      <dl className={css["facts"]}>
        <dt>{t("monitors.form.q")}</dt>
        <dd>
          <code>{monitor.q}</code>
        </dd>
        {monitor.exclude === "" ? null : (
          <>
            <dt>{t("monitors.form.exclude")}</dt>
            <dd>
              <code>{monitor.exclude}</code>
            </dd>
          </>
        )}
        <dt>{t("monitors.in_words")}</dt>
        <dd>{parsed.ok ? <ReadBack tree={parsed.tree} /> : null}</dd>
        <dt>{t("monitors.form.owner")}</dt>
        <dd>{monitor.ownerName ?? t("monitors.nobody")}</dd>
        <dt>{t("monitors.form.receivers")}</dt>
        <dd>{receiverIds.length === 0 ? t("monitors.nobody") : receiverIds.map(nameOf).join(", ")}</dd>
      </dl>
    </RuledSection>
  );
}
