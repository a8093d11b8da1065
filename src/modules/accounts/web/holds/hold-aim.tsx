import { useTranslation } from "react-i18next";
import type { Hold } from "../../contract/holds.ts";

/** What a hold is aimed at, in a few words. */
export function HoldAimText({ hold }: { hold: Pick<Hold, "scope" | "words" | "shownHandle"> }) {
  const { t } = useTranslation("accounts");
  return t(`brake.holds.${hold.scope}`, { words: hold.words ?? "", handle: hold.shownHandle ?? "" });
}
