import type { ReactNode } from "react";
import css from "./chip.module.css";

/** A chip, 22 px: outline = a fact, `own` = chosen or ours; brass, saga, toska = state, and then with an icon. */
export function Chip({
  kind = "fact",
  icon,
  children,
}: {
  kind?: "fact" | "own" | "brass" | "saga" | "toska";
  icon?: ReactNode;
  children: ReactNode;
}) {
  return (
    <span className={[css["chip"], css[kind]].join(" ")}>
      {icon}
      <span>{children}</span>
    </span>
  );
}
