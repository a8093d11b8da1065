import { Textarea } from "@mantine/core";
import { IconTrash } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type RefObject, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button, IconButton } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Mention, MentionNote } from "../../contract/mentions.ts";
import { listen } from "../listen-api.ts";
import css from "./note-list.module.css";
import { useMentionPatch } from "./use-mentions.ts";

/** What colleagues wrote about a mention, and a field to add to it. */
export function NoteList({
  mention,
  field,
}: {
  mention: Mention;
  field: RefObject<HTMLTextAreaElement | null>;
}) {
  const { t } = useTranslation("listen");
  const mayNote = useMay("mentions.tag");
  const [text, setText] = useState("");
  const { add, remove, error } = useNotes(mention);
  const send = () => {
    const written = text.trim();
    if (written !== "") add.mutate(written, { onSuccess: () => setText("") });
  };
  if (!mayNote && mention.notes.length === 0) return null;
  return (
    <div className={css["notes"]}>
      <RuledSection level={3} title={t("reader.notes")}>
        <ul>
          {mention.notes.map((note) => (
            <li key={note.id}>
              <p className={css["text"]}>{note.text}</p>
              <p className={css["by"]}>
                {note.authorName} · <TimeText at={note.createdAt} look="dateTime" />
              </p>
              {note.isMine && mayNote ? (
                <IconButton size="small" label={t("reader.remove_note")} onClick={() => remove.mutate(note)}>
                  <IconTrash size={15} stroke={1.75} />
                </IconButton>
              ) : null}
            </li>
          ))}
        </ul>
        {error === null ? null : <ErrorNote error={error} unchanged={t("reader.note_unchanged")} />}
        {mayNote ? (
          <form
            className={css["form"]}
            onSubmit={(event) => {
              event.preventDefault();
              send();
            }}
          >
            <Textarea
              ref={field}
              label={t("reader.new_note")}
              value={text}
              onChange={(event) => setText(event.currentTarget.value)}
              onKeyDown={(event) => {
                if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) send();
                if (event.key === "Escape") event.currentTarget.blur();
              }}
              autosize
              minRows={2}
              maxRows={10}
              maxLength={5000}
            />
            <Button type="submit" isBusy={add.isPending} disabled={text.trim() === ""}>
              {t("reader.add_note")}
            </Button>
          </form>
        ) : null}
      </RuledSection>
    </div>
  );
}

function useNotes(mention: Mention) {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const patch = useMentionPatch();
  const settle = (by: number) => {
    patch((one) => (one.id === mention.id ? { ...one, noteCount: Math.max(0, one.noteCount + by) } : one));
    void queries.invalidateQueries({ queryKey: listen.queries.mentions.getMention.key() });
  };
  const add = useMutation({
    mutationFn: (text: string) => listen.client.mentions.addNote({ id: mention.id, text }),
    onSuccess: () => settle(1),
  });
  const remove = useMutation({
    mutationFn: (note: MentionNote) => listen.client.mentions.removeNote({ id: note.id }),
    onSuccess: (_done, note) => {
      settle(-1);
      showToast({ text: t("reader.note_removed"), undo: () => add.mutate(note.text) });
    },
  });
  return { add, remove, error: add.error ?? remove.error };
}
