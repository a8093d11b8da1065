import { NativeSelect, Select, TagsInput, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { foldValue } from "#text/fold.ts";
import { isProblem } from "#web/api/problem-error.ts";
import { Button } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { type EntityRuleDraft, ruleKind } from "../../contract/entity-rules.ts";
import { usePlaces } from "../analysis/use-places.ts";
import css from "./rule-form.module.css";

const shownPlaces = 60;
const longestWord = 80;
/** Distances on offer, in words. */
const distances = [3, 5, 10, 20];

/** A rule as a sentence to be filled in: the names, what they mean, and the words that decide. */
export function RuleForm({
  rule,
  onSave,
  onClose,
}: {
  rule: EntityRuleDraft;
  onSave: (draft: EntityRuleDraft) => Promise<unknown>;
  onClose: () => void;
}) {
  const { t } = useTranslation("listen");
  const { items, byCode, nameOf } = usePlaces();
  const [draft, setDraft] = useState(rule);
  const set = (change: Partial<EntityRuleDraft>) => setDraft((before) => ({ ...before, ...change }));
  const save = useMutation({ mutationFn: () => onSave(draft), onSuccess: onClose });
  const problem = isProblem(save.error) ? save.error : undefined;
  /** The fault of a field, or of one of the words in it. */
  const faultOf = (field: string) =>
    problem?.fields.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.detail;
  const { kind, placeCode, within } = draft;
  const places = items.map((one) => {
    const province = one.level === "province" ? undefined : byCode.get(one.provinceCode)?.name;
    return { value: one.code, label: province === undefined ? one.name : `${one.name}, ${province}` };
  });
  const others =
    placeCode === null || byCode.has(placeCode) ? [] : [{ value: placeCode, label: nameOf(placeCode) }];
  const offered = within === null || distances.includes(within) ? distances : [...distances, within];
  const words = (field: "aliases" | "near" | "unless") => ({
    label: t(`names.form.${field}`),
    description: t(`names.form.${field}_help`),
    value: draft[field],
    onChange: (said: string[]) =>
      set({ [field]: said.map((word) => word.trim().slice(0, longestWord)).filter((word) => word !== "") }),
    error: faultOf(field),
    maxTags: field === "aliases" ? 20 : 40,
    splitChars: [",", ";"],
  });
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      <TagsInput {...words("aliases")} data-autofocus />
      <div className={css["meaning"]}>
        <NativeSelect
          label={t("names.form.kind")}
          value={kind}
          data={ruleKind.options.map((value) => ({ value, label: t(`names.kind.${value}`) }))}
          onChange={(event) => {
            const next = ruleKind.parse(event.currentTarget.value);
            set({ kind: next, placeCode: null, ...(kind === "place" ? { name: "" } : {}) });
          }}
        />
        {kind === "place" ? (
          <Select
            label={t("names.form.place")}
            data={[...places, ...others]}
            value={placeCode}
            onChange={(code) => set({ placeCode: code, name: code === null ? "" : nameOf(code) })}
            searchable
            limit={shownPlaces}
            filter={({ options, search, limit }) => {
              const wanted = foldValue(search);
              return options
                .filter((one) => "label" in one && foldValue(one.label).includes(wanted))
                .slice(0, limit);
            }}
            nothingFoundMessage={t("place.no_such")}
            error={faultOf("placeCode") ?? faultOf("name")}
          />
        ) : (
          <TextInput
            label={t("names.form.name")}
            value={draft.name}
            onChange={(event) => set({ name: event.currentTarget.value })}
            maxLength={120}
            error={faultOf("name")}
          />
        )}
      </div>
      <TagsInput {...words("near")} />
      <NativeSelect
        label={t("names.form.within")}
        value={within ?? ""}
        disabled={draft.near.length === 0}
        data={[
          { value: "", label: t("names.form.anywhere") },
          ...offered.map((count) => ({ value: String(count), label: t("names.form.at_most", { count }) })),
        ]}
        onChange={(event) => {
          const { value } = event.currentTarget;
          set({ within: value === "" ? null : Number(value) });
        }}
      />
      <TagsInput {...words("unless")} />
      {save.error === null ? null : <ErrorNote error={save.error} unchanged={t("names.form.unchanged")} />}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          {t("names.form.save")}
        </Button>
        <Button kind="ghost" onClick={onClose}>
          {t("names.form.cancel")}
        </Button>
      </FormActs>
    </form>
  );
}
