import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { intent, tone } from "../contract/analysis.ts";
import { type Channel, channel } from "../contract/mentions.ts";

/** Names of channels, languages, tones and intents in the language of the screen. */
export function useMentionWords() {
  const { t, i18n } = useTranslation("listen");
  const names = useMemo(() => new Intl.DisplayNames([i18n.language], { type: "language" }), [i18n.language]);
  return {
    toneName: (value: string): string => (tone.safeParse(value).success ? t(`tone.${value}`) : value),
    intentName: (value: string): string => (intent.safeParse(value).success ? t(`intent.${value}`) : value),
    hostileName: (value: string): string => (/^[123]$/.test(value) ? t(`hostile.${value}`) : value),
    channelName: (value: string): string => {
      const known = channel.safeParse(value);
      return known.success ? t(`channel.${known.data satisfies Channel}`) : value;
    },
    languageName: (code: string): string => {
      if (code === "" || code === "und") return t("language.unknown");
      if (code === "mixed") return t("language.mixed");
      if (code === "mixed") return t("language.mixed");
      try {
        return names.of(code) ?? code;
      } catch {
        return code;
      }
    },
  };
}
