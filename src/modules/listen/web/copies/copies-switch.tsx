import { useTranslation } from "react-i18next";
import { Button } from "#web/kit/button.tsx";
import type { MentionSummary } from "../../contract/mentions.ts";
import css from "./copies-switch.module.css";

type Copies = "together" | "apart";

/** Says that copies share a line while numbers count each of them, and shows them all on demand. */
export function CopiesSwitch({
  copies,
  items,
  onChange,
}: {
  copies: Copies;
  items: readonly MentionSummary[];
  onChange: (next: Copies) => void;
}) {
  const { t } = useTranslation("listen");
  if (copies === "together" && items.every((one) => one.copies === null)) return null;
  const other = copies === "together" ? "apart" : "together";
  return (
    <p className={css["switch"]}>
      <span>{t(`copies.switch.${copies}`)}</span>
      <Button size="small" kind="ghost" onClick={() => onChange(other)}>
        {t(`copies.switch_to.${other}`)}
      </Button>
    </p>
  );
}
