import { useTranslation } from "react-i18next";
import { outcomeKeys } from "../../contract/outcome-keys.ts";

type Values = Readonly<Record<string, string | number>>;

/** What a poll ended with, in plain words and with what to do. A key of a newer server is said in general words. */
export function useOutcomeSentence(): (key: string, values: Values) => string {
  const { t } = useTranslation("listen");
  return (key, values) => {
    const known = outcomeKeys.find((one) => one === key);
    return known === undefined ? t("outcome_unknown") : t(`outcome.${known}`, values);
  };
}
