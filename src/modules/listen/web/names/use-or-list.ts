import { useTranslation } from "react-i18next";

/** Joins words by commas and an "or" before the last. */
export function useOrList(): (words: readonly string[]) => string {
  const { i18n } = useTranslation("listen");
  return (words) => new Intl.ListFormat(i18n.language, { type: "disjunction" }).format(words);
}
