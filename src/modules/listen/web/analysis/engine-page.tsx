import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Figure, Ledger } from "#web/kit/figure.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { ProgressLine } from "#web/kit/progress-line.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";
import { AgreementSection } from "./agreement-section.tsx";
import { CorrectionSection } from "./correction-section.tsx";
import css from "./engine-page.module.css";
import { EngineTabs } from "./engine-tabs.tsx";
import { TeachingSection } from "./teaching-section.tsx";

const lookEveryMs = 2000;

/** Mesin bahasa: what has been read and by which version, what this office has taught it, and how far people agree with it. */
export default function EnginePage() {
  const { t } = useTranslation("listen");
  const query = useQuery(
    listen.queries.analysis.getEngine.queryOptions({
      refetchInterval: (state) => (state.state.data?.run?.isDone === false ? lookEveryMs : false),
    }),
  );
  useLiveRefresh(["analysis"], [listen.queries.analysis.getEngine.key()], 1500);
  return (
    <Page title={t("engine.title")} deck={t("engine.deck")}>
      <EngineTabs />
      <div className={css["sections"]}>
        <RuledSection title={t("engine.reading")}>
          <QueryView query={query}>{(engine) => <Reading engine={engine} />}</QueryView>
        </RuledSection>
        <AgreementSection />
        <TeachingSection
          teaching={query.data?.teaching}
          isReading={query.data?.run != null && !query.data.run.isDone}
        />
        <CorrectionSection />
      </div>
    </Page>
  );
}

type Engine = Awaited<ReturnType<typeof listen.client.analysis.getEngine>>;

function Reading({ engine }: { engine: Engine }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const mayManage = useMay("settings.manage");
  const { version, mentions, analysed, renamed, run } = engine;
  // Those that say a changed name may be among those that another version has read.
  const waiting = Math.min(mentions, Math.max(0, mentions - analysed) + renamed);
  const isRunning = run !== null && !run.isDone;
  const again = useMutation({
    mutationFn: () => listen.client.analysis.analyseAgain({}),
    onSuccess: ({ total }) =>
      showToast({ text: t("engine.again_started", { count: total, number: format.whole(total) }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: listen.queries.analysis.getEngine.key() }),
  });
  return (
    <>
      <Ledger label={t("engine.figures")}>
        <Figure
          label={t("engine.analysed")}
          value={format.whole(analysed)}
          comparison={
            mentions === 0
              ? t("engine.no_mentions")
              : t("engine.of_mentions", {
                  total: format.whole(mentions),
                  share: format.percent(analysed / mentions),
                })
          }
        />
        <Figure
          label={t("engine.waiting")}
          value={format.whole(waiting)}
          comparison={
            waiting === 0
              ? t("engine.none_waiting")
              : renamed === 0
                ? t("engine.waiting_help")
                : t("engine.waiting_names", { count: renamed, number: format.whole(renamed) })
          }
        />
        <Figure
          label={t("engine.version")}
          value={<code className={css["version"]}>{version.slice(0, 12)}</code>}
          comparison={t("engine.version_help")}
        />
      </Ledger>
      {run === null ? null : (
        <ProgressLine
          title={t(run.isDone ? "engine.run_done" : "engine.run")}
          done={run.done}
          total={run.total}
          unit={t("engine.unit")}
          {...(isRunning ? { note: t("engine.run_note") } : {})}
        />
      )}
      {again.error === null ? null : <ErrorNote error={again.error} />}
      <p className={css["acts"]}>
        {mayManage ? (
          <Button
            disabled={waiting === 0 || isRunning}
            isBusy={again.isPending}
            onClick={() => again.mutate()}
          >
            {t("engine.again")}
          </Button>
        ) : null}
        <span>
          {t(
            !mayManage
              ? "engine.may_not"
              : isRunning
                ? "engine.again_running"
                : waiting === 0
                  ? "engine.again_needless"
                  : "engine.again_help",
          )}
        </span>
      </p>
    </>
  );
}
