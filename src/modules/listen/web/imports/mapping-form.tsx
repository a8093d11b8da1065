import { NativeSelect, TextInput } from "@mantine/core";
import { useTranslation } from "react-i18next";
import { zones } from "#shared/ids.ts";
import { useZone } from "#web/api/session.ts";
import type { ImportField, ImportMapping } from "../../contract/imports.ts";
import { channel } from "../../contract/mentions.ts";
import { useMentionWords } from "../use-mention-words.ts";
import { fieldGroups, withColumn, withDefault } from "./import-mapping.ts";
import css from "./mapping-form.module.css";

type Preview = { columns: string[]; rows: string[][]; suggested: ImportMapping };

/** Which column of the file is what: field by field, with the first value as an example. */
export function MappingForm({
  preview,
  mapping,
  onChange,
}: {
  preview: Preview;
  mapping: ImportMapping;
  onChange: (mapping: ImportMapping) => void;
}) {
  const { t } = useTranslation("listen");
  return (
    <div className={css["groups"]}>
      {fieldGroups.map(([group, fields]) => (
        <fieldset key={group} className={css["group"]}>
          <legend>{t(`imports.group.${group}`)}</legend>
          {fields.map((field) => (
            <FieldLine key={field} field={field} preview={preview} mapping={mapping} onChange={onChange} />
          ))}
          {group === "place" ? <PlaceDefaults mapping={mapping} onChange={onChange} /> : null}
          {group === "time" ? <TimeDefaults mapping={mapping} onChange={onChange} /> : null}
        </fieldset>
      ))}
    </div>
  );
}

type Part = { mapping: ImportMapping; onChange: (mapping: ImportMapping) => void };

function FieldLine({ field, preview, mapping, onChange }: Part & { field: ImportField; preview: Preview }) {
  const { t } = useTranslation("listen");
  const column = mapping.columns[field] ?? "";
  const at = preview.columns.indexOf(column);
  const example = preview.rows.map((row) => row[at] ?? "").find((value) => value.trim() !== "");
  const isSuggested = column !== "" && preview.suggested.columns[field] === column;
  return (
    <div className={css["line"]}>
      <NativeSelect
        label={t(`imports.field.${field}`)}
        value={column}
        data={[{ value: "", label: t("imports.no_column") }, ...preview.columns]}
        onChange={(event) => onChange(withColumn(mapping, field, event.currentTarget.value))}
      />
      <p className={css["example"]}>
        {isSuggested ? <span className={css["suggested"]}>{t("imports.suggested")}</span> : null}
        {example === undefined ? null : <q>{example.slice(0, 90)}</q>}
      </p>
    </div>
  );
}

function PlaceDefaults({ mapping, onChange }: Part) {
  const { t } = useTranslation("listen");
  const { channelName } = useMentionWords();
  return (
    <div className={css["defaults"]}>
      <TextInput
        label={t("imports.default.outlet")}
        value={mapping.defaults.outlet ?? ""}
        onChange={(event) => onChange(withDefault(mapping, "outlet", event.currentTarget.value))}
        maxLength={200}
      />
      <NativeSelect
        label={t("imports.default.channel")}
        value={mapping.defaults.channel ?? ""}
        data={[
          { value: "", label: t("imports.default.none") },
          ...channel.options.map((value) => ({ value, label: channelName(value) })),
        ]}
        onChange={(event) => onChange(withDefault(mapping, "channel", event.currentTarget.value))}
      />
    </div>
  );
}

function TimeDefaults({ mapping, onChange }: Part) {
  const { t } = useTranslation("listen");
  const own = useZone();
  return (
    <div className={css["defaults"]}>
      <NativeSelect
        label={t("imports.default.zone")}
        value={mapping.defaults.zone ?? own}
        data={[
          ...Object.entries(zones).map(([value, label]) => ({ value, label: `${label} (${value})` })),
          "UTC",
        ]}
        onChange={(event) => onChange(withDefault(mapping, "zone", event.currentTarget.value))}
      />
      <NativeSelect
        label={t("imports.default.date_order")}
        value={mapping.defaults.dateOrder ?? "dmy"}
        data={(["dmy", "mdy"] as const).map((value) => ({ value, label: t(`imports.date_order.${value}`) }))}
        onChange={(event) => onChange(withDefault(mapping, "dateOrder", event.currentTarget.value))}
      />
    </div>
  );
}
