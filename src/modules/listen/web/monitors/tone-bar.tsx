import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { ToneCounts } from "../../contract/analysis.ts";
import css from "./tone-bar.module.css";

const tones = ["negative", "neutral", "positive"] as const;

/** How much of what was found is negative, neutral and positive; readers are told the shares. */
export function ToneBar({ counts, total }: { counts: ToneCounts; total: number }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  if (total === 0) return <span className={css["none"]}>{t("tone_bar.none")}</span>;
  const said = tones
    .filter((tone) => counts[tone] > 0)
    .map((tone) => `${t(`tone.${tone}`)} ${format.percent(counts[tone] / total)}`)
    .join(", ");
  return (
    <span className={css["tone"]}>
      <span className={css["bar"]} aria-hidden="true">
        {tones.map((tone) => (
          <i key={tone} data-tone={tone} style={{ width: `${(counts[tone] / total) * 100}%` }} />
        ))}
      </span>
      <span className={css["words"]}>
        {counts.negative === 0
          ? t("tone_bar.no_negative")
          : t("tone_bar.negative", { share: format.percent(counts.negative / total) })}
      </span>
      <span className="sr">{said}</span>
    </span>
  );
}
