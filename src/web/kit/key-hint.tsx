import css from "./key-hint.module.css";

/** A key to press, drawn as a key: "Ctrl K", "g a". */
export function KeyHint({ keys }: { keys: string }) {
  return <kbd className={css["key"]}>{keys}</kbd>;
}
