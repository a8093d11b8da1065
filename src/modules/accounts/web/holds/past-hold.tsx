import { useTranslation } from "react-i18next";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Hold } from "../../contract/holds.ts";
import { HoldAimText } from "./hold-aim.tsx";
import css from "./holds.module.css";

/** A hold that is over: what it held, from when to when, who lifted it and why. */
export function PastHold({ hold }: { hold: Hold }) {
  const { t } = useTranslation("accounts");
  const { liftedAt, until } = hold;
  return (
    <li className={css["past"]}>
      <h3>
        <HoldAimText hold={hold} />
      </h3>
      <p>{hold.reason}</p>
      <p className={css["times"]}>
        <span>
          {hold.byName}, <TimeText at={hold.placedAt} look="dateTime" />
        </span>
        {liftedAt === null ? (
          <span>
            {t("hold.ended")} {until === null ? null : <TimeText at={until} look="dateTime" />}
          </span>
        ) : (
          <span>
            {t("hold.lifted_by", { name: hold.liftedByName })} <TimeText at={liftedAt} look="dateTime" />:{" "}
            {hold.liftReason}
          </span>
        )}
        {hold.released === 0 ? null : <span>{t("hold.released", { count: hold.released })}</span>}
      </p>
    </li>
  );
}
