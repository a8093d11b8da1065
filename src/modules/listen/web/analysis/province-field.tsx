import { type KeyboardEvent, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import css from "./place-map.module.css";
import { nextTile, provinceTiles, shadeOf, shadeRanges, tileColumns, tileRows } from "./province-tiles.ts";

/**
 * The provinces as tiles, the darker the more mentions, with what the shades mean below. One stop of the Tab key: arrows
 * walk the map, Enter or Space chooses.
 */
export function ProvinceField({
  countOf,
  chosen,
  said,
  onToggle,
}: {
  countOf: ReadonlyMap<string, number>;
  chosen: readonly string[];
  /** A place and its number in words. */
  said: (code: string) => string;
  onToggle: (code: string) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const field = useRef<HTMLFieldSetElement>(null);
  const [walked, setWalked] = useState<string>();
  const opened = new Set(chosen.map((code) => code.slice(0, 2)));
  const stop = walked ?? [...opened][0] ?? provinceTiles[0]?.code;
  const most = Math.max(0, ...provinceTiles.map(({ code }) => countOf.get(code) ?? 0));
  const walk = (code: string) => (event: KeyboardEvent) => {
    const next = event.ctrlKey || event.metaKey || event.altKey ? undefined : nextTile(code, event.key);
    if (next === undefined) return;
    event.preventDefault();
    setWalked(next);
    field.current?.querySelector<HTMLButtonElement>(`[data-code="${next}"]`)?.focus();
  };
  return (
    <>
      <fieldset
        ref={field}
        className={css["tiles"]}
        style={{
          gridTemplateColumns: `repeat(${tileColumns}, minmax(0, 1fr))`,
          gridTemplateRows: `repeat(${tileRows}, auto)`,
        }}
      >
        <legend className="sr">{t("map.provinces_walk")}</legend>
        {provinceTiles.map(({ code, column, row, short, letters }) => (
          <button
            key={code}
            type="button"
            className={css["tile"]}
            data-code={code}
            data-shade={shadeOf(countOf.get(code) ?? 0, most)}
            aria-pressed={chosen.includes(code) || (opened.has(code) ? "mixed" : false)}
            tabIndex={code === stop ? 0 : -1}
            title={said(code)}
            style={{ gridColumn: column, gridRow: row }}
            onFocus={() => setWalked(code)}
            onKeyDown={walk(code)}
            onClick={() => onToggle(code)}
          >
            <span className="sr">{said(code)}</span>
            <span className={css["short"]} aria-hidden="true">
              {short}
            </span>
            <span className={css["letters"]} aria-hidden="true">
              {letters}
            </span>
          </button>
        ))}
      </fieldset>
      <ul className={css["legend"]} aria-label={t("map.legend")}>
        {shadeRanges(most).map(({ shade, from, to }) => (
          <li key={shade}>
            <i data-shade={shade} />
            {format.range(from, to)}
          </li>
        ))}
      </ul>
    </>
  );
}
