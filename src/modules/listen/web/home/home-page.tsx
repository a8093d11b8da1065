import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { lazy, Suspense, useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useNow } from "#web/desk-clock.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { bringPage } from "#web/i18n/words.ts";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import type { Overview } from "../../contract/overview.ts";
import { useAddress, useGo } from "../desk-link.tsx";
import { listen } from "../listen-api.ts";
import { RunningSpikes } from "../spikes/running-spikes.tsx";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { AttentionList } from "./attention-list.tsx";
import css from "./home-page.module.css";
import { NewestList } from "./newest-list.tsx";
import { OverviewChart } from "./overview-chart.tsx";
import { OverviewLedger } from "./overview-ledger.tsx";
import { OverviewSentence } from "./overview-sentence.tsx";
import { type Span, spans } from "./overview-words.ts";
import { RisingWords } from "./rising-words.tsx";
import { TopOutlets } from "./top-outlets.tsx";

const FirstRun = lazy(() =>
  bringPage("listen", {
    load: () => import("../first-run/first-run.tsx"),
    words: ["first-run", "home", "sources"],
  }),
);

/** Beranda: what came in against the usual, what needs somebody, what is newest. Empty, it is the first run. */
export default function HomePage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const now = useNow();
  const go = useGo();
  const address = useAddress();
  const span: Span = spans.find((one) => one === address["jam"]) ?? "24";
  const query = useQuery(
    listen.queries.overview.getOverview.queryOptions({
      input: { hours: Number(span) },
      placeholderData: keepPreviousData,
      refetchInterval: 60_000,
    }),
  );
  useLiveRefresh(["mentions", "source", "jobs", "import"], [listen.queries.overview.getOverview.key()]);
  const overview = query.data;
  const [isFirstRun, setFirstRun] = useState(false);
  const isEmpty = overview !== undefined && isUntouched(overview);
  useEffect(() => {
    if (isEmpty) setFirstRun(true);
  }, [isEmpty]);
  const title = capitalised(format.dateLong(overview?.now ?? now));
  const mayAdd = useMay("sources.manage");

  if (isFirstRun) {
    return mayAdd ? (
      <Suspense fallback={null}>
        <FirstRun onDone={() => setFirstRun(false)} />
      </Suspense>
    ) : (
      <Page title={title} tab={t("nav.home")}>
        <EmptyState title={t("home.waiting.title")}>{t("home.waiting.text")}</EmptyState>
      </Page>
    );
  }
  return (
    <Page
      title={title}
      tab={t("nav.home")}
      deck={overview === undefined ? undefined : <OverviewSentence overview={overview} />}
      aside={
        <Segmented
          label={t("home.span")}
          value={span}
          options={spans.map((value) => ({ value, label: t(`home.span_of.${value}`) }))}
          onChange={(value) => go("/", { jam: value === "24" ? undefined : value }, true)}
        />
      }
    >
      <QueryView query={query} rows={6}>
        {(data) => (
          <div data-old={query.isPlaceholderData || undefined} className={css["answer"]}>
            <OverviewLedger overview={data} />
            <div className={css["front"]}>
              <div className={css["lead"]}>
                <OverviewChart overview={data} />
                <div className={css["words"]}>
                  <RisingWords words={data.risingWords} hours={data.hours} />
                </div>
              </div>
              <div className={css["middle"]}>
                <div className={css["attention"]}>
                  <RunningSpikes />
                  <AttentionList overview={data} />
                </div>
                <TopOutlets outlets={data.topOutlets} total={data.total} hours={data.hours} />
              </div>
              <div>
                <NewestList mentions={data.newest} />
              </div>
            </div>
          </div>
        )}
      </QueryView>
    </Page>
  );
}

/** Nothing is followed and nothing was ever heard in this stretch. */
function isUntouched({ sources, total, newest }: Overview): boolean {
  const { active, failing, paused, stopped } = sources;
  return active + failing + paused + stopped === 0 && total === 0 && newest.length === 0;
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
