import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { SpikeList } from "./spike-list.tsx";

/** Lonjakan: what is above the usual now, and what was. */
export default function SpikesPage() {
  const { t } = useTranslation("listen");
  useLiveRefresh(["spikes"], [listen.queries.spikes.key()]);
  const query = useQuery(listen.queries.spikes.listSpikes.queryOptions({ input: { limit: 100 } }));
  return (
    <Page title={t("spikes.title")} deck={t("spikes.deck")}>
      <QueryView query={query} rows={5}>
        {({ items }) => {
          const running = items.filter(({ endedAt }) => endedAt === null);
          const past = items.filter(({ endedAt }) => endedAt !== null);
          return items.length === 0 ? (
            <EmptyState title={t("spikes.empty_title")}>{t("spikes.empty")}</EmptyState>
          ) : (
            <>
              <RuledSection title={t("spikes.now")}>
                {running.length === 0 ? <p>{t("spikes.none_now")}</p> : <SpikeList spikes={running} />}
              </RuledSection>
              {past.length === 0 ? null : (
                <RuledSection title={t("spikes.past_title")}>
                  <SpikeList spikes={past} />
                </RuledSection>
              )}
            </>
          );
        }}
      </QueryView>
    </Page>
  );
}
