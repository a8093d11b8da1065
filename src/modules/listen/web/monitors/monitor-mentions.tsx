import { useQuery } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { parseQuery } from "#text/query/parse-query.ts";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Monitor } from "../../contract/monitor.ts";
import { DeskLink } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import css from "./monitor-page.module.css";
import { SampleList } from "./sample-list.tsx";
import { queryOfMonitor } from "./use-monitors.ts";

const shown = 10;

/** The newest that a monitor found, with what it found in them marked. */
export function MonitorMentions({ monitor }: { monitor: Monitor }) {
  const { t } = useTranslation("listen");
  const q = queryOfMonitor(monitor.name);
  const query = useQuery(
    listen.queries.mentions.searchMentions.queryOptions({
      input: { q: `monitor:${monitor.id}`, sort: "newest", limit: shown },
    }),
  );
  const tree = useMemo(() => {
    const parsed = parseQuery(monitor.joined);
    return parsed.ok ? parsed.tree : undefined;
  }, [monitor.joined]);
  return (
    <RuledSection
      title={t("monitors.newest")}
      aside={
        <DeskLink to="/aliran" search={{ q }}>
          {t("monitors.open_stream")}
        </DeskLink>
      }
    >
      <QueryView query={query} rows={6}>
        {({ items }) =>
          items.length === 0 ? (
            <p className={css["muted"]}>{t("monitors.no_newest")}</p>
          ) : (
            <SampleList mentions={items} tree={tree} />
          )
        }
      </QueryView>
    </RuledSection>
  );
}
