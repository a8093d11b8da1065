import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { csvOf } from "#web/kit/chart/chart-data.ts";
import { drawRanks } from "#web/kit/chart/draw-ranks.ts";
import { frameDrawing } from "#web/kit/chart/frame-drawing.ts";
import { SaveMenu } from "#web/kit/chart/save-menu.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { readChartTokens } from "#web/theme/echarts-theme.ts";
import type { ShareOfVoice, Voice } from "../../contract/share-of-voice.ts";
import { DeskLink } from "../desk-link.tsx";
import { MonitorMark } from "../monitors/monitor-mark.tsx";
import { ToneBar } from "../monitors/tone-bar.tsx";
import { queryWithin } from "../use-period.ts";
import css from "./share-of-voice.module.css";
import { coloursOf } from "./use-share-of-voice.ts";

/** Each voice with its share of what was said of all of them, a line each; the numbers open the mentions. */
export function VoiceList({ share }: { share: ShareOfVoice }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { voices, union, copies } = share;
  const colours = coloursOf(voices);
  const sum = Math.max(
    1,
    voices.reduce((all, { total }) => all + total, 0),
  );
  const draw = () => {
    const tokens = readChartTokens(false);
    const rows = voices.map(({ name, total }) => ({
      name,
      count: total,
      text: `${format.whole(total)} · ${format.percent(total / sum)}`,
    }));
    return frameDrawing(drawRanks(rows, tokens), {
      caption: t("share.title"),
      finding: t(`share.counted.${copies}`, { number: format.whole(union) }),
      colors: tokens,
    });
  };
  return (
    <RuledSection
      title={t("share.by_volume")}
      deck={t(`share.counted.${copies}`, { number: format.whole(union) })}
      aside={
        <SaveMenu
          name={t("share.title")}
          drawing={draw}
          csv={() =>
            csvOf([
              [
                t("share.voice"),
                t("chart.mentions"),
                t("share.before_column"),
                t("share.alone_column"),
                t("tone.negative"),
                t("tone.neutral"),
                t("tone.positive"),
                t("tone.unsure"),
                t("share.judged_column"),
                t("share.corrected_column"),
              ],
              ...voices.map(({ name, total, before, alone, tones, judged, corrected }) => [
                name,
                total,
                before,
                alone,
                tones.negative,
                tones.neutral,
                tones.positive,
                tones.unsure,
                judged,
                corrected,
              ]),
            ])
          }
        />
      }
    >
      <ol className={css["list"]} aria-label={t("share.by_volume")}>
        {voices.map((voice, at) => (
          <li key={voice.monitorId}>
            <h3>
              <MonitorMark colour={colours[at] ?? voice.colour} />
              <DeskLink to={`/pantauan/${voice.monitorId}`}>{voice.name}</DeskLink>
              <small>{t(`monitor.kind.${voice.kind}`)}</small>
            </h3>
            <p className={css["figure"]}>
              <b>{format.percent(voice.total / sum)}</b>
            </p>
            <span className={css["bar"]} aria-hidden="true">
              <i
                data-colour={colours[at] ?? voice.colour}
                style={{ width: `${(voice.total / sum) * 100}%` }}
              />
            </span>
            <p className={css["figure"]}>
              <DeskLink to="/aliran" search={{ q: queryWithin(voice.query, share) }}>
                <b>{format.whole(voice.total)}</b> <span>{t("share.mentions", { count: voice.total })}</span>
              </DeskLink>
              <small>{t("share.before", { number: format.whole(voice.before) })}</small>
            </p>
            <div>
              <ToneBar counts={voice.tones} total={voice.total} />
              <Decided voice={voice} />
            </div>
          </li>
        ))}
      </ol>
    </RuledSection>
  );
}

function Decided({ voice: { judged, corrected, isFilling } }: { voice: Voice }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  return (
    <small className={css["quiet"]}>
      {isFilling ? `${t("share.filling")} ` : ""}
      {judged === 0
        ? t("share.nobody_judged")
        : t("share.judged", { judged: format.whole(judged), corrected: format.whole(corrected) })}
    </small>
  );
}
