import { Menu } from "@mantine/core";
import {
  IconAdjustmentsHorizontal,
  IconArrowsSort,
  IconArrowUp,
  IconCheck,
  IconDownload,
  IconListCheck,
  IconPaperclip,
} from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button, IconButton } from "#web/kit/button.tsx";
import { SaveAsMonitor } from "../monitors/save-as-monitor.tsx";
import css from "./list-head.module.css";
import { type Sort, sorts } from "./use-stream.ts";

/** The line above the list: what is new, the order, choosing several, a file of it all, a clip by hand. */
export function ListHead({
  arrivals,
  onShowArrivals,
  sort,
  onSort,
  onSelect,
  onExport,
  onClip,
  onFacets,
}: {
  arrivals: { count: number; isMore: boolean };
  onShowArrivals: () => void;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onSelect: () => void;
  onExport: () => void;
  onClip: () => void;
  /** Opens the facets where they are not beside the list. */
  onFacets: (() => void) | undefined;
}) {
  const { t } = useTranslation("listen");
  const mayExport = useMay("mentions.export");
  const mayClip = useMay("mentions.clip");
  return (
    <div className={css["head"]}>
      <span className={css["new"]} role="status">
        {arrivals.count === 0 ? null : (
          <button type="button" onClick={onShowArrivals}>
            <IconArrowUp size={15} stroke={1.75} aria-hidden="true" />
            {arrivals.isMore
              ? t("stream.many_new", { count: arrivals.count })
              : t("stream.new", { count: arrivals.count })}
          </button>
        )}
      </span>
      {onFacets === undefined ? null : (
        <Button size="small" kind="ghost" onClick={onFacets}>
          <IconAdjustmentsHorizontal size={18} stroke={1.6} />
          {t("stream.filter")}
        </Button>
      )}
      <Menu>
        <Menu.Target>
          <Button
            size="small"
            kind="ghost"
            aria-label={t("stream.order_by", { order: t(`stream.sort.${sort}`) })}
          >
            {t(`stream.sort.${sort}`)}
            <IconArrowsSort size={18} stroke={1.6} />
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {sorts.map((one) => (
            <Menu.Item
              key={one}
              onClick={() => onSort(one)}
              rightSection={one === sort ? <IconCheck size={15} stroke={1.75} /> : undefined}
            >
              {t(`stream.sort.${one}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
      <IconButton size="small" label={t("stream.select")} onClick={onSelect}>
        <IconListCheck size={18} stroke={1.6} />
      </IconButton>
      <SaveAsMonitor />
      {mayExport ? (
        <IconButton size="small" label={t("stream.export")} onClick={onExport}>
          <IconDownload size={18} stroke={1.6} />
        </IconButton>
      ) : null}
      {mayClip ? (
        <IconButton size="small" label={t("stream.add_clip")} onClick={onClip}>
          <IconPaperclip size={18} stroke={1.6} />
        </IconButton>
      ) : null}
    </div>
  );
}
