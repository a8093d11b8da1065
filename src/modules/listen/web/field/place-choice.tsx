import { Select, TextInput } from "@mantine/core";
import { IconMapPin, IconMapPinOff } from "@tabler/icons-react";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { foldValue } from "#text/fold.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import type { Place } from "../../contract/analysis.ts";
import css from "./field.module.css";
import type { FieldDraft } from "./field-types.ts";

const shownPlaces = 40;
const locating: PositionOptions = { enableHighAccuracy: true, timeout: 20_000, maximumAge: 60_000 };

/** Where it was: the spot in words, the city or regency, and the point only for who asks for it. */
export function PlaceChoice({
  places,
  draft,
  onChange,
}: {
  places: readonly Place[];
  draft: FieldDraft;
  onChange: (change: Partial<FieldDraft>) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [state, setState] = useState<"idle" | "asking" | "refused" | "unknown">("idle");
  const options = useMemo(() => {
    const nameOf = new Map(places.map(({ code, name }) => [code, name]));
    return places.map(({ code, name, level, provinceCode }) => ({
      value: code,
      label: level === "province" ? name : `${name}, ${nameOf.get(provinceCode) ?? ""}`,
    }));
  }, [places]);
  const { point } = draft;
  const locate = () => {
    setState("asking");
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        setState("idle");
        const { latitude, longitude, accuracy } = coords;
        onChange({ point: { latitude, longitude, accuracyM: Math.min(100_000, accuracy) } });
      },
      (error) => setState(error.code === error.PERMISSION_DENIED ? "refused" : "unknown"),
      locating,
    );
  };
  return (
    <fieldset className={css["place"]}>
      <legend>{t("field.place")}</legend>
      <TextInput
        label={t("field.spot")}
        placeholder={t("field.spot_example")}
        value={draft.spot}
        onChange={(event) => onChange({ spot: event.currentTarget.value })}
        maxLength={120}
        size="lg"
      />
      <Select
        label={t("field.region")}
        data={options}
        value={draft.placeCode}
        onChange={(placeCode) => onChange({ placeCode })}
        filter={({ options: all, search, limit }) => {
          const wanted = foldValue(search);
          return all.filter((one) => "label" in one && foldValue(one.label).includes(wanted)).slice(0, limit);
        }}
        limit={shownPlaces}
        nothingFoundMessage={t("place.no_such")}
        searchable
        clearable
        size="lg"
      />
      {point === null ? (
        <Button isBusy={state === "asking"} onClick={locate}>
          <IconMapPin size={22} stroke={1.75} />
          {t("field.point_add")}
        </Button>
      ) : (
        <Button onClick={() => onChange({ point: null })}>
          <IconMapPinOff size={22} stroke={1.75} />
          {t("field.point_remove")}
        </Button>
      )}
      <p role="status">
        {state === "refused"
          ? t("field.point_refused")
          : state === "unknown"
            ? t("field.point_unknown")
            : point === null
              ? t("field.point_help")
              : t("field.point_added", { metres: format.whole(Math.round(point.accuracyM)) })}
      </p>
    </fieldset>
  );
}
