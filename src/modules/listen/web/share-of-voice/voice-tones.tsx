import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { BarChart } from "#web/kit/chart/bar-chart.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { ShareOfVoice } from "../../contract/share-of-voice.ts";
import { fewestTexts, kappaWord } from "../analysis/kappa-word.ts";
import { DeskLink, useGo } from "../desk-link.tsx";
import { queryWithin } from "../use-period.ts";
import css from "./share-of-voice.module.css";

const tones = ["negative", "neutral", "positive"] as const;

/** The tone of what was said of each, of every hundred; and how far that tone can be trusted. */
export function VoiceTones({ share }: { share: ShareOfVoice }) {
  const { t } = useTranslation("listen");
  const go = useGo();
  const { voices } = share;
  const points = useMemo(
    () => voices.map(({ monitorId, name }) => ({ key: monitorId, tick: shortened(name), name })),
    [voices],
  );
  const series = useMemo(
    () =>
      tones.map((tone) => ({
        name: t(`tone.${tone}`),
        color: tone,
        values: voices.map((voice) => {
          const known = voice.tones.negative + voice.tones.neutral + voice.tones.positive;
          return known === 0 ? 0 : Math.round((voice.tones[tone] / known) * 1_000) / 10;
        }),
      })),
    [voices, t],
  );
  const pick = (index: number) => {
    const voice = voices[index];
    if (voice) go("/aliran", { q: queryWithin(voice.query, share) });
  };
  const worst = voices.toSorted((a, b) => negativeOf(b) - negativeOf(a))[0];
  return (
    <RuledSection title={t("share.by_tone")} deck={<Trust share={share} />}>
      <BarChart
        caption={t("share.tone_caption")}
        heading={t("share.voice")}
        finding={t("share.tone_finding", { name: worst?.name ?? "" })}
        points={points}
        series={series}
        height={220}
        top={100}
        onPick={pick}
      />
    </RuledSection>
  );
}

const longestTick = 16;
const shortened = (name: string): string =>
  name.length > longestTick ? `${name.slice(0, longestTick - 1)}…` : name;

function negativeOf({ tones: { negative, neutral, positive } }: ShareOfVoice["voices"][number]): number {
  return negative / Math.max(1, negative + neutral + positive);
}

/** How engine and people agree on tone. */
function Trust({ share: { agreement, voices } }: { share: ShareOfVoice }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const judged = voices.reduce((sum, voice) => sum + voice.judged, 0);
  const { kappa, texts } = agreement;
  return (
    <>
      {t("share.judged_all", { number: format.whole(judged) })}{" "}
      {kappa === null || texts < fewestTexts ? (
        <DeskLink to="/mesin" className={css["inline"]}>
          {t("share.not_measured")}
        </DeskLink>
      ) : (
        <DeskLink to="/mesin" className={css["inline"]}>
          {t("share.measured", {
            kappa: format.number(kappa),
            words: t(`kappa.${kappaWord(kappa)}`),
            texts: format.whole(texts),
          })}
        </DeskLink>
      )}
    </>
  );
}
