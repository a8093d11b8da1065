import { TextInput } from "@mantine/core";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import css from "./confirm-dialog.module.css";
import { Dialog } from "./dialog.tsx";
import { ErrorNote } from "./note.tsx";

/**
 * Asks before something that cannot be taken back. `title` is the question, `children` the consequence, `act` the verb
 * with its object and number ("Hapus 202 sebutan"). `typeToConfirm` asks to type that text first. Stays open with the
 * failure when `onConfirm` rejects; closes itself otherwise. `busy` says what is being done while that takes its time.
 */
export function ConfirmDialog({
  isOpen,
  title,
  children,
  act,
  busy,
  isDangerous = false,
  typeToConfirm,
  onConfirm,
  onClose,
}: {
  isOpen: boolean;
  title: string;
  children?: ReactNode;
  act: string;
  busy?: string;
  isDangerous?: boolean;
  typeToConfirm?: string;
  onConfirm: () => Promise<unknown> | unknown;
  onClose: () => void;
}) {
  const { t } = useTranslation("desk");
  const [typed, setTyped] = useState("");
  const [isBusy, setBusy] = useState(false);
  const [error, setError] = useState<unknown>();
  const isTyped = typeToConfirm === undefined || typed.trim() === typeToConfirm;

  const close = () => {
    setTyped("");
    setError(undefined);
    onClose();
  };
  const confirm = async () => {
    if (!isTyped) return;
    setBusy(true);
    setError(undefined);
    try {
      await onConfirm();
      close();
    } catch (failure) {
      setError(failure);
    } finally {
      setBusy(false);
    }
  };

  return (
    <Dialog isOpen={isOpen} onClose={close} title={title}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void confirm();
        }}
        className={css["body"]}
      >
        <div className={css["text"]}>{children}</div>
        {typeToConfirm === undefined ? null : (
          <TextInput
            label={t("act.type_to_confirm", { text: typeToConfirm })}
            value={typed}
            onChange={(event) => setTyped(event.currentTarget.value)}
            autoComplete="off"
            data-autofocus
          />
        )}
        {error === undefined ? null : <ErrorNote error={error} />}
        <p role="status" className={css["busy"]}>
          {isBusy ? busy : null}
        </p>
        <div className={css["acts"]}>
          <Button type="submit" kind={isDangerous ? "danger" : "primary"} isBusy={isBusy} disabled={!isTyped}>
            {act}
          </Button>
          <Button onClick={close}>{t("act.back")}</Button>
        </div>
      </form>
    </Dialog>
  );
}
