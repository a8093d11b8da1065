import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { TextReading } from "../../contract/analysis.ts";
import { useMentionWords } from "../use-mention-words.ts";
import css from "./layer-sentence.module.css";
import type { Layer } from "./reading-layers.ts";

const leastShare = 0.01;

/** What the engine makes of a text in one layer, as a sentence with its shares. */
export function LayerSentence({ reading, layer }: { reading: TextReading; layer: Layer }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { toneName, intentName, hostileName } = useMentionWords();
  const shares = (probabilities: Readonly<Record<string, number>>, nameOf: (value: string) => string) =>
    Object.entries(probabilities)
      .filter(([, share]) => share >= leastShare)
      .sort(([, a], [, b]) => b - a)
      .map(([value, share]) => `${nameOf(value)} ${format.percent(share)}`)
      .join(", ");
  const sentence = ((): string | undefined => {
    switch (layer) {
      case "tone":
        return t("analysis.says.tone", {
          tone: toneName(reading.tone.label),
          shares: shares(reading.tone.probabilities, toneName),
        });
      case "intent":
        return t("analysis.says.intent", {
          intent: intentName(reading.intent.label),
          shares: shares(reading.intent.probabilities, intentName),
        });
      case "hostility":
        return `${
          reading.hostility.level === 0
            ? t("analysis.says.not_hostile")
            : t("analysis.says.hostile", { level: hostileName(String(reading.hostility.level)) })
        }${reading.hostility.isCheckable ? ` ${t("analysis.says.checkable")}` : ""}`;
      default:
        return undefined;
    }
  })();
  if (sentence === undefined) return null;
  return (
    <p className={css["sentence"]}>
      {sentence}{" "}
      {layer === "tone" && reading.tone.best !== "neutral" ? <span>{t("analysis.legend")}</span> : null}
    </p>
  );
}
