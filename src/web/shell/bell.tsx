import { Popover } from "@mantine/core";
import { IconAlertOctagon, IconAlertTriangle, IconBell, IconInfoCircle } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLiveState } from "../api/live.ts";
import buttonCss from "../kit/button.module.css";
import { TimeText } from "../kit/time-text.tsx";
import css from "./bell.module.css";
import { useTitle } from "./desk-nav.ts";
import { type ShownNotice, useNotices } from "./notices.ts";

const icons = { info: IconInfoCircle, warning: IconAlertTriangle, urgent: IconAlertOctagon } as const;

/** The bell: what somebody here should know of. A brass dot and a count say that something is unread. */
export function Bell() {
  const { t } = useTranslation("desk");
  const { notices, markRead } = useNotices();
  const live = useLiveState();
  const [isOpen, setOpen] = useState(false);
  const unread = notices.filter((one) => !one.isRead).length;
  const toggle = (opened: boolean) => {
    setOpen(opened);
    // Should the server not hear of it, they are unread again: that is told by the bell itself.
    if (!opened) void markRead().catch(() => undefined);
  };
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-end" width={360} trapFocus returnFocus>
      <Popover.Target>
        <button
          type="button"
          className={[buttonCss["button"], buttonCss["ghost"], buttonCss["icon"], css["bell"]].join(" ")}
          data-unread={unread > 0 || undefined}
          aria-label={unread > 0 ? t("bell.label_new", { count: unread }) : t("bell.label")}
          onClick={() => toggle(!isOpen)}
        >
          <IconBell size={18} stroke={1.6} aria-hidden="true" />
        </button>
      </Popover.Target>
      <Popover.Dropdown aria-label={t("bell.label")}>
        <div className={css["head"]}>
          <h2>{t("bell.label")}</h2>
          <span className={live === "open" ? undefined : css["quiet"]}>
            {t(live === "open" ? "bell.live" : "bell.waiting")}
          </span>
        </div>
        {notices.length === 0 ? (
          <p className={css["empty"]}>{t("bell.empty")}</p>
        ) : (
          <ul className={css["list"]}>
            {notices.map((notice) => (
              <NoticeLine key={notice.id} notice={notice} onFollow={() => toggle(false)} />
            ))}
          </ul>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}

function NoticeLine({ notice, onFollow }: { notice: ShownNotice; onFollow: () => void }) {
  const { t } = useTranslation("desk");
  const title = useTitle();
  const { severity, isRead, words } = notice;
  const Icon = icons[severity];
  return (
    <li data-severity={severity} data-unread={!isRead || undefined}>
      <Icon size={18} stroke={1.6} aria-hidden="true" />
      <div>
        <Link to={words.to} search={(words.search ?? {}) as never} onClick={onFollow}>
          <span className="sr">{t(`bell.${severity}`)} </span>
          {title(words.title, notice.values)}
          {isRead ? null : <span className="sr"> {t("bell.unread")}</span>}
        </Link>
        {words.more === undefined ? null : <p>{title(words.more, notice.values)}</p>}
      </div>
      <TimeText at={notice.at} />
    </li>
  );
}
