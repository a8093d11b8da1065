import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { TextTrial } from "../../contract/analysis.ts";
import css from "./layer-sentence.module.css";

const kinds = [
  "longSentence",
  "chainedClauses",
  "nominal",
  "officialese",
  "pleonasm",
  "acronym",
  "hardWord",
] as const;

/** The score for plain language and what it is made of. */
export function PlainnessParts({ plainness }: { plainness: TextTrial["plainness"] }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { score, level, words, sentences, wordsPerSentence, places } = plainness;
  const parts = kinds.flatMap((kind) => {
    const count = places.filter((one) => one.kind === kind).length;
    return count === 0 ? [] : [t(`try.part.${kind}`, { count })];
  });
  return (
    <p className={css["sentence"]}>
      {score === null || level === null
        ? t("try.score_none", { count: words })
        : t("try.score", { score: format.whole(score), level: t(`try.level.${level}`) })}{" "}
      {t("try.measure", {
        words: format.whole(words),
        sentences: format.whole(sentences),
        mean: format.number(Math.round(wordsPerSentence * 10) / 10),
      })}
      {parts.length === 0 ? "." : `; ${format.list(parts)}.`}
    </p>
  );
}
