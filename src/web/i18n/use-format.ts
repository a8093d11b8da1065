import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useZone } from "../api/session.ts";
import { type Format, formatFor } from "./format.ts";

/** The formatters for the language on the screen and the zone of the office. */
export function useFormat(): Format {
  const { i18n } = useTranslation("desk");
  const zone = useZone();
  const locale = i18n.language === "en" ? "en" : "id";
  return useMemo(() => formatFor(locale, zone), [locale, zone]);
}
