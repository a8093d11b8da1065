import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { StoryDetail } from "../../contract/story.ts";
import css from "./stories.module.css";
import { TraceDrawing } from "./trace-drawing.tsx";

const mostListed = 12;

/** Where the story began, when it crossed between press and public, how fast it went, and who joined in which order. */
export function StoryTraceSection({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const {
    began,
    crossed,
    halfSeconds,
    threeVoicesSeconds,
    tenVoicesSeconds,
    leadSeconds,
    voices,
    voiceCount,
  } = story.trace;
  const finding =
    crossed === null
      ? t(`stories.trace.one_side.${began.side}`, { voice: began.voice })
      : t(`stories.trace.crossed.${began.side}`, {
          voice: began.voice,
          other: crossed.voice,
          lag: format.duration(crossed.afterSeconds),
        });
  const pace = [
    threeVoicesSeconds === null
      ? null
      : t("stories.trace.three", { time: format.duration(threeVoicesSeconds) }),
    tenVoicesSeconds === null ? null : t("stories.trace.ten", { time: format.duration(tenVoicesSeconds) }),
    t("stories.trace.half", { time: format.duration(halfSeconds) }),
    leadSeconds === null || leadSeconds === 0
      ? null
      : t(leadSeconds > 0 ? "stories.trace.press_led" : "stories.trace.public_led", {
          time: format.duration(Math.abs(leadSeconds)),
        }),
  ].filter((one) => one !== null);
  return (
    <RuledSection title={t("stories.trace.title")} deck={t("stories.trace.deck")}>
      <p className={css["headline"]}>{finding}</p>
      <TraceDrawing trace={story.trace} label={finding} />
      <p className={css["pace"]}>{pace.join(" · ")}</p>
      <ol className={css["voices"]} aria-label={t("stories.trace.order")}>
        {voices.slice(0, mostListed).map((one) => (
          <li key={`${one.side} ${one.voice}`} data-side={one.side}>
            <b>{one.voice}</b>
            <span>{t(`stories.side.${one.side}`)}</span>
            <TimeText at={one.firstAt} look="dateTime" />
            <span>
              {one.afterSeconds === 0 ? t("stories.trace.first") : `+${format.duration(one.afterSeconds)}`}
            </span>
          </li>
        ))}
      </ol>
      {voiceCount <= mostListed ? null : (
        <p className={css["quiet"]}>
          {t("stories.trace.more", { number: format.whole(voiceCount - mostListed) })}
        </p>
      )}
    </RuledSection>
  );
}
