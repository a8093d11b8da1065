import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { StoryDetail } from "../../contract/story.ts";
import { useGo } from "../desk-link.tsx";
import { pointOf, toneSeries } from "../stream/bucket-series.ts";
import css from "./stories.module.css";
import { storyQuery } from "./use-stories.ts";

const daySeconds = 86_400;

/** How much was said of the story when, by tone, with the places where its phases begin. */
export function StoryJourney({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const zone = useZone();
  const go = useGo();
  const { stepSeconds, points: curve } = story.curve;
  const size = stepSeconds < daySeconds ? "hour" : "day";
  const buckets = useMemo(
    () => curve.map(({ at, press, public: others, tones }) => ({ at, count: press + others, tones })),
    [curve],
  );
  const points = useMemo(
    () => buckets.map((one) => pointOf(one, size, zone, format)),
    [buckets, size, zone, format],
  );
  const series = useMemo(() => toneSeries(buckets, t), [buckets, t]);
  const marks = useMemo(() => marksOf(story), [story]);
  const peak = buckets.reduce((most, one) => (one.count > most.count ? one : most), {
    at: story.firstAt,
    count: 0,
  });
  const finding = t("stories.finding", {
    count: peak.count,
    number: format.whole(peak.count),
    at: format.dateTime(peak.at),
  });
  const pick = (index: number) => {
    const one = buckets[index];
    if (one === undefined) return;
    const from = Date.parse(one.at);
    const minute = (ms: number): string => `${new Date(ms).toISOString().slice(0, 16)}Z`;
    const until = from + stepSeconds * 1000 - 60_000;
    go("/aliran", { q: `${storyQuery(story.id)} since:${minute(from)} until:${minute(until)}` });
  };
  return (
    <RuledSection
      title={t("stories.journey")}
      deck={t("stories.journey_deck", { step: format.duration(stepSeconds) })}
    >
      <p className={css["headline"]}>{finding}</p>
      <BarChart
        finding={finding}
        caption={t("stories.per_step", { step: format.duration(stepSeconds) })}
        heading={t("stories.at")}
        points={points}
        series={series}
        marks={marks}
        height={220}
        onPick={pick}
      />
    </RuledSection>
  );
}

/** A letter where each phase but the first begins; the list of phases has the same letters. */
function marksOf({ phases, curve: { points, stepSeconds } }: StoryDetail) {
  const start = Date.parse(points[0]?.at ?? "");
  return phases.slice(1).map(({ from }, index) => ({
    index: Math.max(0, Math.floor((Date.parse(from) - start) / (stepSeconds * 1000))),
    text: phaseLetter(index + 1),
  }));
}

/** The letter of a phase: A, B, C. */
export const phaseLetter = (index: number): string => String.fromCharCode(65 + index);
