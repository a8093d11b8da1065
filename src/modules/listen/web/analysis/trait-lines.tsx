import { Popover } from "@mantine/core";
import { IconBulb, IconMapPin, IconPencil } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { LANGUAGES } from "#text/language/languages.ts";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, IconButton } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { useShortcuts } from "#web/shell/shortcuts.ts";
import { type Intent, intent, type JudgedTrait, type Tone } from "../../contract/analysis.ts";
import type { Mention } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import { isSameValue, togglePlace, toggleValue, valuesOf } from "../stream/edit-query.ts";
import { useStream } from "../stream/use-stream.ts";
import { ChoiceMenu } from "./choice-menu.tsx";
import { standingOf } from "./judged-analysis.ts";
import { PlacesForm } from "./places-form.tsx";
import { ToneChoice } from "./tone-choice.tsx";
import css from "./trait-lines.module.css";
import type { Judge } from "./use-judge.ts";
import { usePlaces } from "./use-places.ts";
import { useTraitWords } from "./use-trait-words.ts";

const choosable: readonly Intent[] = intent.options.filter((one) => one !== "unsure");
const languages = [...LANGUAGES.filter((one) => one !== "other"), "mixed"];
const toneKeys: readonly (readonly [string, Tone])[] = [
  ["1", "negative"],
  ["2", "neutral"],
  ["3", "positive"],
];

/** What the engine, or a person in its place, says of a mention: each value is corrected where it stands. */
export function TraitLines({
  mention,
  judge,
  reason,
  isWhy,
  onWhy,
}: {
  mention: Mention;
  judge: Judge;
  /** Why the reader decides so; goes along with the next decision. */
  reason: string;
  isWhy: boolean;
  onWhy: (isWhy: boolean) => void;
}) {
  const { t } = useTranslation("listen");
  const mayJudge = useMay("mentions.tag");
  const { intentName, languageName, hostilityName, valueName } = useTraitWords();
  const { nameOf } = usePlaces();
  const { analysis, language } = mention;
  const [isPlacing, setPlacing] = useState(false);
  const decidedBy = useDecidedBy(mention);
  const decide = (trait: JudgedTrait, value: string) => void judge.judge(mention, trait, value, reason);
  useShortcuts([
    { keys: "m", label: t("analysis.key.why"), run: () => onWhy(!isWhy) },
    ...(mayJudge && analysis !== null
      ? toneKeys.map(([keys, tone]) => ({
          keys,
          label: t("analysis.key.tone", { tone: valueName("tone", tone) }),
          run: () => decide("tone", tone),
        }))
      : []),
  ]);
  const why = (
    <Button size="small" aria-expanded={isWhy} onClick={() => onWhy(!isWhy)}>
      <IconBulb size={15} stroke={1.75} />
      {t(isWhy ? "analysis.why_close" : "analysis.why_open")}
    </Button>
  );
  if (analysis === null)
    return (
      <div className={css["lines"]}>
        <p className={css["line"]}>
          {t("analysis.not_read")} {why}
        </p>
      </div>
    );
  const { intent: found, secondIntent, hostility, places, judged } = analysis;
  const intentWords =
    secondIntent === null
      ? intentName(found)
      : t("analysis.two_intents", { first: intentName(found), second: intentName(secondIntent) });
  const isJudged = (trait: JudgedTrait) => (judged.includes(trait) ? decidedBy(trait) : undefined);
  return (
    <section className={css["lines"]} aria-label={t("analysis.title")}>
      <div className={css["line"]}>
        <ToneChoice
          analysis={analysis}
          note={isJudged("tone")}
          mayJudge={mayJudge}
          onChoose={(tone) => decide("tone", tone)}
        />
        {why}
      </div>
      <div className={css["line"]}>
        <Value name={t("analysis.trait.intent")} note={isJudged("intent")}>
          {mayJudge ? (
            <ChoiceMenu
              label={t("analysis.change", { trait: t("analysis.trait.intent"), value: intentWords })}
              value={found}
              shown={intentWords}
              options={choosable.map((value) => ({ value, label: intentName(value) }))}
              onChoose={(value) => decide("intent", value)}
            />
          ) : (
            intentWords
          )}
        </Value>
        <Value name={t("analysis.trait.language")} note={isJudged("language")}>
          {mayJudge ? (
            <ChoiceMenu
              label={t("analysis.change", {
                trait: t("analysis.trait.language"),
                value: languageName(language),
              })}
              value={language}
              shown={languageName(language)}
              options={languages.map((value) => ({ value, label: languageName(value) }))}
              onChoose={(value) => decide("language", value)}
            />
          ) : (
            languageName(language)
          )}
        </Value>
        <Value name={t("analysis.trait.hostility")} note={isJudged("hostility")}>
          {mayJudge ? (
            <ChoiceMenu
              label={t("analysis.change", {
                trait: t("analysis.trait.hostility"),
                value: hostilityName(String(hostility)),
              })}
              value={String(hostility)}
              shown={hostilityName(String(hostility))}
              options={["0", "1", "2", "3"].map((value) => ({ value, label: hostilityName(value) }))}
              onChoose={(value) => decide("hostility", value)}
            />
          ) : (
            hostilityName(String(hostility))
          )}
        </Value>
        {analysis.isCheckable ? (
          <span className={css["note"]} title={t("analysis.checkable_help")}>
            {t("mention.checkable")}
          </span>
        ) : null}
      </div>
      <div className={css["line"]}>
        <Value name={t("analysis.trait.places")} note={isJudged("places")}>
          <IconMapPin size={14} stroke={1.75} aria-hidden="true" />
          {places.length === 0 ? t("analysis.no_place") : null}
          <Filters field="place" values={places} nameOf={nameOf} />
          {mayJudge ? (
            <Popover opened={isPlacing} onChange={setPlacing} position="bottom-start" trapFocus>
              <Popover.Target>
                <IconButton
                  size="small"
                  label={t("analysis.change_places")}
                  onClick={() => setPlacing(!isPlacing)}
                >
                  <IconPencil size={15} stroke={1.75} />
                </IconButton>
              </Popover.Target>
              <Popover.Dropdown>
                <PlacesForm
                  places={places}
                  onSave={(codes) => {
                    setPlacing(false);
                    decide("places", codes.join(","));
                  }}
                />
              </Popover.Dropdown>
            </Popover>
          ) : null}
        </Value>
        {analysis.persons.length === 0 ? null : (
          <Value name={t("analysis.persons")}>
            <Filters field="person" values={analysis.persons} />
          </Value>
        )}
        {analysis.organisations.length === 0 ? null : (
          <Value name={t("analysis.organisations")}>
            <Filters field="org" values={analysis.organisations} />
          </Value>
        )}
      </div>
      {judge.failure === undefined ? null : (
        <ErrorNote error={judge.failure} unchanged={t("analysis.unchanged")} onRetry={judge.dismiss} />
      )}
    </section>
  );
}

