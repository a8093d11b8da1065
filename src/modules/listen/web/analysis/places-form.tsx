import { MultiSelect } from "@mantine/core";
import { useMemo, useState } from "react";
import { useTranslation } from "react-i18next";
import { foldValue } from "#text/fold.ts";
import { Button } from "#web/kit/button.tsx";
import css from "./places-form.module.css";
import { usePlaces } from "./use-places.ts";

const shownMax = 60;
const chosenMax = 20;

/** Chooses the places a mention is about, among all provinces, cities and regencies, by typing a part of a name. */
export function PlacesForm({
  places,
  onSave,
}: {
  places: readonly string[];
  onSave: (codes: string[]) => void;
}) {
  const { t } = useTranslation("listen");
  const { items, byCode, nameOf } = usePlaces();
  const [chosen, setChosen] = useState<string[]>([...places]);
  const data = useMemo(() => {
    const known = items.map((one) => {
      const province = one.level === "province" ? undefined : byCode.get(one.provinceCode)?.name;
      return { value: one.code, label: province === undefined ? one.name : `${one.name}, ${province}` };
    });
    const others = chosen.filter((code) => !byCode.has(code));
    return [...known, ...others.map((code) => ({ value: code, label: nameOf(code) }))];
  }, [items, byCode, nameOf, chosen]);
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        onSave(chosen);
      }}
    >
      <MultiSelect
        label={t("analysis.places_label")}
        description={t("analysis.places_help")}
        data={data}
        value={chosen}
        onChange={setChosen}
        searchable
        hidePickedOptions
        limit={shownMax}
        maxValues={chosenMax}
        filter={({ options, search, limit }) => {
          const wanted = foldValue(search);
          return options
            .filter((one) => "label" in one && foldValue(one.label).includes(wanted))
            .slice(0, limit);
        }}
        nothingFoundMessage={t("place.no_such")}
        comboboxProps={{ withinPortal: false }}
        data-autofocus
      />
      <Button type="submit" kind="primary">
        {t("analysis.save_places")}
      </Button>
    </form>
  );
}
