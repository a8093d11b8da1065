import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { Segmented } from "#web/kit/segmented.tsx";
import { PageTurns } from "../page-turns.tsx";
import ranks from "../ranked-list.module.css";
import { WordsFilter } from "../words-filter.tsx";
import { StoryList } from "./story-list.tsx";
import { storiesOnPage, storySorts, storySpans, useStories, useStoryAddress } from "./use-stories.ts";

/** Cerita: what the days were about, how large each event is, in what tone, and whether it grows or fades. */
export default function StoriesPage() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const asked = useStoryAddress();
  const { days, sort, words, skip, period, isPast, change } = asked;
  const query = useStories(asked);
  return (
    <Page title={t("stories.title")} deck={t("stories.deck")}>
      <div className={ranks["controls"]}>
        <Segmented
          label={t("stories.sort_label")}
          value={sort}
          options={storySorts.map((value) => ({ value, label: t(`stories.sort.${value}`) }))}
          onChange={(urut) => change({ urut })}
        />
        <Segmented
          label={t("stories.span")}
          value={days}
          options={storySpans.map((value) => ({
            value,
            label: t("stories.days", { count: Number(value) }),
          }))}
          onChange={(hari) => change({ hari })}
        />
        {isPast ? (
          <Button kind="ghost" onClick={() => change({ sampai: "" })}>
            {t("stories.until_now", { date: format.dateMedium(period.until) })}
          </Button>
        ) : null}
        <WordsFilter
          key={words}
          label={t("stories.words")}
          words={words}
          onChange={(kata) => change({ kata })}
        />
      </div>
      <QueryView query={query} rows={8}>
        {({ items, nextSkip, alone, waiting, latestAt }) =>
          items.length === 0 ? (
            <EmptyState
              title={t("stories.empty_title")}
              actions={
                latestAt === null || latestAt > period.from ? undefined : (
                  <Button onClick={() => change({ sampai: hourAfter(latestAt) })}>
                    {t("stories.see_latest", { date: format.dateMedium(latestAt) })}
                  </Button>
                )
              }
            >
              {t(words === "" ? "stories.empty" : "stories.empty_words")}
            </EmptyState>
          ) : (
            <RuledSection
              title={t(`stories.ranked.${sort}`)}
              deck={[
                t("stories.alone", { count: alone, number: format.whole(alone) }),
                ...(waiting === 0
                  ? []
                  : [t("stories.waiting", { count: waiting, number: format.whole(waiting) })]),
              ].join(" ")}
            >
              <StoryList stories={items} start={skip} />
              <PageTurns
                skip={skip}
                onPage={storiesOnPage}
                nextSkip={nextSkip}
                onSkip={(mulai) => change({ mulai: String(mulai) })}
              />
            </RuledSection>
          )
        }
      </QueryView>
    </Page>
  );
}

/** The end of the hour in which something was. */
const hourAfter = (at: string): string =>
  `${new Date(Date.parse(at) + 3_600_000).toISOString().slice(0, 13)}:00Z`;
