import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Mention } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import { CopyJudgements } from "./copy-judgements.tsx";
import { CopyLine, type SearchOf } from "./copy-line.tsx";
import css from "./copy-section.module.css";
import { OriginalPicker } from "./original-picker.tsx";
import { useJudgeCopy } from "./use-judge-copy.ts";

/** Lines that are shown before somebody asks for all. */
const shownFirst = 8;

/** Who else printed this text: the first, the order, how much later, what differs; and whoever knows better says so. */
export function CopySection({ mention, searchOf }: { mention: Mention; searchOf: (id: string) => SearchOf }) {
  const { t } = useTranslation("listen");
  const mayJudge = useMay("mentions.tag");
  const judge = useJudgeCopy();
  const [isWhole, setWhole] = useState(false);
  const [isPicking, setPicking] = useState(false);
  const { data, isError, error, refetch } = useQuery(
    listen.queries.copies.listCopies.queryOptions({ input: { id: mention.id } }),
  );
  if (isError) return <ErrorNote error={error} onRetry={() => void refetch()} />;
  if (data === undefined) return null;
  const { count, items, judgements, isWaiting } = data;
  const [first] = items;
  const at = items.findIndex((one) => one.id === mention.id);
  const shown = isWhole ? items : items.filter((_, index) => index < shownFirst || index === at);
  const hidden = (count?.mentions ?? 0) - shown.length;
  if (count === null && judgements.length === 0 && !mayJudge) return null;
  return (
    <div className={css["section"]}>
      <RuledSection
        level={3}
        title={count === null ? t("copies.none") : t("copies.title", { count: count.mentions })}
        deck={
          count === null
            ? t(isWaiting ? "copies.waiting" : "copies.none_text")
            : t("copies.deck", { count: count.outlets, first: count.first.outlet })
        }
      >
        {judge.failure === undefined ? null : (
          <ErrorNote error={judge.failure} unchanged={t("copies.unchanged")} />
        )}
        {first === undefined ? null : (
          <ol className={css["lines"]} aria-label={t("copies.in_order")}>
            {shown.map((copy) => (
              <CopyLine
                key={copy.id}
                copy={copy}
                first={first}
                isOpen={copy.id === mention.id}
                search={searchOf(copy.id)}
                onApart={mayJudge ? () => void judge.judge(copy.id, "apart") : undefined}
              />
            ))}
          </ol>
        )}
        <p className={css["acts"]}>
          {hidden > 0 && items.length > shown.length ? (
            <Button size="small" kind="ghost" onClick={() => setWhole(true)}>
              {t("copies.show_all", { count: items.length })}
            </Button>
          ) : null}
          {mayJudge ? (
            <Button
              size="small"
              kind="ghost"
              aria-expanded={isPicking}
              onClick={() => setPicking(!isPicking)}
            >
              {t("copies.is_copy_of")}
            </Button>
          ) : null}
        </p>
        {isPicking ? (
          <OriginalPicker
            mention={mention}
            known={items.map(({ id }) => id)}
            onPick={(id) => {
              setPicking(false);
              void judge.judge(mention.id, "joined", id);
            }}
          />
        ) : null}
        <CopyJudgements judgements={judgements} onUndo={(id) => void judge.undo(id)} />
      </RuledSection>
    </div>
  );
}
