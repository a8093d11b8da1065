import type { Network } from "../../contract/accounts.ts";
import css from "./accounts.module.css";

/** A network's sign: its letters on its colour. What it is called stands beside it. */
export function NetworkSign({ sign }: { sign: Network["sign"] }) {
  return (
    <span className={css["sign"]} style={{ backgroundColor: sign.colour }} aria-hidden="true">
      {sign.letters}
    </span>
  );
}
