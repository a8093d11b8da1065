import type { ReactNode } from "react";
import css from "./form.module.css";

/** One column of fields, up to 480 px wide, or with `isWide` as wide as two; `onSubmit` instead of the browser's own sending. */
export function Form({
  onSubmit,
  label,
  isWide = false,
  children,
}: {
  onSubmit: () => void;
  label?: string;
  isWide?: boolean;
  children: ReactNode;
}) {
  return (
    <form
      className={isWide ? `${css["form"]} ${css["wide"]}` : css["form"]}
      aria-label={label}
      onSubmit={(event) => {
        event.preventDefault();
        onSubmit();
      }}
    >
      {children}
    </form>
  );
}

/** The buttons at the end of a form, and what stands beside them. */
export function FormActs({ children }: { children: ReactNode }) {
  return <div className={css["acts"]}>{children}</div>;
}

/** A setting as a line: what it is at the left, the control at the right, a hairline below. */
export function SettingLine({
  label,
  help,
  children,
}: {
  label: ReactNode;
  help?: ReactNode;
  children: ReactNode;
}) {
  return (
    <div className={css["line"]}>
      <div>
        <div className={css["label"]}>{label}</div>
        {help === undefined ? null : <p>{help}</p>}
      </div>
      <div className={css["control"]}>{children}</div>
    </div>
  );
}
