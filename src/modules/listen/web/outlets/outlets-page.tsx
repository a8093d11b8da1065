import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { PageTurns } from "../page-turns.tsx";
import ranks from "../ranked-list.module.css";
import { spans } from "../use-period.ts";
import { WordsFilter } from "../words-filter.tsx";
import { ImportReach } from "./import-reach.tsx";
import { OutletList } from "./outlet-list.tsx";
import { outletSorts, outletsOnPage, useOutletAddress, useOutlets } from "./use-outlets.ts";

/** Media: who speaks, how much, in what tone of us, how far it reaches, and who fell silent. */
export default function OutletsPage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayEnter = useMay("sources.manage");
  const { days, kind, sort, words, skip, period, change } = useOutletAddress();
  const query = useOutlets({ period, kind, sort, words, skip });
  const [isImporting, setImporting] = useState(false);
  const sorts = outletSorts.filter((one) => kind === "outlet" || one !== "silent");
  return (
    <Page
      title={t("outlets.title")}
      deck={t("outlets.deck")}
      aside={
        mayEnter ? <Button onClick={() => setImporting(true)}>{t("outlets.import.open")}</Button> : undefined
      }
    >
      <div className={ranks["controls"]}>
        <Segmented
          label={t("outlets.kind_label")}
          value={kind}
          options={(["outlet", "account"] as const).map((value) => ({
            value,
            label: t(`outlets.kinds.${value}`),
          }))}
          onChange={(jenis) => change({ jenis, urut: "mentions" })}
        />
        <Segmented
          label={t("outlets.sort_label")}
          value={sort}
          options={sorts.map((value) => ({ value, label: t(`outlets.sort.${value}`) }))}
          onChange={(urut) => change({ urut })}
        />
        <Segmented
          label={t("filter.span")}
          value={days}
          options={spans.map((value) => ({ value, label: t("filter.days", { days: value }) }))}
          onChange={(hari) => change({ hari })}
        />
        <WordsFilter
          key={words}
          label={t("outlets.words")}
          words={words}
          onChange={(kata) => change({ kata })}
        />
      </div>
      <QueryView query={query} rows={8}>
        {({ items, nextSkip, total, withReach }) =>
          items.length === 0 ? (
            <EmptyState title={t(`outlets.empty_title.${kind}`)}>
              {t(words === "" ? `outlets.empty.${kind}` : "outlets.empty_words")}
            </EmptyState>
          ) : (
            <RuledSection
              title={t(`outlets.ranked.${kind}`, { count: total, number: format.whole(total) })}
              deck={
                withReach === 0
                  ? t("outlets.with_no_reach")
                  : t("outlets.with_reach", { count: withReach, number: format.whole(withReach) })
              }
            >
              <OutletList outlets={items} period={period} days={days} start={skip} />
              <PageTurns
                skip={skip}
                onPage={outletsOnPage}
                nextSkip={nextSkip}
                onSkip={(mulai) => change({ mulai: String(mulai) })}
              />
            </RuledSection>
          )
        }
      </QueryView>
      <Dialog
        isOpen={isImporting}
        size="lg"
        title={t("outlets.import.title")}
        onClose={() => setImporting(false)}
      >
        <ImportReach />
      </Dialog>
    </Page>
  );
}
