import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { NewsmakerDetail } from "../../contract/newsmaker.ts";
import { JudgementLine } from "../analysis/judgement-line.tsx";
import list from "../analysis/judgement-list.module.css";
import { DeskLink } from "../desk-link.tsx";
import detail from "../detail-page.module.css";
import { newsmakerPath } from "./newsmaker-path.ts";
import { useJudgeNewsmaker } from "./use-newsmakers.ts";

/** Under which names somebody is counted, which others may be theirs, and what people decided about them. */
export function NewsmakerNames({ newsmaker }: { newsmaker: NewsmakerDetail }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayJudge = useMay("mentions.tag");
  const { judge, undo, failure } = useJudgeNewsmaker(newsmaker.kind);
  const { kind, key, variants, maybeSame, decisions } = newsmaker;
  const count = (named: number) => t("newsmakers.mentions", { count: named, number: format.whole(named) });
  return (
    <>
      <RuledSection title={t("newsmakers.variants")} deck={t("newsmakers.variants_deck")}>
        {failure === undefined ? null : <ErrorNote error={failure} />}
        <ul className={detail["names"]} aria-label={t("newsmakers.variants")}>
          {variants.map((one) => (
            <li key={one.key}>
              <div>
                <b>{one.name}</b>
                <p>
                  {count(one.named)} · {t(`newsmakers.reason.${one.reason}`)}
                </p>
              </div>
              {mayJudge && one.reason !== "itself" ? (
                <Button
                  size="small"
                  aria-label={t("newsmakers.apart_of", { name: one.name })}
                  onClick={() => void judge(one.key, key, "apart")}
                >
                  {t("newsmakers.apart")}
                </Button>
              ) : null}
            </li>
          ))}
        </ul>
        {maybeSame.length === 0 ? null : (
          <>
            <h3 className={detail["sub"]}>{t("newsmakers.maybe_same")}</h3>
            <ul className={detail["names"]} aria-label={t("newsmakers.maybe_same")}>
              {maybeSame.map((one) => (
                <li key={one.key}>
                  <div>
                    <DeskLink to={newsmakerPath({ kind, key: one.key })}>{one.name}</DeskLink>
                    <p>{count(one.named)}</p>
                  </div>
                  {mayJudge ? (
                    <Button
                      size="small"
                      aria-label={t("newsmakers.same_of", { name: one.name })}
                      onClick={() => void judge(one.key, key, "same")}
                    >
                      {t("newsmakers.same")}
                    </Button>
                  ) : null}
                </li>
              ))}
            </ul>
          </>
        )}
      </RuledSection>
      {decisions.length === 0 ? null : (
        <RuledSection title={t("newsmakers.decisions")}>
          <ul className={list["list"]} aria-label={t("newsmakers.decisions")}>
            {decisions.map((one) => (
              <JudgementLine key={one.id} judgement={one} onUndo={() => void undo(one.id)}>
                <p>
                  <b>{t(`newsmakers.decided.${one.verdict}`, { name: one.key, other: one.otherKey })}</b>
                </p>
              </JudgementLine>
            ))}
          </ul>
        </RuledSection>
      )}
    </>
  );
}
