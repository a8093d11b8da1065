import { Popover } from "@mantine/core";
import { IconBell } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useLiveState } from "../api/live.ts";
import { useFormat } from "../i18n/use-format.ts";
import buttonCss from "../kit/button.module.css";
import css from "./bell.module.css";
import { useTitle } from "./desk-nav.ts";
import { clearNotices, markNoticesRead, useNotices } from "./notices.tsx";

/** The bell: what came in while the desk was open. A brass dot and a count say that something is unread. */
export function Bell() {
  const { t } = useTranslation("desk");
  const title = useTitle();
  const format = useFormat();
  const notices = useNotices();
  const live = useLiveState();
  const [isOpen, setOpen] = useState(false);
  const unread = notices.filter((one) => !one.isRead).length;
  const toggle = (opened: boolean) => {
    setOpen(opened);
    if (!opened) markNoticesRead();
  };
  return (
    <Popover opened={isOpen} onChange={toggle} position="bottom-end" width={340} trapFocus returnFocus>
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
              <li key={notice.id} data-unread={!notice.isRead || undefined}>
                <time>{format.time(notice.at)}</time>
                <Link to={notice.to} onClick={() => toggle(false)}>
                  {title(notice.title, notice.values)}
                  {notice.isRead ? null : <span className="sr"> {t("bell.unread")}</span>}
                </Link>
              </li>
            ))}
          </ul>
        )}
        {notices.length === 0 ? null : (
          <button type="button" className={css["clear"]} onClick={clearNotices}>
            {t("bell.clear")}
          </button>
        )}
      </Popover.Dropdown>
    </Popover>
  );
}
