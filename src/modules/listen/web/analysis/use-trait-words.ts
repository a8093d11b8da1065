import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { JudgedTrait } from "../../contract/analysis.ts";
import { useMentionWords } from "../use-mention-words.ts";
import { usePlaces } from "./use-places.ts";

/** The words for what people can decide about, and for what they decided. */
export function useTraitWords() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { toneName, intentName, languageName, hostileName } = useMentionWords();
  const { nameOf } = usePlaces();
  const hostilityName = (value: string) => (value === "0" ? t("analysis.not_hostile") : hostileName(value));
  const valueName = (trait: JudgedTrait, value: string): string => {
    switch (trait) {
      case "tone":
        return toneName(value);
      case "intent":
        return intentName(value);
      case "language":
        return languageName(value);
      case "hostility":
        return hostilityName(value);
      case "places":
        return value === "" ? t("analysis.no_place") : format.list(value.split(",").map(nameOf));
    }
  };
  return {
    traitName: (trait: JudgedTrait): string => t(`analysis.trait.${trait}`),
    valueName,
    hostilityName,
    toneName,
    intentName,
    languageName,
  };
}
