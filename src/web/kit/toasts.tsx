import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { createStore, useStore } from "../store.ts";
import css from "./toasts.module.css";

/** A short word about something that worked. Failures are never toasts: they stay on the page. */
export type Toast = {
  text: string;
  /** Offered for 10 s: "Urungkan". */
  undo?: () => void;
  /** Another act, with its own word: "Buka". */
  action?: { label: string; run: () => void };
};
type Shown = Toast & { id: number };

const shown = createStore<readonly Shown[]>([]);
const lastsMs = { plain: 6000, undo: 10_000 };
let nextId = 1;

/** Shows a toast, bottom left; at most three at a time. */
export function showToast(toast: Toast): void {
  const id = nextId++;
  shown.set((before) => [...before.slice(-2), { ...toast, id }]);
}

/** Takes all toasts away: what they would undo is no longer this person's. */
export const clearToasts = (): void => shown.set([]);

const dismiss = (id: number): void => shown.set((before) => before.filter((toast) => toast.id !== id));

function ToastLine({ toast }: { toast: Shown }) {
  const { t } = useTranslation("desk");
  const { id, undo, action } = toast;
  useEffect(() => {
    const timer = setTimeout(() => dismiss(id), undo === undefined ? lastsMs.plain : lastsMs.undo);
    return () => clearTimeout(timer);
  }, [id, undo]);
  const act = (run: () => void) => () => {
    dismiss(id);
    run();
  };
  return (
    <div className={css["toast"]}>
      <span>{toast.text}</span>
      {action === undefined ? null : (
        <button type="button" onClick={act(action.run)}>
          {action.label}
        </button>
      )}
      {undo === undefined ? null : (
        <button type="button" onClick={act(undo)}>
          {t("act.undo")}
        </button>
      )}
    </div>
  );
}

/** Where toasts appear; stands once in the shell. */
export function Toasts() {
  const toasts = useStore(shown);
  return (
    <div role="status" className={css["toasts"]}>
      {toasts.map((toast) => (
        <ToastLine key={toast.id} toast={toast} />
      ))}
    </div>
  );
}
