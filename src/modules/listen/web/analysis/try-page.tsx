import { Textarea } from "@mantine/core";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { EngineTabs } from "./engine-tabs.tsx";
import { sampleTexts } from "./sample-texts.ts";
import { TrialResult } from "./trial-result.tsx";
import css from "./try-page.module.css";
import { useTrial } from "./use-trial.ts";

const longestText = 20_000;

/** Coba teks: any text, and at once everything the engine says of it, each word with its reason. Nothing is kept. */
export default function TryPage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [text, setText] = useState("");
  const { query, isEmpty, isOld } = useTrial(text);
  const trial = query.data?.trial;
  return (
    <Page title={t("try.title")} deck={t("try.deck")}>
      <EngineTabs />
      <div className={css["panes"]}>
        <div className={css["write"]}>
          <Textarea
            label={t("try.text")}
            value={text}
            onChange={(event) => setText(event.currentTarget.value)}
            maxLength={longestText}
            autosize
            minRows={9}
            maxRows={22}
            spellCheck={false}
          />
          <p className={css["count"]}>
            <span>
              {t("try.length", { number: format.whole(text.length), most: format.whole(longestText) })}
            </span>
            {isEmpty ? null : (
              <Button size="small" kind="ghost" onClick={() => setText("")}>
                {t("try.clear")}
              </Button>
            )}
          </p>
          <div className={css["samples"]}>
            <span>{t("try.samples")}</span>
            {sampleTexts.map((one) => (
              <Button key={one.key} size="small" onClick={() => setText(one.text)}>
                {t(`try.sample.${one.key}`)}
              </Button>
            ))}
          </div>
        </div>
        <div className={css["digest"]}>
          {isEmpty || query.data === undefined || trial === undefined ? null : (
            <>
              <RuledSection title={t("try.summary")} deck={t("try.summary_help")}>
                <ul className={css["summary"]}>
                  {trial.summary.map(({ start, end }) => (
                    <li key={start}>{query.data.text.slice(start, end)}</li>
                  ))}
                </ul>
              </RuledSection>
              <RuledSection title={t("try.phrases")}>
                <p className={css["phrases"]}>
                  {trial.keyPhrases.length === 0 ? t("try.no_phrases") : trial.keyPhrases.join(" · ")}
                </p>
              </RuledSection>
            </>
          )}
        </div>
        <section className={css["read"]} aria-label={t("try.result")} aria-busy={query.isFetching}>
          <p className="sr" role="status">
            {query.isFetching ? t("try.reading") : isEmpty || trial === undefined ? "" : t("try.done")}
          </p>
          {isEmpty ? (
            <EmptyState title={t("try.empty_title")}>{t("try.empty")}</EmptyState>
          ) : (
            <QueryView query={query} rows={8}>
              {(tried) => <TrialResult tried={tried} isOld={isOld} onText={isOld ? undefined : setText} />}
            </QueryView>
          )}
        </section>
      </div>
    </Page>
  );
}
