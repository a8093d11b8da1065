import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import type { TextReading } from "../../contract/analysis.ts";
import css from "./finding-list.module.css";
import { PlaceCandidates } from "./place-candidates.tsx";
import type { NumberedFinding } from "./reading-layers.ts";

const quotedMax = 80;

/** The words a finding is about, shortened in the middle. */
function quoteOf(text: string, { start, end }: NumberedFinding): string {
  const words = text.slice(start, end).replaceAll(/\s+/g, " ");
  return words.length <= quotedMax ? words : `${words.slice(0, 48)} … ${words.slice(-24)}`;
}

/**
 * The reasons behind the marks: number, words, what they are, and how much they weighed, drawn to the left (against)
 * or the right of a line. `onReplace` offers a finding's better wording.
 */
export function FindingList({
  findings,
  text,
  reading,
  label,
  onPick,
  onReplace,
}: {
  findings: readonly NumberedFinding[];
  text: string;
  reading: TextReading;
  label: string;
  onPick: (number: number | undefined) => void;
  onReplace?: ((finding: NumberedFinding) => void) | undefined;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const heaviest = Math.max(0.01, ...findings.map(({ weight }) => Math.abs(weight ?? 0)));
  return (
    <ol className={css["list"]} aria-label={label}>
      {findings.map((finding) => {
        const { number, look, kind, weight, severity, suggestion, entity } = finding;
        return (
          <li
            key={`${finding.start} ${finding.end} ${kind}`}
            onMouseEnter={() => onPick(number ?? undefined)}
            onMouseLeave={() => onPick(undefined)}
          >
            <span className={css["number"]}>{number}</span>
            <span className={css["what"]}>
              {number === null ? t("analysis.whole_text") : `“${quoteOf(text, finding)}”`}{" "}
              <span className={css["kind"]}>
                {t(`analysis.kind.${kind}`)}
                {severity !== null && severity > 1 ? `, ${t(`analysis.severity.${severity}`)}` : ""}
              </span>
              <PlaceCandidates entity={entity === null ? undefined : reading.entities[entity]} />
              {kind.startsWith("slips.") ? (
                <span className={css["why"]}>{t(`analysis.why.${kind}`)}</span>
              ) : null}
              {suggestion === null || onReplace === undefined ? null : (
                <Button size="small" onClick={() => onReplace(finding)}>
                  {suggestion === ""
                    ? t("analysis.leave_out")
                    : t("analysis.replace_by", { words: suggestion })}
                </Button>
              )}
            </span>
            {weight === null ? null : (
              <span className={css["weight"]}>
                <span className={css["bar"]} aria-hidden="true">
                  <i
                    data-look={look}
                    data-side={weight < 0 ? "left" : "right"}
                    style={{ width: `${(Math.abs(weight) / heaviest) * 50}%` }}
                  />
                </span>
                {weight > 0 ? "+" : ""}
                {format.number(Math.round(weight * 10) / 10)}
              </span>
            )}
          </li>
        );
      })}
    </ol>
  );
}
