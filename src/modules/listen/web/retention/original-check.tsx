import { NativeSelect } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useDesk, useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Figure, Ledger } from "#web/kit/figure.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { listen } from "../listen-api.ts";
import { RichSentence } from "../rich-sentence.tsx";
import css from "./retention-page.module.css";

/** Lengths on offer, in days after publication. */
const lengths = [3, 7, 14, 30, 90];

/** Whether saved mentions are looked at where they were said, as a sentence with the control in it. */
export function OriginalCheck() {
  const { t } = useTranslation("listen");
  const isDemo = useDesk()?.isDemo === true;
  const query = useQuery(listen.queries.originals.getOriginalCheck.queryOptions());
  return (
    <div className={css["originals"]}>
      <RuledSection title={t("originals.title")}>
        <QueryView query={query}>{(now) => <CheckForm now={now} isDemo={isDemo} />}</QueryView>
      </RuledSection>
    </div>
  );
}

type Check = Awaited<ReturnType<typeof listen.client.originals.getOriginalCheck>>;

function CheckForm({ now, isDemo }: { now: Check; isDemo: boolean }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const queries = useQueryClient();
  const mayManage = useMay("settings.manage");
  const change = useMutation({
    mutationFn: (days: number | null) => listen.client.originals.updateOriginalCheck({ days }),
    onSettled: () => queries.invalidateQueries({ queryKey: listen.queries.originals.key() }),
  });
  const set = (days: number | null) =>
    change.mutate(days, {
      onSuccess: () => showToast({ text: t("originals.saved"), undo: () => change.mutate(now.days) }),
    });
  const choices = [...new Set([...lengths, ...(now.days === null ? [] : [now.days])])].sort((a, b) => a - b);
  return (
    <>
      <div className={css["sentence"]}>
        <RichSentence
          say={(values) => t("originals.sentence", values)}
          parts={{
            length: (
              <NativeSelect
                aria-label={t("originals.length")}
                disabled={!mayManage || change.isPending}
                value={now.days ?? ""}
                data={[
                  { value: "", label: t("originals.never") },
                  ...choices.map((days) => ({
                    value: String(days),
                    label: t("originals.days", { count: days }),
                  })),
                ]}
                onChange={(event) => {
                  const { value } = event.currentTarget;
                  set(value === "" ? null : Number(value));
                }}
              />
            ),
          }}
        />
      </div>
      <p className={css["help"]}>{t(isDemo ? "originals.demo" : "originals.help")}</p>
      {change.error === null ? null : <ErrorNote error={change.error} />}
      <Ledger label={t("originals.figures")}>
        <Figure
          label={t("originals.watched")}
          value={format.whole(now.watched)}
          comparison={t("originals.watched_help")}
        />
        <Figure
          label={t("originals.gone")}
          value={format.whole(now.gone)}
          comparison={t("originals.gone_help")}
        />
      </Ledger>
    </>
  );
}
