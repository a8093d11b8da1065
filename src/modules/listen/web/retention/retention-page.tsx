import { NativeSelect } from "@mantine/core";
import { keepPreviousData, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { Figure, Ledger } from "#web/kit/figure.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { listen } from "../listen-api.ts";
import { RichSentence } from "../rich-sentence.tsx";
import { OriginalCheck } from "./original-check.tsx";
import css from "./retention-page.module.css";

/** Lengths on offer, in months. */
const lengths = [1, 3, 6, 12, 18, 24, 36, 60, 120];

/** Retensi: how long mentions are kept, as a sentence with the control in it, and what that would remove. */
export default function RetentionPage() {
  const { t } = useTranslation("listen");
  const query = useQuery(listen.queries.retention.getRetention.queryOptions({ input: {} }));
  return (
    <Page title={t("nav.retention")} deck={t("retention.deck")} width="text">
      <QueryView query={query}>{(now) => <RetentionForm key={String(now.months)} now={now} />}</QueryView>
      <OriginalCheck />
    </Page>
  );
}

type Retention = Awaited<ReturnType<typeof listen.client.retention.getRetention>>;

function RetentionForm({ now }: { now: Retention }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const mayManage = useMay("settings.manage");
  const [months, setMonths] = useState(now.months);
  const [isAsked, setAsked] = useState(false);
  const preview = useQuery(
    listen.queries.retention.getRetention.queryOptions({
      input: months === null ? {} : { months },
      placeholderData: keepPreviousData,
    }),
  );
  const isChanged = months !== now.months;
  const wouldRemove = months === null ? 0 : (preview.data?.wouldRemove ?? now.wouldRemove);
  const removes = format.whole(wouldRemove);
  const save = async () => {
    await listen.client.retention.updateRetention({ months });
    await queries.invalidateQueries({ queryKey: listen.queries.retention.key() });
    showToast({ text: t("retention.saved") });
  };
  const choices = [...new Set([...lengths, ...(now.months === null ? [] : [now.months])])].sort(
    (a, b) => a - b,
  );
  return (
    <>
      <div className={css["sentence"]}>
        <RichSentence
          say={(values) => t("retention.sentence", values)}
          parts={{
            length: (
              <NativeSelect
                aria-label={t("retention.length")}
                disabled={!mayManage}
                value={months ?? ""}
                data={[
                  { value: "", label: t("retention.for_ever") },
                  ...choices.map((count) => ({
                    value: String(count),
                    label:
                      count % 12 === 0
                        ? t("retention.years", { count: count / 12 })
                        : t("retention.months", { count }),
                  })),
                ]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  setMonths(value === "" ? null : Number(value));
                }}
              />
            ),
          }}
        />
      </div>
      <p className={css["help"]}>{t("retention.saved_stay")}</p>
      <Ledger label={t("retention.figures")}>
        <Figure
          label={t("retention.mentions")}
          value={format.whole(now.mentions)}
          comparison={
            now.oldest === null
              ? t("retention.no_oldest")
              : t("retention.oldest", { at: format.dateShort(now.oldest) })
          }
        />
        <Figure
          label={t("retention.kept")}
          value={format.whole(now.saved)}
          comparison={t("retention.kept_help")}
        />
        <Figure
          label={t(isChanged ? "retention.would_remove" : "retention.next_removes")}
          value={<span className={wouldRemove > 0 ? css["bad"] : undefined}>{removes}</span>}
          comparison={
            now.mentions === 0
              ? t("retention.of_nothing")
              : t("retention.share", { share: format.percent(wouldRemove / now.mentions) })
          }
        />
      </Ledger>
      {mayManage ? (
        <div className={css["acts"]}>
          <Button
            kind={wouldRemove > 0 ? "danger" : "primary"}
            disabled={!isChanged || preview.isFetching}
            onClick={() => setAsked(true)}
          >
            {t("retention.save")}
          </Button>
          {isChanged ? null : <span>{t("retention.unchanged")}</span>}
        </div>
      ) : (
        <p className={css["help"]}>{t("retention.may_not")}</p>
      )}
      <ConfirmDialog
        isOpen={isAsked}
        title={
          wouldRemove > 0
            ? t("retention.ask", { count: wouldRemove, number: removes })
            : t("retention.ask_none")
        }
        act={
          wouldRemove > 0 ? t("retention.act", { count: wouldRemove, number: removes }) : t("retention.save")
        }
        isDangerous={wouldRemove > 0}
        {...(wouldRemove > 0 ? { typeToConfirm: removes } : {})}
        onConfirm={save}
        onClose={() => setAsked(false)}
      >
        {t(wouldRemove > 0 ? "retention.consequence" : "retention.no_consequence")}
      </ConfirmDialog>
    </>
  );
}
