import { useTranslation } from "react-i18next";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Variant } from "../../contract/variants.ts";
import css from "./composer.module.css";

/** How far it is, who did it, and what comes next. */
export function VariantStanding({ variant }: { variant: Variant }) {
  const { t } = useTranslation("publish");
  const { state, approval, refusal, statement } = variant;
  return (
    <div className={css["standing"]}>
      <p>{t(`standing.${state}`, { by: variant.askedByName ?? variant.writtenByName })}</p>
      {state === "in_review" && variant.isOwnWork ? <p>{t("standing.own")}</p> : null}
      {refusal === null || state === "in_review" ? null : (
        <p>{t("standing.refused", { by: refusal.byName, reason: refusal.reason })}</p>
      )}
      {approval === null || state === "sent" ? null : (
        <p>
          {t("standing.approved_by", { by: approval.byName })}{" "}
          <TimeText at={approval.expiresAt} look="dateTime" />
        </p>
      )}
      {state === "scheduled" && variant.notBefore !== null && variant.giveUpAt !== null ? (
        <p>
          {t("standing.hour")} <TimeText at={variant.notBefore} look="dateTime" />. {t("standing.not_after")}{" "}
          <TimeText at={variant.giveUpAt} look="dateTime" />
        </p>
      ) : null}
      {state === "scheduled" && statement !== null ? <p>{t(`standing.sender.${statement.state}`)}</p> : null}
      {variant.sentAt === null ? null : (
        <p>
          <TimeText at={variant.sentAt} look="dateTime" />{" "}
          {variant.url === null ? null : (
            <a href={variant.url} target="_blank" rel="noreferrer">
              {t("standing.see")}
            </a>
          )}
        </p>
      )}
    </div>
  );
}