/** Who decided about a trait of a mention, and when; asked for only where somebody did. */
function useDecidedBy({ id, analysis }: Mention): (trait: JudgedTrait) => string {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const query = useQuery(
    listen.queries.analysis.explainMention.queryOptions({
      input: { id },
      staleTime: 60_000,
      enabled: (analysis?.judged.length ?? 0) > 0,
    }),
  );
  return (trait) => {
    const one = standingOf(query.data?.judgements ?? [], trait);
    return one === undefined
      ? t("analysis.by_person")
      : t("analysis.by_whom", {
          name: one.isMine ? t("judgement.you") : one.judgeName,
          at: format.dateTime(one.judgedAt),
        });
  };
}

function Value({ name, note, children }: { name: string; note?: string | undefined; children: ReactNode }) {
  return (
    <span className={css["value"]}>
      <span className={css["name"]}>{name}</span>
      {children}
      {note === undefined ? null : <span className={css["note"]}>{note}</span>}
    </span>
  );
}

const same = (value: string): string => value;

/** Names that narrow the stream when pressed, and widen it again. */
function Filters({
  field,
  values,
  nameOf = same,
}: {
  field: "place" | "person" | "org";
  values: readonly string[];
  nameOf?: (value: string) => string;
}) {
  const { t } = useTranslation("listen");
  const { query, search } = useStream();
  const chosen = valuesOf(query, field);
  return values.map((value) => {
    const isOn = chosen.some((one) => isSameValue(one, value));
    return (
      <button
        key={value}
        type="button"
        className={css["filter"]}
        aria-pressed={isOn}
        title={t(isOn ? "analysis.filter_off" : "analysis.filter_on", { name: nameOf(value) })}
        onClick={() =>
          search(field === "place" ? togglePlace(query, value) : toggleValue(query, field, value))
        }
      >
        {nameOf(value)}
      </button>
    );
  });
}
