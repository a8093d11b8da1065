import { Autocomplete, Textarea, TextInput } from "@mantine/core";
import { IconDeviceFloppy } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { Place } from "../../contract/analysis.ts";
import css from "./field.module.css";
import type { FieldStore } from "./field-store.ts";
import { emptyDraft, type FieldDraft } from "./field-types.ts";
import { newId } from "./new-id.ts";
import { PhotoPicker } from "./photo-picker.tsx";
import { PlaceChoice } from "./place-choice.tsx";
import type { FieldOwner } from "./use-field-owner.ts";

const shownTopics = 6;

/** What was seen: words, pictures, where, when and about what. Every key is kept on this phone. */
export function NoteForm({
  store,
  owner,
  places,
  tags,
  onKept,
}: {
  store: FieldStore;
  owner: FieldOwner;
  places: readonly Place[];
  tags: readonly string[];
  onKept: () => void;
}) {
  const { t } = useTranslation("listen");
  const [draft, setDraft] = useState<FieldDraft>();
  const [failure, setFailure] = useState<string>();
  const field = useRef<HTMLTextAreaElement>(null);
  const isKeeping = useRef(false);
  const { id, workspace } = owner;
  useEffect(() => {
    void store.readDraft({ id, workspace }).then((kept) => setDraft(kept ?? emptyDraft(newId())));
  }, [store, id, workspace]);
  if (draft === undefined) return null;

  const set = (change: Partial<FieldDraft>) => {
    const next = { ...draft, ...change };
    setDraft(next);
    void store.writeDraft(owner, next).catch(() => setFailure(t("field.full")));
  };
  const keep = async () => {
    if (isKeeping.current || draft.text.trim() === "") return;
    isKeeping.current = true;
    try {
      const now = new Date().toISOString();
      await store.keepNote({
        ...draft,
        text: draft.text.trim(),
        seenAt: draft.seenAt ?? now,
        keptAt: now,
        ownerId: owner.id,
        ownerName: owner.name,
        workspace: owner.workspace,
        state: "waiting",
        problem: null,
        mentionId: null,
        sentAt: null,
      });
      // Where the place is short of room, browsers let go first of what nobody asked them to keep.
      void navigator.storage?.persist?.();
      setFailure(undefined);
      setDraft({ ...emptyDraft(newId()), topic: draft.topic, placeCode: draft.placeCode });
      showToast({ text: t("field.kept") });
      field.current?.focus();
      onKept();
    } catch {
      setFailure(t("field.full"));
    } finally {
      isKeeping.current = false;
    }
  };
  const topics = [...new Set(tags)].slice(0, shownTopics);
  return (
    <form
      className={css["form"]}
      aria-label={t("field.form")}
      onSubmit={(event) => {
        event.preventDefault();
        void keep();
      }}
    >
      <Textarea
        ref={field}
        label={t("field.text")}
        placeholder={t("field.text_example")}
        value={draft.text}
        onChange={(event) => set({ text: event.currentTarget.value })}
        maxLength={5_000}
        autosize
        minRows={4}
        size="lg"
        required
      />
      <PhotoPicker
        store={store}
        draft={draft}
        onChange={(photoIds) => set({ photoIds })}
        onFailure={setFailure}
      />
      <PlaceChoice places={places} draft={draft} onChange={set} />
      <TextInput
        label={t("field.seen_at")}
        description={draft.seenAt === null ? t("field.seen_now") : undefined}
        type="datetime-local"
        size="lg"
        value={draft.seenAt === null ? "" : localOf(draft.seenAt)}
        max={localOf(new Date().toISOString())}
        onChange={(event) => {
          const at = new Date(event.currentTarget.value);
          set({ seenAt: Number.isNaN(at.getTime()) ? null : at.toISOString() });
        }}
      />
      <div className={css["topic"]}>
        <Autocomplete
          label={t("field.topic")}
          value={draft.topic}
          data={[...new Set(tags)]}
          limit={8}
          onChange={(topic) => set({ topic })}
          maxLength={60}
          size="lg"
        />
        {topics.length === 0 ? null : (
          <div className={css["chips"]}>
            {topics.map((topic) => (
              <button
                key={topic}
                type="button"
                aria-pressed={draft.topic === topic}
                onClick={() => set({ topic: draft.topic === topic ? "" : topic })}
              >
                {topic}
              </button>
            ))}
          </div>
        )}
      </div>
      {failure === undefined ? null : (
        <p role="alert" className={css["failure"]}>
          {failure}
        </p>
      )}
      <Button type="submit" kind="primary" disabled={draft.text.trim() === ""}>
        <IconDeviceFloppy size={22} stroke={1.75} />
        {t("field.keep")}
      </Button>
    </form>
  );
}

/** The value of a `datetime-local` field, in the phone's own zone. */
function localOf(instant: string): string {
  const at = new Date(instant);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}
