import { NativeSelect } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { QueryFilter } from "../query-filter.tsx";
import ranks from "../ranked-list.module.css";
import { FastTrends } from "./fast-trends.tsx";
import { SlowTrends } from "./slow-trends.tsx";
import css from "./trends.module.css";
import {
  bases,
  daysChoices,
  hoursChoices,
  kinds,
  paces,
  useSlowTrends,
  useTrendAddress,
  useTrends,
} from "./use-trends.ts";

/** Tren: what is said more than usual in the last hours, and what grows slowly over days and weeks. */
export default function TrendsPage() {
  const { t } = useTranslation("listen");
  const { laju: pace, jenis: kind, jam: hours, hari: days, banding: base, q, change } = useTrendAddress();
  const isFast = pace === "fast";
  const fast = useTrends({ hours: Number(hours), base, kind, q }, isFast);
  const slow = useSlowTrends({ days: Number(days), kind, q }, !isFast);
  return (
    <Page
      title={t("trends.title")}
      deck={t("trends.deck")}
      aside={
        <Segmented
          label={t("trends.pace")}
          value={pace}
          options={paces.map((value) => ({ value, label: t(`trends.paces.${value}`) }))}
          onChange={(laju) => change({ laju })}
        />
      }
    >
      <div className={`${ranks["controls"]} ${css["controls"]}`}>
        <Segmented
          label={t("trends.kind")}
          value={kind}
          options={kinds.map((value) => ({ value, label: t(`trends.kinds.${value}`) }))}
          onChange={(jenis) => change({ jenis })}
        />
        {isFast ? (
          <Segmented
            label={t("trends.span")}
            value={hours}
            options={hoursChoices.map((value) => ({ value, label: t(`trends.hours.${value}`) }))}
            onChange={(jam) => change({ jam })}
          />
        ) : (
          <Segmented
            label={t("trends.span")}
            value={days}
            options={daysChoices.map((value) => ({ value, label: t(`trends.days.${value}`) }))}
            onChange={(hari) => change({ hari })}
          />
        )}
      </div>
      <div className={`${ranks["controls"]} ${css["controls"]}`}>
        {isFast ? (
          <NativeSelect
            label={t("trends.compared")}
            value={base}
            data={bases.map((value) => ({
              value,
              label: t(
                value === "weeks" && hours === "6" ? "trends.base.same_hours" : `trends.base.${value}`,
              ),
            }))}
            onChange={(event) => change({ banding: event.currentTarget.value })}
          />
        ) : null}
        <QueryFilter key={q} query={q} onChange={(next) => change({ q: next })} />
      </div>
      {isFast ? (
        <QueryView query={fast.query} rows={8}>
          {(found) => <FastTrends found={found} spans={fast.spans} q={q} kind={kind} />}
        </QueryView>
      ) : (
        <QueryView query={slow} rows={8}>
          {(found) => <SlowTrends found={found} q={q} kind={kind} />}
        </QueryView>
      )}
    </Page>
  );
}
