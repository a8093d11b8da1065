import { useMutation } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote } from "#web/kit/note.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Clipping } from "../../contract/clipping.ts";
import css from "./clippings.module.css";
import { useClippingActs } from "./use-clippings.ts";

/** To whom a clipping went, to whom not yet and why; what failed can be sent again. */
export function ClippingMails({ clipping: { id, mails } }: { clipping: Pick<Clipping, "id" | "mails"> }) {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const { sendAgain } = useClippingActs();
  const again = useMutation({ mutationFn: (address: string) => sendAgain(id, address) });
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
            {error === null
              ? null
              : ` · ${t("clippings.mail_error", { error: t(`clippings.mail_errors.${error}`), tries })}`}
            {state === "waiting" && error !== null ? (
              <>
                {" "}
                · {t("clippings.mail_again")} <TimeText at={nextTryAt} look="dateTime" />
              </>
            ) : null}
            {state === "failed" && mayManage ? (
              <>
                {" "}
                <Button
                  size="small"
                  kind="ghost"
                  aria-label={t("clippings.send_again_to", { address })}
                  isBusy={again.isPending}
                  onClick={() => again.mutate(address)}
                >
                  {t("clippings.send_again")}
                </Button>
              </>
            ) : null}
          </li>
        ))}
      </ul>
      {again.error === null ? null : <ErrorNote error={again.error} />}
    </RuledSection>
  );
}
