import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { Spike } from "../../contract/spike.ts";

/** Beyond it the number of weeks tells nothing that "in years" does not. */
const manyWeeks = 104;

/** Whole sentences about spikes, as the list, the page and Beranda say them. */
export function useSpikeWords() {
  const { t } = useTranslation("listen");
  const format = useFormat();
  return useMemo(() => {
    const comma = format.locale === "id" ? "," : ".";
    /** One decimal below ten; what is hardly ever there is less than a tenth. */
    const amount = (value: number): string => {
      if (value < 0.05) return `<0${comma}1`;
      return value < 10 ? String(Math.round(value * 10) / 10).replace(".", comma) : format.whole(value);
    };
    return {
      amount,
      /** What it is of. */
      name: (spike: Pick<Spike, "kind" | "name">): string =>
        spike.kind === "stream" ? t("spikes.stream") : spike.name,
      /** "15 menit" */
      window: (minutes: number): string =>
        minutes < 60 ? t("spikes.minutes", { count: minutes }) : t("spikes.hours", { count: minutes / 60 }),
      /** "19 sebutan dalam 15 menit, biasanya 0,8" */
      found(spike: Spike, of: Spike["peak"]): string {
        return t("spikes.found", {
          number: format.whole(of.count),
          window: this.window(spike.minutes),
          expected: amount(of.expected),
        });
      },
      /** "Kebetulan saja menghasilkan sebanyak ini kira-kira sekali dalam 8 pekan." */
      chance: ({ weeks }: Spike["peak"]): string =>
        weeks > manyWeeks ? t("spikes.chance_years") : t("spikes.chance", { count: Math.round(weeks) }),
      past: ({ pastHours }: Spike): string | null =>
        pastHours < 28 * 24 ? t("spikes.past", { count: Math.max(1, Math.floor(pastHours / 24)) }) : null,
    };
  }, [t, format]);
}
