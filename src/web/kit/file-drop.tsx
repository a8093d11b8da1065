import { IconUpload } from "@tabler/icons-react";
import { type DragEvent, useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { type FilePurpose, type StoredFile, uploadFile } from "../api/upload.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Button } from "./button.tsx";
import css from "./file-drop.module.css";
import { ErrorNote, Note } from "./note.tsx";
import { ProgressLine } from "./progress-line.tsx";

/**
 * Takes one file, by dropping or choosing, and sends it to the server with progress. `accept` as in an input
 * (".csv,.xlsx"); `purpose` tells the server what it is for, so that it refuses what does not belong there; `maxBytes`
 * refuses before sending; `onStored` hears the stored file.
 */
export function FileDrop({
  label,
  help,
  accept,
  purpose,
  maxBytes,
  onStored,
}: {
  label: string;
  help?: string;
  accept?: string;
  purpose: FilePurpose;
  maxBytes?: number;
  onStored: (file: StoredFile) => void;
}) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const input = useRef<HTMLInputElement>(null);
  const stop = useRef<AbortController>(undefined);
  const inputId = useId();
  const [isOver, setOver] = useState(false);
  const [sending, setSending] = useState<{ file: File; sent: number }>();
  const [tooLarge, setTooLarge] = useState<File>();
  const [error, setError] = useState<unknown>();

  const take = async (file: File | undefined) => {
    if (file === undefined) return;
    setError(undefined);
    setTooLarge(maxBytes !== undefined && file.size > maxBytes ? file : undefined);
    if (maxBytes !== undefined && file.size > maxBytes) return;
    stop.current = new AbortController();
    setSending({ file, sent: 0 });
    try {
      const progress = (sent: number) => setSending({ file, sent });
      onStored(await uploadFile(file, { purpose, progress, signal: stop.current.signal }));
    } catch (failure) {
      if (!(failure instanceof DOMException && failure.name === "AbortError")) setError(failure);
    } finally {
      setSending(undefined);
    }
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    void take(event.dataTransfer.files[0]);
  };

  if (sending !== undefined) {
    return (
      <ProgressLine
        title={sending.file.name}
        done={sending.sent / 1000}
        total={sending.file.size / 1000}
        unit="kB"
        actions={<Button onClick={() => stop.current?.abort()}>{t("act.cancel")}</Button>}
      />
    );
  }
  return (
    <div className={css["frame"]}>
      <fieldset
        aria-label={label}
        className={css["drop"]}
        data-over={isOver || undefined}
        onDragOver={(event) => {
          event.preventDefault();
          setOver(true);
        }}
        onDragLeave={() => setOver(false)}
        onDrop={drop}
      >
        <IconUpload size={20} stroke={1.6} aria-hidden="true" />
        <label htmlFor={inputId}>{label}</label>
        {help === undefined ? null : <p>{help}</p>}
        <input
          ref={input}
          id={inputId}
          type="file"
          className="sr"
          tabIndex={-1}
          accept={accept}
          onChange={(event) => {
            void take(event.currentTarget.files?.[0]);
            event.currentTarget.value = "";
          }}
        />
        <Button onClick={() => input.current?.click()}>{t("file.choose")}</Button>
      </fieldset>
      {tooLarge === undefined || maxBytes === undefined ? null : (
        <Note
          kind="saga"
          isAlert
          title={t("file.too_large", {
            name: tooLarge.name,
            size: format.bytes(tooLarge.size),
            max: format.bytes(maxBytes),
          })}
        />
      )}
      {error === undefined ? null : <ErrorNote error={error} unchanged={t("file.not_stored")} />}
    </div>
  );
}
