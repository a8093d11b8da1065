import { Select } from "@mantine/core";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { TagLine } from "../../contract/tag.ts";
import css from "./tags.module.css";
import { useTagActs } from "./use-tags.ts";

/** Joins a tag with another that means the same; says beforehand what that means, and can be taken back. */
export function MergeTag({
  tag,
  tags,
  onClose,
}: {
  tag: TagLine;
  tags: readonly TagLine[];
  onClose: () => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const { merge, unmerge } = useTagActs();
  const [intoId, setIntoId] = useState<string | null>(null);
  const into = tags.find((one) => one.id === intoId);
  const act = useMutation({
    mutationFn: async () => {
      if (tag.id !== null && intoId !== null) await merge(tag.id, intoId);
    },
    onSuccess: () => {
      const { id } = tag;
      showToast({
        text: t("tags.merge_done", { name: tag.name, into: into?.name ?? "" }),
        ...(id === null ? {} : { undo: () => void unmerge(id) }),
      });
      onClose();
    },
  });
  return (
    <form
      className={css["form"]}
      onSubmit={(event) => {
        event.preventDefault();
        act.mutate();
      }}
    >
      <p>{t("tags.merge_help", { name: tag.name })}</p>
      <Select
        label={t("tags.merge_into")}
        value={intoId}
        data={tags.flatMap(({ id, name }) =>
          id === null || id === tag.id ? [] : [{ value: id, label: name }],
        )}
        onChange={setIntoId}
        searchable
        data-autofocus
      />
      {into === undefined ? null : (
        <p>
          {t("tags.merge_effect", {
            count: tag.count,
            number: format.whole(tag.count),
            name: tag.name,
            into: into.name,
          })}
        </p>
      )}
      {act.error === null ? null : <ErrorNote error={act.error} />}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={act.isPending} disabled={into === undefined}>
          {t("tags.merge_act")}
        </Button>
        <Button kind="ghost" onClick={onClose}>
          {t("tags.form.cancel")}
        </Button>
      </FormActs>
    </form>
  );
}
