import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useMutation } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Button, IconButton } from "#web/kit/button.tsx";
import { FormActs } from "#web/kit/form.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { Clipping, ClippingItem } from "../../contract/clipping.ts";
import css from "./clippings.module.css";
import { useClippingActs } from "./use-clippings.ts";

/** A draft being edited: lines left out, in another order, with a title or a comment of the office's own. */
export function ClippingEditor({ clipping, onDone }: { clipping: Clipping; onDone: () => void }) {
  const { t } = useTranslation("listen");
  const { edit } = useClippingActs();
  const [begun] = useState(clipping);
  const [sections, setSections] = useState(begun.sections);
  const save = useMutation({
    mutationFn: () =>
      edit({
        id: begun.id,
        revision: begun.revision,
        sections: sections.map(({ key, items }) => ({
          key,
          items: items.map(({ id, isOut, ownTitle, comment }) => ({ id, isOut, ownTitle, comment })),
        })),
      }),
    onSuccess: onDone,
  });
  const change = (key: string, make: (items: readonly ClippingItem[]) => ClippingItem[]) =>
    setSections((before) =>
      before.map((section) => (section.key === key ? { ...section, items: make(section.items) } : section)),
    );
  const set = (key: string, id: string, words: Partial<ClippingItem>) =>
    change(key, (items) => items.map((item) => (item.id === id ? { ...item, ...words } : item)));
  const move = (key: string, at: number, by: -1 | 1) =>
    change(key, (items) => {
      const moved = [...items];
      moved.splice(at + by, 0, ...moved.splice(at, 1));
      return moved;
    });
  return (
    <form
      aria-label={t("clippings.edit")}
      onSubmit={(event) => {
        event.preventDefault();
        save.mutate();
      }}
    >
      {sections.map(({ key, title, items }) => (
        <RuledSection key={key} title={title}>
          <ol className={css["items"]}>
            {items.map((item, at) => (
              <li key={item.id} className={css["edited"]}>
                <Checkbox
                  label={t("clippings.keep", { title: item.title })}
                  checked={!item.isOut}
                  onChange={(event) => set(key, item.id, { isOut: !event.currentTarget.checked })}
                />
                <span className={css["acts"]}>
                  <IconButton
                    label={t("clippings.up", { title: item.title })}
                    disabled={at === 0}
                    onClick={() => move(key, at, -1)}
                  >
                    <IconArrowUp size={16} stroke={1.75} />
                  </IconButton>
                  <IconButton
                    label={t("clippings.down", { title: item.title })}
                    disabled={at === items.length - 1}
                    onClick={() => move(key, at, 1)}
                  >
                    <IconArrowDown size={16} stroke={1.75} />
                  </IconButton>
                </span>
                {item.isOut ? null : (
                  <div className={css["fields"]}>
                    <TextInput
                      label={t("clippings.own_title")}
                      placeholder={item.title}
                      value={item.ownTitle ?? ""}
                      maxLength={300}
                      onChange={(event) => set(key, item.id, { ownTitle: event.currentTarget.value || null })}
                    />
                    <Textarea
                      label={t("clippings.comment")}
                      value={item.comment ?? ""}
                      maxLength={1_000}
                      autosize
                      onChange={(event) => set(key, item.id, { comment: event.currentTarget.value || null })}
                    />
                  </div>
                )}
              </li>
            ))}
          </ol>
        </RuledSection>
      ))}
      {save.error === null ? null : <ErrorNote error={save.error} />}
      <FormActs>
        <Button type="submit" kind="primary" isBusy={save.isPending}>
          {t("clippings.save")}
        </Button>
        <Button onClick={onDone}>{t("clippings.cancel")}</Button>
      </FormActs>
    </form>
  );
}
