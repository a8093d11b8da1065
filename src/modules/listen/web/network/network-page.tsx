import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { Page } from "#web/kit/page.tsx";
import { ProgressLine } from "#web/kit/progress-line.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { QueryFilter } from "../query-filter.tsx";
import ranks from "../ranked-list.module.css";
import { NetworkBoard } from "./network-board.tsx";
import { networkSpans, useNetwork, useNetworkAddress } from "./use-network.ts";

/** As many are drawn unless the network is smaller: readable, and quick to make. */
const usuallyDrawn = 1_500;

/** Jejaring: who passes on, answers, names and repeats whom. */
export default function NetworkPage() {
  const { t } = useTranslation("listen");
  const { days, q, period, change } = useNetworkAddress();
  const { asked, network } = useNetwork({ period, q, most: usuallyDrawn });
  const failure = asked.error ?? network.error;
  const made = network.data;
  return (
    <Page title={t("network.title")} deck={t("network.deck")}>
      <div className={ranks["controls"]}>
        <Segmented
          label={t("filter.span")}
          value={days}
          options={networkSpans.map((value) => ({
            value,
            label: t("network.days", { count: Number(value) }),
          }))}
          onChange={(hari) => change({ hari })}
        />
        <QueryFilter key={q} query={q} onChange={(next) => change({ q: next })} />
      </div>
      {failure !== null ? (
        <ErrorNote error={failure} onRetry={() => void asked.refetch()} />
      ) : made?.state === "failed" ? (
        <Note
          kind="saga"
          title={t("network.failed")}
          actions={
            <Button onClick={() => void asked.refetch().then(() => network.refetch())}>
              {t("network.again")}
            </Button>
          }
        >
          <p>{t("network.failed_why")}</p>
        </Note>
      ) : made === undefined || made.result === null ? (
        <ProgressLine title={t("network.making")} done={made?.progress ?? 0} total={100} unit="%" />
      ) : made.result.nodes.length === 0 ? (
        <EmptyState title={t("network.empty_title")}>
          {t(q === "" ? "network.empty" : "network.empty_query")}
        </EmptyState>
      ) : (
        <NetworkBoard id={made.id} result={made.result} period={made.settings} />
      )}
    </Page>
  );
}
