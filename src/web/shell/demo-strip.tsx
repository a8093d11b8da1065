import { IconInfoCircle } from "@tabler/icons-react";
import { Trans, useTranslation } from "react-i18next";
import { useFormat } from "../i18n/use-format.ts";
import css from "./strip.module.css";

/** Says that this desk is a demo, and how fast its clock runs. */
export function DemoStrip({ speed }: { speed: number | null }) {
  const { t } = useTranslation("desk");
  const format = useFormat();
  return (
    <aside className={css["strip"]} aria-label={t("shell.demo_label")}>
      <IconInfoCircle size={15} stroke={1.75} aria-hidden="true" />
      <span>
        <Trans t={t} i18nKey="shell.demo" components={{ b: <b /> }} />
        {speed === null ? null : (
          <span className={css["wide"]}> {t("shell.demo_speed", { speed: format.number(speed) })}</span>
        )}
      </span>
    </aside>
  );
}
