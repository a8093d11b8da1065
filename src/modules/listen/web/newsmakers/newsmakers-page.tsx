import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { QueryFilter } from "../query-filter.tsx";
import ranks from "../ranked-list.module.css";
import { spans } from "../use-period.ts";
import { NewsmakerList } from "./newsmaker-list.tsx";
import { useNewsmakerAddress, useNewsmakers } from "./use-newsmakers.ts";

/** Tokoh: who was quoted and named most, in what tone, by how many outlets, and whether it grows. */
export default function NewsmakersPage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { days, kind, sort, q, period, change } = useNewsmakerAddress();
  const query = useNewsmakers({ period, q, kind, sort });
  const turn = (wanted: Parameters<typeof change>[1]) => change("/tokoh", wanted);
  return (
    <Page title={t("newsmakers.title")} deck={t("newsmakers.deck")}>
      <div className={ranks["controls"]}>
        <Segmented
          label={t("newsmakers.kind_label")}
          value={kind}
          options={(["person", "organisation"] as const).map((value) => ({
            value,
            label: t(`newsmakers.kinds.${value}`),
          }))}
          onChange={(jenis) => turn({ jenis })}
        />
        <Segmented
          label={t("newsmakers.sort_label")}
          value={sort}
          options={(["quoted", "named"] as const).map((value) => ({
            value,
            label: t(`newsmakers.sort.${value}`),
          }))}
          onChange={(urut) => turn({ urut })}
        />
        <Segmented
          label={t("filter.span")}
          value={days}
          options={spans.map((value) => ({ value, label: t("filter.days", { days: value }) }))}
          onChange={(hari) => turn({ hari })}
        />
        <QueryFilter key={q} query={q} onChange={(next) => turn({ q: next })} />
      </div>
      <QueryView query={query} rows={8}>
        {({ items, method, looked }) =>
          items.length === 0 ? (
            <EmptyState title={t("newsmakers.empty_title")}>
              {t(q === "" ? "newsmakers.empty" : "newsmakers.empty_query")}
            </EmptyState>
          ) : (
            <RuledSection
              title={t(`newsmakers.ranked.${sort}`)}
              deck={
                method === "newest"
                  ? t("newsmakers.looked", { count: looked ?? 0, number: format.whole(looked ?? 0) })
                  : t("newsmakers.counted")
              }
            >
              <NewsmakerList newsmakers={items} period={period} days={days} />
            </RuledSection>
          )
        }
      </QueryView>
    </Page>
  );
}
