import { useId } from "react";
import { useTranslation } from "react-i18next";
import { type MonitorColour, monitorColour } from "../../contract/monitor.ts";
import css from "./monitor-form.module.css";
import { MonitorMark } from "./monitor-mark.tsx";

/** One of the six colours of the charts. They have numbers, since each theme has its own hues. */
export function ColourChoice({
  value,
  onChange,
}: {
  value: MonitorColour;
  onChange: (colour: MonitorColour) => void;
}) {
  const { t } = useTranslation("listen");
  const name = useId();
  return (
    <fieldset className={css["colours"]}>
      <legend>{t("monitors.form.colour")}</legend>
      <div>
        {monitorColour.options.map((colour) => (
          <label key={colour}>
            <input
              type="radio"
              className="sr"
              name={name}
              value={colour}
              checked={colour === value}
              onChange={() => onChange(colour)}
            />
            <MonitorMark colour={colour} />
            {t("monitors.colour_number", { number: colour })}
          </label>
        ))}
      </div>
    </fieldset>
  );
}
