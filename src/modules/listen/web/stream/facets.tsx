import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { useMentionWords } from "../use-mention-words.ts";
import { type FacetField, isSameValue, toggleValue, valuesOf } from "./edit-query.ts";
import css from "./facets.module.css";
import { type FacetValue, facetFields, useFacets } from "./use-summary.ts";

const shownAtFirst = 8;

/** What the result is made of: tones, intents, channels, outlets, languages, tags. A click writes the choice into the query. */
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
          values={facets[field]}
          chosen={valuesOf(query, field)}
          onToggle={(value) => onSearch(toggleValue(query, field, value))}
        />
      ))}
    </div>
  );
}

function Facet({
  field,
  values,
  chosen,
  onToggle,
}: {
  field: FacetField;
  values: readonly FacetValue[];
  chosen: readonly string[];
  onToggle: (value: string) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { channelName, languageName, toneName, intentName, hostileName } = useMentionWords();
  const [isWhole, setWhole] = useState(false);
  const id = useId();
  const isChosen = (value: string) => chosen.some((one) => isSameValue(one, value));
  // What is chosen stays in sight, even where the result has none of it.
  const absent = chosen.filter((one) => !values.some((known) => isSameValue(known.value, one)));
  const all = [...values, ...absent.map((value) => ({ value, count: 0 }))];
  const shown = isWhole ? all : all.filter((one, at) => at < shownAtFirst || isChosen(one.value));
  const most = Math.max(1, ...all.map((one) => one.count));
  const names: Partial<Record<FacetField, (value: string) => string>> = {
    channel: channelName,
    lang: languageName,
    tone: toneName,
    intent: intentName,
    hostile: hostileName,
  };
  const nameOf = (value: string) => names[field]?.(value) ?? value;
  if (all.length === 0) return null;
  return (
    <section aria-labelledby={id} className={css["facet"]}>
      <h2 id={id}>{t(`stream.facet.${field}`)}</h2>
      <ul>
        {shown.map((one) => (
          <li key={one.value} data-on={isChosen(one.value) || undefined}>
            <label data-tone={field === "tone" ? one.value : undefined}>
              <input type="checkbox" checked={isChosen(one.value)} onChange={() => onToggle(one.value)} />
              <span className={css["name"]}>{nameOf(one.value)}</span>
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
