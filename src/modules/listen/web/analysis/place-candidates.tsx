import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import type { TextReading } from "../../contract/analysis.ts";
import css from "./place-candidates.module.css";

const leastShown = 0.05;

/** Who or what a name stands for: the office of a person, and the places a place name may mean with their chances. */
export function PlaceCandidates({ entity }: { entity: TextReading["entities"][number] | undefined }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  if (entity === undefined) return null;
  const shown = entity.places.filter(({ probability }, at) => at === 0 || probability >= leastShown);
  const isSure = shown.length === 1;
  const words = shown.map(({ name, level, province, probability }) => {
    const place = level === "people" ? t("analysis.place.people", { name }) : name;
    const whole =
      province === null || province === name ? place : t("analysis.place.in", { place, province });
    return isSure ? whole : `${whole} (${format.percent(probability)})`;
  });
  const lines = [
    // What a rule makes of a name; of a place the official name follows.
    ...(entity.rule === undefined || words.length > 0 ? [] : [entity.name]),
    ...(entity.role === null ? [] : [t("analysis.role", { role: entity.role })]),
    ...(words.length === 0
      ? []
      : [isSure ? words.join("") : t("analysis.place.ambiguous", { places: format.list(words) })]),
  ];
  if (lines.length === 0 && entity.rule === undefined) return null;
  return (
    <span className={css["candidates"]}>
      {lines.join(" · ")}
      {entity.rule === undefined ? null : (
        <>
          {lines.length === 0 ? "" : " · "}
          <Link to="/mesin/nama" hash={entity.rule.id}>
            {t("analysis.by_rule")}
          </Link>
        </>
      )}
    </span>
  );
}
