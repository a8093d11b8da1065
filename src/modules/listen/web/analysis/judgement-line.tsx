import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import css from "./judgement-list.module.css";

type Judged = { isMine: boolean; judgeName: string; judgedAt: string; isUndone: boolean };

/** One thing that somebody decided, said in `children`: who, when, and taking it back for those who may. */
export function JudgementLine({
  judgement: { isMine, judgeName, judgedAt, isUndone },
  onUndo,
  children,
}: {
  judgement: Judged;
  onUndo: () => void;
  children: ReactNode;
}) {
  const { t } = useTranslation("listen");
  const mayJudge = useMay("mentions.tag");
  const mayUndoAll = useMay("settings.manage");
  return (
    <li data-undone={isUndone || undefined}>
      <div>
        {children}
        <p className={css["by"]}>
          {isMine ? t("judgement.you") : judgeName}, <TimeText at={judgedAt} look="dateTime" />
          {isUndone ? ` · ${t("judgement.undone")}` : ""}
        </p>
      </div>
      {mayJudge && (isMine || mayUndoAll) && !isUndone ? (
        <Button size="small" onClick={onUndo}>
          {t("judgement.undo")}
        </Button>
      ) : null}
    </li>
  );
}
