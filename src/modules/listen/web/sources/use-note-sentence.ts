import { useTranslation } from "react-i18next";
import { outcomeNoteKeys } from "../../contract/outcome-keys.ts";

type Values = Readonly<Record<string, string | number>>;

/** What a poll met with that did not stop it. */
export function useNoteSentence(): (key: string, values: Values) => string {
  const { t } = useTranslation("listen");
  return (key, values) => {
    const known = outcomeNoteKeys.find((one) => one === key);
    return known === undefined ? t("sources.note_unknown") : t(`sources.note.${known}`, values);
  };
}
