import { Textarea } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { EntityRule, RuledName } from "../../contract/entity-rules.ts";
import { MarkedText } from "../analysis/marked-text.tsx";
import type { NumberedFinding } from "../analysis/reading-layers.ts";
import { exampleTexts } from "./rule-examples.ts";
import css from "./rule-trial.module.css";
import { useOrList } from "./use-or-list.ts";
import type { RuleTrial as Trial } from "./use-rule-trial.ts";

const longestText = 20_000;

/** The marks of a name and of the word that decided it; both bear the name's number. */
function marksOf({ start, end, rule, reasons }: RuledName, at: number): NumberedFinding[] {
  const mark = { kind: "rule", weight: null, severity: null, suggestion: null, entity: null, number: at + 1 };
  const words = reasons.filter(({ kind }) => kind === "required");
  return [
    { ...mark, start, end, look: rule === null ? "faint" : "plain" },
    ...words.map((word) => ({ ...mark, start: word.start, end: word.end, look: "for" as const })),
  ];
}

/** A text to try: the names that rules know in it, what each means here, and because of which word. */
export function RuleTrial({
  text,
  onText,
  rules,
  trial: { query, isEmpty },
}: {
  text: string;
  onText: (text: string) => void;
  rules: readonly EntityRule[];
  trial: Trial;
}) {
  const { t } = useTranslation("listen");
  const orList = useOrList();
  const byId = new Map(rules.map((rule) => [rule.id, rule]));
  const sayOf = (tried: string, { start, end, rule, reasons, failed }: RuledName): string => {
    const alias = tried.slice(start, end);
    const name = (id: string) => byId.get(id)?.name ?? "";
    if (rule === null) return t("names.trial.open", { alias, names: orList(failed.map(name)) });
    const word = reasons.find(({ kind }) => kind === "required");
    const said = { alias, name: name(rule), kind: t(`names.kind.${byId.get(rule)?.kind ?? "other"}`) };
    return word === undefined
      ? t("names.trial.always", said)
      : t("names.trial.because", { ...said, word: tried.slice(word.start, word.end) });
  };
  return (
    <RuledSection title={t("names.trial.title")} deck={t("names.trial.deck")}>
      <div className={css["panes"]}>
        <div className={css["write"]}>
          <Textarea
            label={t("names.trial.text")}
            value={text}
            onChange={(event) => onText(event.currentTarget.value)}
            maxLength={longestText}
            autosize
            minRows={3}
            maxRows={10}
            spellCheck={false}
          />
          <p className={css["samples"]}>
            <span>{t("names.samples")}</span>
            {exampleTexts.map((one) => (
              <Button key={one.key} size="small" onClick={() => onText(one.text)}>
                {t(`names.trial.sample.${one.key}`)}
              </Button>
            ))}
          </p>
        </div>
        <section className={css["read"]} aria-label={t("names.trial.result")} aria-live="polite">
          {isEmpty ? (
            <p className={css["none"]}>{t("names.trial.empty")}</p>
          ) : (
            <QueryView query={query} rows={2}>
              {({ text: tried, names }) => (
                <>
                  <MarkedText text={tried} findings={names.flatMap(marksOf)} language="id" />
                  {names.length === 0 ? (
                    <p className={css["none"]}>{t("names.trial.none")}</p>
                  ) : (
                    <ol className={css["names"]}>
                      {names.map((name) => (
                        <li key={name.start}>{sayOf(tried, name)}</li>
                      ))}
                    </ol>
                  )}
                </>
              )}
            </QueryView>
          )}
        </section>
      </div>
    </RuledSection>
  );
}
