import { Select, TagsInput, Textarea, TextInput } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "#web/api/problem-error.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import { longestTag, type TagLine, TagSettings } from "../../contract/tag.ts";
import { ColourChoice } from "../monitors/colour-choice.tsx";
import { possibleParents } from "./tag-tree.ts";
import css from "./tags.module.css";
import { settingsOf, useTagActs } from "./use-tags.ts";

/** What a tag is called, where it stands, and what it is for. */
export function TagForm({
  tag,
  tags,
  onClose,
}: {
  /** The tag that is being changed, or arranged for the first time; null for a new one. */
  tag: TagLine | null;
  tags: readonly TagLine[];
  onClose: () => void;
}) {
  const { t } = useTranslation("listen");
  const { save, remove } = useTagActs();
  const [draft, setDraft] = useState(tag === null ? TagSettings.parse({ name: "-" }) : settingsOf(tag));
  const [name, setName] = useState(tag?.name ?? "");
  const [isRemoving, setRemoving] = useState(false);
  const set = (change: Partial<TagSettings>) => setDraft((before) => ({ ...before, ...change }));
  const id = tag?.id ?? null;
  const write = useMutation({
    mutationFn: () => save(id, { ...draft, name }),
    onSuccess: (written) => {
      showToast({ text: t("tags.saved", { name: written.name }) });
      onClose();
    },
  });
  const problem = isProblem(write.error) ? write.error : undefined;
  const faultOf = (field: string) =>
    problem?.fields.find((fault) => fault.field === field || fault.field.startsWith(`${field}.`))?.detail;
  const parents = possibleParents(tags, id).flatMap(({ tag: one, depth }) =>
    one.id === null ? [] : [{ value: one.id, label: `${"– ".repeat(depth)}${one.name}` }],
  );
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        write.mutate();
      }}
    >
      <TextInput
        label={t("tags.form.name")}
        description={id === null ? undefined : t("tags.form.name_help")}
        value={name}
        onChange={(event) => setName(event.currentTarget.value)}
        error={faultOf("name")}
        maxLength={longestTag}
        required
        data-autofocus
      />
      <Select
        label={t("tags.form.parent")}
        description={t("tags.form.parent_help")}
        placeholder={t("tags.form.no_parent")}
        value={draft.parentId}
        data={parents}
        onChange={(parentId) => set({ parentId })}
        error={faultOf("parentId")}
        clearable
        searchable
      />
      <TagsInput
        label={t("tags.form.synonyms")}
        description={t("tags.form.synonyms_help")}
        value={draft.synonyms}
        onChange={(synonyms) => set({ synonyms: synonyms.map((one) => one.slice(0, longestTag)) })}
        error={faultOf("synonyms")}
        maxTags={40}
        splitChars={[",", ";"]}
      />
      <Textarea
        label={t("tags.form.description")}
        value={draft.description}
        onChange={(event) => set({ description: event.currentTarget.value })}
        maxLength={500}
        autosize
        minRows={2}
      />
      <ColourChoice value={draft.colour} onChange={(colour) => set({ colour })} />
      {write.error === null ? null : <ErrorNote error={write.error} unchanged={t("tags.form.unsaved")} />}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={write.isPending} disabled={name.trim() === ""}>
          {t("tags.form.save")}
        </Button>
        <Button kind="ghost" onClick={onClose}>
          {t("tags.form.cancel")}
        </Button>
        {id === null ? null : (
          <Button kind="ghost" onClick={() => setRemoving(true)}>
            {t("tags.remove")}
          </Button>
        )}
      </FormActs>
      <ConfirmDialog
        isOpen={isRemoving}
        title={t("tags.remove_title", { name: tag?.name ?? "" })}
        act={t("tags.remove_act")}
        isDangerous
        onConfirm={async () => {
          if (id !== null) await remove(id);
          onClose();
        }}
        onClose={() => setRemoving(false)}
      >
        <p>{t("tags.remove_help")}</p>
      </ConfirmDialog>
    </form>
  );
}
