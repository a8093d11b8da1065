import { useTranslation } from "react-i18next";
import type { CopyJudgement } from "../../contract/copies.ts";
import { JudgementLine } from "../analysis/judgement-line.tsx";
import list from "../analysis/judgement-list.module.css";
import css from "./copy-section.module.css";

/** What people said of a mention as a copy: who, when, and taking back one's own. */
export function CopyJudgements({
  judgements,
  onUndo,
}: {
  judgements: readonly CopyJudgement[];
  onUndo: (id: string) => void;
}) {
  const { t } = useTranslation("listen");
  if (judgements.length === 0) return null;
  return (
    <ul className={`${list["list"]} ${css["said"]}`} aria-label={t("copies.judgements")}>
      {judgements.map((one) => (
        <JudgementLine key={one.id} judgement={one} onUndo={() => onUndo(one.id)}>
          <p>
            <b>
              {t(`copies.verdict.${one.verdict}`, {
                outlet: one.target?.outlet ?? t("copies.gone_target"),
              })}
            </b>
          </p>
          {one.reason === null ? null : <p className={list["reason"]}>“{one.reason}”</p>}
        </JudgementLine>
      ))}
    </ul>
  );
}
