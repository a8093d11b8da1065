import { IconAlertTriangle, IconCheck, IconClock, IconLoader2 } from "@tabler/icons-react";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import { DeskLink } from "../desk-link.tsx";
import css from "./field.module.css";
import type { FieldStore } from "./field-store.ts";
import type { FieldNote, FieldPhoto } from "./field-types.ts";
import { newId } from "./new-id.ts";
import type { FieldOwner } from "./use-field-owner.ts";
import type { FieldSync } from "./use-field-sync.ts";

const icons = {
  waiting: IconClock,
  sending: IconLoader2,
  sent: IconCheck,
  refused: IconAlertTriangle,
  conflict: IconAlertTriangle,
};

/** The notes of this phone, newest first: which wait, which are on their way, which have arrived. */
export function NoteQueue({
  store,
  sync,
  owner,
}: {
  store: FieldStore;
  sync: FieldSync;
  owner: FieldOwner | undefined;
}) {
  const { t } = useTranslation("listen");
  const { end, isSending } = sync;
  // On a shared phone what others have sent is none of one's business; what waits for them is named, not shown.
  const notes = sync.notes.filter((note) => note.state !== "sent" || !isForeignTo(note, owner));
  const isStuck = end === "again" && !isSending && notes.some(({ state }) => state === "waiting");
  return (
    <section className={css["queue"]} aria-labelledby="antrean">
      <div className={css["queuehead"]}>
        <h2 id="antrean">{t("field.queue")}</h2>
        {isStuck ? <Button onClick={() => void sync.sync()}>{t("field.send_now")}</Button> : null}
      </div>
      {notes.length === 0 ? (
        <p className={css["none"]}>{t("field.queue_empty")}</p>
      ) : (
        <ul aria-label={t("field.queue")}>
          {notes
            .toReversed()
            .map((note) =>
              isForeignTo(note, owner) ? (
                <ForeignLine key={note.id} note={note} />
              ) : (
                <NoteLine key={note.id} note={note} store={store} sync={sync} />
              ),
            )}
        </ul>
      )}
    </section>
  );
}

/** Whether a note waits for somebody else's sign-in, or for another office. */
const isForeignTo = (note: FieldNote, owner: FieldOwner | undefined): boolean =>
  owner !== undefined && (note.ownerId !== owner.id || note.workspace !== owner.workspace);

function ForeignLine({ note }: { note: FieldNote }) {
  const { t } = useTranslation("listen");
  return (
    <li data-state={note.state}>
      <p className={css["state"]}>
        <IconClock size={18} stroke={1.75} aria-hidden="true" />
        <b>{t("field.state.foreign", { name: note.ownerName })}</b>
        <TimeText at={note.seenAt} look="dateTime" />
      </p>
    </li>
  );
}

function NoteLine({ note, store, sync }: { note: FieldNote; store: FieldStore; sync: FieldSync }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const [isAsked, setAsked] = useState(false);
  const photos = usePhotos(store, note);
  const { state } = note;
  const Icon = icons[state];
  const bytes = photos.reduce((sum, { blob }) => sum + blob.size, 0);
  const sent = photos.reduce((sum, photo) => sum + photo.sent, 0);
  const again = async () => {
    if (state === "conflict") await store.renameNote(note.id, newId());
    else await store.changeNote(note.id, { state: "waiting", problem: null });
    await sync.refresh();
    await sync.sync();
  };
  return (
    <li data-state={state}>
      <p className={css["state"]}>
        <Icon size={18} stroke={1.75} aria-hidden="true" />
        <b>{t(`field.state.${state}`)}</b>
        <TimeText at={note.seenAt} look="dateTime" />
      </p>
      <p className={css["words"]}>{note.text}</p>
      {note.photoIds.length === 0 ? null : (
        <p className={css["facts"]}>
          {t("field.photo_count", { count: note.photoIds.length })}
          {state === "sending" && bytes > 0 ? `, ${format.percent(sent / bytes)}` : ""}
        </p>
      )}
      {state === "sending" && bytes > 0 ? (
        <progress value={sent} max={bytes} aria-label={t("field.state.sending")} />
      ) : null}
      {note.problem === null ? null : <p className={css["failure"]}>{note.problem}</p>}
      {state === "conflict" ? <p className={css["failure"]}>{t("field.conflict_help")}</p> : null}
      <div className={css["noteacts"]}>
        {state === "sent" && note.mentionId !== null ? (
          <DeskLink to="/aliran" search={{ sel: note.mentionId, q: `id:${note.mentionId}` }}>
            {t("field.open")}
          </DeskLink>
        ) : null}
        {state === "refused" || state === "conflict" ? (
          <Button onClick={() => void again()}>
            {t(state === "conflict" ? "field.send_new" : "field.again")}
          </Button>
        ) : null}
        {state === "sending" ? null : (
          <Button
            kind="ghost"
            onClick={() =>
              state === "sent" ? void store.removeNote(note.id).then(sync.refresh) : setAsked(true)
            }
          >
            {t(state === "sent" ? "field.hide" : "field.remove")}
          </Button>
        )}
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        title={t("field.remove_title")}
        act={t("field.remove_act")}
        isDangerous
        onConfirm={async () => {
          await store.removeNote(note.id);
          await sync.refresh();
        }}
        onClose={() => setAsked(false)}
      >
        <p>{t("field.remove_help")}</p>
      </ConfirmDialog>
    </li>
  );
}

function usePhotos(store: FieldStore, note: FieldNote): readonly FieldPhoto[] {
  const [photos, setPhotos] = useState<readonly FieldPhoto[]>([]);
  useEffect(() => {
    void store.photosOf(note.id).then(setPhotos);
  }, [store, note]);
  return photos;
}
