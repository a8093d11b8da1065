import { useTranslation } from "react-i18next";
import type { Judgement } from "../../contract/analysis.ts";
import { DeskLink } from "../desk-link.tsx";
import { JudgementLine } from "./judgement-line.tsx";
import css from "./judgement-list.module.css";
import { useTraitWords } from "./use-trait-words.ts";

type Listed = Judgement & { mentionId?: string; title?: string };

/** What people decided: who, when, what stood there before, what stands there since, why; and taking back one's own. */
export function JudgementList<J extends Listed>({
  judgements,
  label,
  onUndo,
}: {
  judgements: readonly J[];
  label: string;
  onUndo: (id: string, judgement: J) => void;
}) {
  const { t } = useTranslation("listen");
  const { traitName, valueName } = useTraitWords();
  return (
    <ul className={css["list"]} aria-label={label}>
      {judgements.map((one) => (
        <JudgementLine key={one.id} judgement={one} onUndo={() => onUndo(one.id, one)}>
          {one.mentionId === undefined ? null : (
            <p className={css["title"]}>
              <DeskLink to="/aliran" search={{ sel: one.mentionId, q: `id:${one.mentionId}` }}>
                {one.title}
              </DeskLink>
            </p>
          )}
          <p>
            {traitName(one.trait)}:{" "}
            {one.beforeValue === null || one.isBlind ? null : (
              <>
                <span className={css["before"]}>{valueName(one.trait, one.beforeValue)}</span> →{" "}
              </>
            )}
            <b>{valueName(one.trait, one.value)}</b>
            {one.isBlind ? ` ${t("analysis.read_blind")}` : ""}
          </p>
          {one.reason === null ? null : <p className={css["reason"]}>“{one.reason}”</p>}
        </JudgementLine>
      ))}
    </ul>
  );
}
