import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { NewsmakerDetail, NewsmakerQuote } from "../../contract/newsmaker.ts";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { listen } from "../listen-api.ts";
import type { Period } from "../use-period.ts";
import css from "./newsmakers.module.css";

const tones = ["all", "negative", "neutral", "positive"] as const;
const perPage = 20;

/** What somebody said, newest first, each with the mention that says so and the tone of that mention. */
export function NewsmakerQuotes({ newsmaker, period }: { newsmaker: NewsmakerDetail; period: Period }) {
  const { t } = useTranslation("listen");
  const [tone, setTone] = useState<(typeof tones)[number]>("all");
  const [skip, setSkip] = useState(0);
  const { kind, key } = newsmaker;
  const query = useQuery(
    listen.queries.newsmakers.listNewsmakerQuotes.queryOptions({
      input: { kind, key, ...period, limit: perPage, skip, ...(tone === "all" ? {} : { tone }) },
      placeholderData: keepPreviousData,
    }),
  );
  return (
    <RuledSection
      title={t("newsmakers.quotes")}
      aside={
        <Segmented
          label={t("newsmakers.tone_label")}
          value={tone}
          options={tones.map((value) => ({
            value,
            label: value === "all" ? t("newsmakers.all_tones") : t(`tone.${value}`),
          }))}
          onChange={(next) => {
            setTone(next);
            setSkip(0);
          }}
        />
      }
    >
      <QueryView query={query} rows={5}>
        {({ items, nextSkip }) => (
          <>
            {items.length === 0 ? <p className={detail["quiet"]}>{t("newsmakers.no_quotes")}</p> : null}
            <ul className={css["quotes"]} aria-label={t("newsmakers.quotes")}>
              {items.map((quote, index) => (
                // A mention may hold the same words twice: their place among the quotes is what tells them apart.
                // biome-ignore lint/suspicious/noArrayIndexKey: a quote has no other identity
                <Quote key={`${quote.mentionId} ${index}`} quote={quote} />
              ))}
            </ul>
            {skip === 0 && nextSkip === null ? null : (
              <div className={css["pages"]}>
                <Button
                  size="small"
                  disabled={skip === 0}
                  onClick={() => setSkip(Math.max(0, skip - perPage))}
                >
                  {t("newsmakers.newer")}
                </Button>
                <Button size="small" disabled={nextSkip === null} onClick={() => setSkip(nextSkip ?? skip)}>
                  {t("newsmakers.older")}
                </Button>
              </div>
            )}
          </>
        )}
      </QueryView>
    </RuledSection>
  );
}

function Quote({ quote }: { quote: NewsmakerQuote }) {
  const { t } = useTranslation("listen");
  const isSpoken = quote.kind === "direct";
  return (
    <li data-tone={quote.tone ?? undefined}>
      <blockquote data-kind={quote.kind}>{isSpoken ? `“${quote.words}”` : quote.words}</blockquote>
      <p>
        <b>{quote.outlet}</b> <TimeText at={quote.publishedAt} look="dateTime" /> ·{" "}
        {t(`newsmakers.quote_kind.${quote.kind}`)}
        {quote.tone === null ? null : <> · {t(`tone.${quote.tone}`)}</>}
        {quote.role === null ? null : <> · {quote.role}</>}
      </p>
      <p>
        <DeskLink to="/aliran" search={{ sel: quote.mentionId }}>
          {quote.title === "" ? t("mention.open") : quote.title}
        </DeskLink>
      </p>
    </li>
  );
}
