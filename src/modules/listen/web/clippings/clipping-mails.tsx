import { useTranslation } from "react-i18next";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { ClippingMail } from "../../contract/clipping.ts";
import css from "./clippings.module.css";

/** To whom a clipping went, to whom not yet and why. */
export function ClippingMails({ mails }: { mails: readonly ClippingMail[] }) {
  const { t } = useTranslation("listen");
  return (
    <RuledSection title={t("clippings.mails")}>
      <ul className={css["made"]}>
        {mails.map(({ address, state, tries, error, nextTryAt, sentAt }) => (
          <li key={address}>
            <b>{address}</b> · {t(`clippings.mail_state.${state}`)}
            {sentAt === null ? null : (
              <>
                {" "}
                <TimeText at={sentAt} look="dateTime" />
              </>
            )}
            {error === null ? null : ` · ${t("clippings.mail_error", { error, tries })}`}
            {state === "waiting" && error !== null ? (
              <>
                {" "}
                · {t("clippings.mail_again")} <TimeText at={nextTryAt} look="dateTime" />
              </>
            ) : null}
          </li>
        ))}
      </ul>
    </RuledSection>
  );
}
