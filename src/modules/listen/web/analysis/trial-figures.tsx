import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Figure, Ledger } from "#web/kit/figure.tsx";
import type { TextTrial } from "../../contract/analysis.ts";
import { useMentionWords } from "../use-mention-words.ts";
import { sureWord, writtenShare } from "./sure-words.ts";
import { ToneMark } from "./trait-marks.tsx";
import { useTraitWords } from "./use-trait-words.ts";

/** A tried text in five figures, each with how sure it is or what it counts. */
export function TrialFigures({ trial }: { trial: TextTrial }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { intentName, languageName } = useMentionWords();
  const { hostilityName } = useTraitWords();
  const { tone, intent, language, hostility, plainness } = trial;
  const sure = (share: number) =>
    t("analysis.share", { sure: t(`analysis.sure.${sureWord(share)}`), share: writtenShare(share, format) });
  const languages = language.languages.filter(({ share }) => share >= 0.1);
  return (
    <Ledger label={t("try.figures")}>
      <Figure
        label={t("analysis.trait.tone")}
        value={<ToneMark tone={tone.label} />}
        comparison={sure(tone.probabilities[tone.best === "unsure" ? "neutral" : tone.best])}
      />
      <Figure
        label={t("analysis.trait.intent")}
        value={intentName(intent.label)}
        comparison={`${sure(intent.probabilities[intent.best === "unsure" ? "other" : intent.best])}${
          intent.second === null ? "" : `; ${t("try.also", { intent: intentName(intent.second) })}`
        }`}
      />
      <Figure
        label={t("analysis.trait.language")}
        value={languageName(language.label)}
        comparison={
          languages.length > 1
            ? languages.map((one) => `${languageName(one.language)} ${format.percent(one.share)}`).join(", ")
            : sure(language.probability)
        }
      />
      <Figure
        label={t("analysis.trait.hostility")}
        value={hostilityName(String(hostility.level))}
        comparison={hostility.isCheckable ? t("mention.checkable") : t("try.no_claims")}
      />
      <Figure
        label={t("analysis.layer.plain")}
        value={plainness.score === null ? "–" : format.whole(plainness.score)}
        comparison={
          plainness.level === null
            ? t("try.too_short")
            : t("try.of_hundred", { level: t(`try.level.${plainness.level}`) })
        }
      />
    </Ledger>
  );
}
