import { IconCamera, IconX } from "@tabler/icons-react";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import { mostFieldPhotos } from "../../contract/field-note.ts";
import { compressPhoto } from "./compress-photo.ts";
import css from "./field.module.css";
import type { FieldStore } from "./field-store.ts";
import type { FieldDraft, FieldPhoto } from "./field-types.ts";
import { newId } from "./new-id.ts";

/** Takes pictures, makes them smaller and keeps them on this phone at once. */
export function PhotoPicker({
  store,
  draft,
  onChange,
  onFailure,
}: {
  store: FieldStore;
  draft: FieldDraft;
  onChange: (photoIds: string[]) => void;
  onFailure: (sentence: string | undefined) => void;
}) {
  const { t } = useTranslation("listen");
  const input = useRef<HTMLInputElement>(null);
  const [isBusy, setBusy] = useState(false);
  const [photos, setPhotos] = useState<readonly FieldPhoto[]>([]);
  const { id, photoIds } = draft;
  useEffect(() => {
    void store.photosOf(id).then((kept) => setPhotos(kept.filter((photo) => photoIds.includes(photo.id))));
  }, [store, id, photoIds]);

  const add = async (files: readonly File[]) => {
    setBusy(true);
    onFailure(undefined);
    const added: string[] = [];
    for (const file of files.slice(0, mostFieldPhotos - photoIds.length)) {
      try {
        const blob = await compressPhoto(file);
        const photo = { id: newId(), noteId: id, blob, sent: 0, isWhole: false };
        await store.addPhoto(photo);
        added.push(photo.id);
      } catch {
        onFailure(t("field.photo_broken", { name: file.name }));
      }
    }
    onChange([...photoIds, ...added]);
    setBusy(false);
  };
  return (
    <div className={css["photos"]}>
      <input
        ref={input}
        type="file"
        accept="image/*"
        multiple
        className="sr"
        tabIndex={-1}
        aria-label={t("field.photo_choose")}
        onChange={(event) => {
          void add([...(event.currentTarget.files ?? [])]);
          event.currentTarget.value = "";
        }}
      />
      <Button
        isBusy={isBusy}
        disabled={photoIds.length >= mostFieldPhotos}
        onClick={() => input.current?.click()}
      >
        <IconCamera size={22} stroke={1.75} />
        {t("field.photo_add")}
      </Button>
      <p>{t("field.photo_help", { maximum: mostFieldPhotos })}</p>
      {photos.length === 0 ? null : (
        <ul aria-label={t("field.photos")}>
          {photos.map((photo, index) => (
            <li key={photo.id}>
              <Thumbnail blob={photo.blob} words={t("field.photo_number", { number: index + 1 })} />
              <button
                type="button"
                aria-label={t("field.photo_remove", { number: index + 1 })}
                onClick={() => {
                  void store.removePhoto(photo.id);
                  onChange(photoIds.filter((one) => one !== photo.id));
                }}
              >
                <IconX size={18} stroke={2} aria-hidden="true" />
              </button>
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}

/** A picture that is kept on this phone. */
function Thumbnail({ blob, words }: { blob: Blob; words: string }) {
  const [address, setAddress] = useState<string>();
  useEffect(() => {
    const made = URL.createObjectURL(blob);
    setAddress(made);
    return () => URL.revokeObjectURL(made);
  }, [blob]);
  return address === undefined ? null : <img src={address} alt={words} />;
}
