import { IconCheck, IconCopy } from "@tabler/icons-react";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { Button } from "./button.tsx";
import css from "./copy-field.module.css";

/** Something to hand on: a link, a key, a command. Shown whole, selected on focus, copied by a button. */
export function CopyField({ label, value, help }: { label: string; value: string; help?: string }) {
  const { t } = useTranslation("desk");
  const field = useRef<HTMLInputElement>(null);
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const copy = async () => {
    field.current?.select();
    try {
      await navigator.clipboard.writeText(value);
      setCopied(true);
    } catch {
      // Plain http has no clipboard: the text is selected, Ctrl C copies it.
      setCopied(false);
    }
  };
  return (
    <div className={css["field"]}>
      <label htmlFor={id}>{label}</label>
      {help === undefined ? null : <p>{help}</p>}
      <div className={css["row"]}>
        <input ref={field} id={id} readOnly value={value} onFocus={(event) => event.currentTarget.select()} />
        <Button onClick={() => void copy()}>
          {isCopied ? <IconCheck size={15} stroke={1.75} /> : <IconCopy size={15} stroke={1.75} />}
          <span aria-live="polite">{t(isCopied ? "act.copied" : "act.copy")}</span>
        </Button>
      </div>
    </div>
  );
}
