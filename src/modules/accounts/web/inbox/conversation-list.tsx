import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Network } from "../../contract/accounts.ts";
import type { Conversation } from "../../contract/inbox.ts";
import { NetworkSign } from "../list/network-sign.tsx";
import css from "./inbox.module.css";

type Search = Record<string, string | undefined>;

/** The conversations: who, through which account, the last words, and whether somebody waits. */
export function ConversationList({
  items,
  networks,
  opened,
  searchOf,
}: {
  items: readonly Conversation[];
  networks: readonly Network[];
  opened: string | undefined;
  searchOf: (id: string) => Search;
}) {
  const { t } = useTranslation("accounts");
  return (
    <ol>
      {items.map((one) => {
        const network = networks.find(({ key }) => key === one.network);
        return (
          <li
            key={one.id}
            className={css["row"]}
            data-open={one.id === opened || undefined}
            data-waiting={one.waitingSince !== null || undefined}
          >
            {network ? <NetworkSign sign={network.sign} /> : null}
            <div className={css["what"]}>
              <h2>
                <Link
                  to="/percakapan"
                  search={searchOf(one.id) as never}
                  resetScroll={false}
                  aria-current={one.id === opened ? "true" : undefined}
                >
                  <bdi>{nameOf(one)}</bdi>
                </Link>
              </h2>
              <p className={css["to"]}>
                {t(`message_kind.${one.last.kind}`)} · {one.accountHandle}
                {one.isPrivate ? ` · ${t("inbox.private")}` : ""}
              </p>
              <p className={css["words"]} dir="auto">
                {one.last.isOurs ? <b>{t("inbox.us")}: </b> : null}
                {one.last.isRemoved ? t("inbox.removed") : one.last.text || t("inbox.only_media")}
              </p>
              {one.waitingSince === null ? null : (
                <p className={css["waits"]}>
                  {t("inbox.waits")} <TimeText at={one.waitingSince} look="ago" />
                </p>
              )}
            </div>
            <p className={css["when"]}>
              <TimeText at={one.last.at} />
            </p>
          </li>
        );
      })}
    </ol>
  );
}

/** Who speaks with us, and in a mail about what; a group by its name. */
export function nameOf({ kind, title, with: other, accountHandle }: Conversation): string {
  if (kind === "group" && title !== null) return title;
  const name = other?.name || other?.handle || title || accountHandle;
  return kind === "mail" && title !== null && title !== name ? `${name} · ${title}` : name;
}
