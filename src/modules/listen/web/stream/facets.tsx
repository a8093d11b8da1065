import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { tone } from "../../contract/analysis.ts";
import { ToneShape } from "../analysis/trait-marks.tsx";
import { usePlaces } from "../analysis/use-places.ts";
import { useMentionWords } from "../use-mention-words.ts";
import { isSameValue, togglePlace, toggleValue, valuesOf } from "./edit-query.ts";
import css from "./facets.module.css";
import { type CountedField, type FacetValue, facetFields, useFacets } from "./use-summary.ts";

const shownAtFirst = 8;

/** What the result is made of: tones, intents, places, channels, outlets, languages, tags. A click writes the choice into the query. */
export function Facets({
  query,
  isReadable,
  onSearch,
}: {
  query: string;
  isReadable: boolean;
  onSearch: (query: string) => void;
}) {
  const facets = useFacets(query, isReadable);
  return (
    <div className={css["facets"]}>
      {facetFields.map((field) => (
        <Facet
          key={field}
          field={field}
          values={field === "place" ? inProvinces(facets.place, valuesOf(query, field)) : facets[field]}
          chosen={valuesOf(query, field)}
          onToggle={(value) =>
            onSearch(field === "place" ? togglePlace(query, value) : toggleValue(query, field, value))
          }
        />
      ))}
    </div>
  );
}

/** Provinces, and the regencies of those that are chosen: all 514 at once would be no choice. */
function inProvinces(places: readonly FacetValue[], chosen: readonly string[]): FacetValue[] {
  const opened = new Set(chosen.map((code) => code.slice(0, 2)));
  return places.filter(
    ({ value }) => value.length === 2 || (value.length === 5 && opened.has(value.slice(0, 2))),
  );
}

function FacetShape({ value }: { value: string }) {
  const known = tone.safeParse(value);
  return known.success ? <ToneShape tone={known.data} /> : null;
}

function Facet({
  field,
  values,
  chosen,
  onToggle,
}: {
  field: CountedField;
  values: readonly FacetValue[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { channelName, languageName, toneName, intentName, hostileName } = useMentionWords();
  const { nameOf: nameOfPlace, isReady } = usePlaces();
  const [isWhole, setWhole] = useState(false);
  const id = useId();
  const isChosen = (value: string) => chosen.some((one) => isSameValue(one, value));
  // What is chosen stays in sight, even where the result has none of it.
  const absent = chosen.filter((one) => !values.some((known) => isSameValue(known.value, one)));
  const all = [...values, ...absent.map((value) => ({ value, count: 0 }))];
  const shown = isWhole ? all : all.filter((one, at) => at < shownAtFirst || isChosen(one.value));
  const most = Math.max(1, ...all.map((one) => one.count));
  const names: Partial<Record<CountedField, (value: string) => string>> = {
    channel: channelName,
    lang: languageName,
    tone: toneName,
    intent: intentName,
    hostile: hostileName,
    place: nameOfPlace,
  };
  const nameOf = (value: string) => names[field]?.(value) ?? value;
  // Codes say nothing to people: places wait for their names.
  if (all.length === 0 || (field === "place" && !isReady)) return null;
  return (
    <section aria-labelledby={id} className={css["facet"]}>
      <h2 id={id}>{t(`stream.facet.${field}`)}</h2>
      <ul>
        {shown.map((one) => (
          <li key={one.value} data-on={isChosen(one.value) || undefined}>
            <label data-tone={field === "tone" ? one.value : undefined}>
              <input type="checkbox" checked={isChosen(one.value)} onChange={() => onToggle(one.value)} />
              <span className={css["name"]}>
                {field === "tone" ? <FacetShape value={one.value} /> : null}
                {nameOf(one.value)}
              </span>
              <span className={css["count"]}>{format.whole(one.count)}</span>
              <i style={{ width: `${(one.count / most) * 100}%` }} />
            </label>
          </li>
        ))}
      </ul>
      {all.length > shown.length || isWhole ? (
        <Button size="small" kind="ghost" onClick={() => setWhole(!isWhole)}>
          {isWhole ? t("stream.facet.fewer") : t("stream.facet.more", { count: all.length - shown.length })}
        </Button>
      ) : null}
    </section>
  );
}
