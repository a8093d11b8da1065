import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { CopyJudgement } from "../../contract/copies.ts";
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
  const mayJudge = useMay("mentions.tag");
  const mayUndoAll = useMay("settings.manage");
  if (judgements.length === 0) return null;
  return (
    <ul className={`${list["list"]} ${css["said"]}`} aria-label={t("copies.judgements")}>
      {judgements.map((one) => (
        <li key={one.id} data-undone={one.isUndone || undefined}>
          <div>
            <p>
              <b>
                {t(`copies.verdict.${one.verdict}`, {
                  outlet: one.target?.outlet ?? t("copies.gone_target"),
                })}
              </b>
            </p>
            {one.reason === null ? null : <p className={list["reason"]}>“{one.reason}”</p>}
            <p className={list["by"]}>
              {one.isMine ? t("judgement.you") : one.judgeName},{" "}
              <TimeText at={one.judgedAt} look="dateTime" />
              {one.isUndone ? ` · ${t("judgement.undone")}` : ""}
            </p>
          </div>
          {mayJudge && (one.isMine || mayUndoAll) && !one.isUndone ? (
            <Button size="small" onClick={() => onUndo(one.id)}>
              {t("judgement.undo")}
            </Button>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
