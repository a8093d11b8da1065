import { IconEye, IconEyeOff } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import type { Mention } from "../../contract/mentions.ts";
import css from "./covered-note.module.css";
import type { Reveal } from "./use-reveal.ts";

/** What of a mention is covered, and the act that shows it, which is kept on record. */
export function CoveredNote({ mention, reveal }: { mention: Mention; reveal: Reveal }) {
  const { t, i18n } = useTranslation("listen");
  const mayShow = useMay("mentions.personal");
  if (reveal.isShown)
    return (
      <div className={css["line"]} role="status">
        <span>{t("personal.shown")}</span>
        <Button size="small" onClick={reveal.hide}>
          <IconEyeOff size={15} stroke={1.75} aria-hidden="true" />
          {t("personal.hide")}
        </Button>
      </div>
    );
  if (mention.covered.length === 0) return null;
  const parts = mention.covered.map(({ kind, count }) => t(`personal.counts.${kind}`, { count }));
  const kinds = new Intl.ListFormat(i18n.language, { type: "conjunction" }).format(parts);
  return (
    <>
      <div className={css["line"]}>
        <span>
          {t("personal.covered", { kinds })}{" "}
          <small>{t(mayShow ? "personal.reveal_logged" : "personal.closed_by_right")}</small>
        </span>
        {mayShow ? (
          <Button size="small" isBusy={reveal.isBusy} onClick={reveal.show}>
            <IconEye size={15} stroke={1.75} aria-hidden="true" />
            {t("personal.reveal")}
          </Button>
        ) : null}
      </div>
      {reveal.error === null ? null : <ErrorNote error={reveal.error} />}
    </>
  );
}
