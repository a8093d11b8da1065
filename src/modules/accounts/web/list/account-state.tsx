import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Account } from "../../contract/accounts.ts";
import css from "./accounts.module.css";

/** How an account is doing, in one honest line: works, rests, ends in so many days, or is broken since when and why. */
export function AccountState({ account }: { account: Account }) {
  const { t } = useTranslation("accounts");
  if (account.state === "broken")
    return (
      <div className={css["state"]}>
        <Chip kind="saga">{t("state.broken")}</Chip>
        <span>
          {t(`cause.${account.cause ?? "unreadable"}`)}{" "}
          {account.brokenSince === null ? null : (
            <small>
              {t("state.since")} <TimeText at={account.brokenSince} look="ago" />
            </small>
          )}
        </span>
      </div>
    );
  return (
    <div className={css["state"]}>
      {account.pausedUntil !== null ? (
        <Chip kind="brass">{t("state.paused")}</Chip>
      ) : account.endsInDays === null ? (
        <Chip kind="toska">{t("state.connected")}</Chip>
      ) : (
        <Chip kind="brass">{t("state.ends", { count: account.endsInDays })}</Chip>
      )}
      <small>
        {account.pausedUntil !== null ? (
          <>
            {t("state.paused_until")} <TimeText at={account.pausedUntil} look="zoned" />
          </>
        ) : account.lastOkAt === null ? null : (
          <>
            {t("state.last_ok")} <TimeText at={account.lastOkAt} look="ago" />
          </>
        )}
        {account.expiresAt === null || account.endsInDays === null ? null : (
          <>
            {" · "}
            {t("state.expires")} <TimeText at={account.expiresAt} look="dateTime" />
          </>
        )}
      </small>
    </div>
  );
}
