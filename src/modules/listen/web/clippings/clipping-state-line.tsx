import { useTranslation } from "react-i18next";
import { TimeText } from "#web/kit/time-text.tsx";
import type { ClippingLine } from "../../contract/clipping.ts";

/** How far a clipping is: draft, edited by whom, when it goes, when it went and to how many in vain. */
export function ClippingStateLine({
  clipping,
}: {
  clipping: Pick<ClippingLine, "state" | "editedByName" | "sendAt" | "sentAt" | "mailsFailed">;
}) {
  const { t } = useTranslation("listen");
  const { state, editedByName, sendAt, sentAt, mailsFailed } = clipping;
  return (
    <p>
      {t(`clippings.state.${state}`)}
      {sentAt === null ? null : (
        <>
          {" "}
          <TimeText at={sentAt} look="dateTime" />
        </>
      )}
      {editedByName === null ? null : ` · ${t("clippings.edited_by", { name: editedByName })}`}
      {sendAt === null ? null : (
        <>
          {" "}
          · {t("clippings.goes_at")} <TimeText at={sendAt} look="dateTime" />
        </>
      )}
      {mailsFailed === 0 ? null : ` · ${t("clippings.mails_failed", { count: mailsFailed })}`}
    </p>
  );
}
