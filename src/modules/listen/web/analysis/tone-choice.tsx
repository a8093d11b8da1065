import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { MentionAnalysis, Tone } from "../../contract/analysis.ts";
import { useMentionWords } from "../use-mention-words.ts";
import { sureWord, writtenShare } from "./sure-words.ts";
import css from "./tone-choice.module.css";
import { ToneMark, ToneShape } from "./trait-marks.tsx";

const tones = ["negative", "neutral", "positive"] as const satisfies readonly Tone[];

/** The tone with how sure it is, in words, and the three tones as buttons: one press corrects it. */
export function ToneChoice({
  analysis: { tone, toneShare },
  note,
  mayJudge,
  onChoose,
}: {
  analysis: MentionAnalysis;
  /** Who decided so; undefined where the engine did. */
  note: string | undefined;
  mayJudge: boolean;
  onChoose: (tone: Tone) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { toneName } = useMentionWords();
  const share = writtenShare(toneShare, format);
  return (
    <div className={css["tone"]}>
      <p>
        {tone === "unsure" ? (
          <>
            <ToneShape tone="unsure" /> {t(mayJudge ? "analysis.unsure_ask" : "analysis.unsure", { share })}
          </>
        ) : (
          <>
            {t("analysis.trait.tone")} <b>{<ToneMark tone={tone} />}</b>{" "}
            <span>
              {note ?? t("analysis.share", { sure: t(`analysis.sure.${sureWord(toneShare)}`), share })}
            </span>
          </>
        )}
      </p>
      {mayJudge ? (
        <fieldset className={css["buttons"]}>
          <legend className="sr">{t("analysis.correct_tone")}</legend>
          {tones.map((one) => (
            <button
              key={one}
              type="button"
              data-tone={one}
              aria-pressed={one === tone}
              onClick={() => onChoose(one)}
            >
              <ToneShape tone={one} />
              {toneName(one)}
            </button>
          ))}
        </fieldset>
      ) : null}
    </div>
  );
}
