import { useTranslation } from "react-i18next";
import type { Sentence } from "#modules/accounts/contract/accounts.ts";

/** Says what comes in both languages in the one on the screen. */
export function useSentence(): (sentence: Sentence) => string {
  const { i18n } = useTranslation("publish");
  return (sentence) => (i18n.language === "en" ? sentence.en : sentence.id);
}
