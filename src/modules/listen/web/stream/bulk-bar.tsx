import { Popover } from "@mantine/core";
import { IconChecks, IconDownload, IconTag, IconX } from "@tabler/icons-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, IconButton } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import css from "./list-head.module.css";
import { TagForm } from "./tag-form.tsx";
import type { Acts, Target } from "./use-acts.ts";
import type { Selection } from "./use-selection.ts";
import { useTagProgress } from "./use-tag-progress.ts";

/** What an act by a query reaches at most; the server says the same. */
const bulkMax = 50_000;
/** A query names at most a thousand things: more mentions than this are exported by the query that found them. */
const exportIdsMax = 900;
/** More than this asks first, although it can be undone: a slip of the hand should not touch a whole archive. */
const askFrom = 1000;

/** The line above the list while mentions are chosen: how many, and what can be done to them. */
export function BulkBar({
  selection,
  query,
  total,
  shown,
  acts,
  onExport,
}: {
  selection: Selection;
  query: string;
  total: number;
  /** How many of the result are loaded, to be chosen at once. */
  shown: number;
  acts: Acts;
  onExport: () => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const mayTag = useMay("mentions.tag");
  const mayExport = useMay("mentions.export");
  const [isTagging, setTagging] = useState(false);
  const [asked, setAsked] = useState<string>();
  const count = selection.isAll ? Math.min(total, bulkMax) : selection.ids.size;
  const target: Target = selection.isAll ? { query, count } : { ids: [...selection.ids] };
  const progress = useTagProgress(asked !== undefined);
  const isNone = count === 0;
  const isTooMany = selection.ids.size > exportIdsMax;

  const tag = async (name: string) => {
    setTagging(false);
    if (count >= askFrom) setAsked(name);
    else await acts.tag(target, name, true);
  };
  return (
    <div className={`${css["head"]} ${css["bulk"]}`} role="toolbar" aria-label={t("stream.bulk.label")}>
      <span className={css["count"]} role="status">
        {t("stream.bulk.chosen", { count, number: format.whole(count) })}
      </span>
      {selection.isAll || total === 0 ? null : (
        <Button
          size="small"
          kind="ghost"
          onClick={shown >= total ? selection.selectShown : selection.selectAll}
        >
          {t("stream.bulk.all", { number: format.whole(Math.min(total, bulkMax)) })}
        </Button>
      )}
      {mayTag ? (
        <Popover opened={isTagging} onChange={setTagging} position="bottom-start" trapFocus>
          <Popover.Target>
            <Button size="small" disabled={isNone} onClick={() => setTagging(!isTagging)}>
              <IconTag size={15} stroke={1.75} />
              {t("mention.tag")}
            </Button>
          </Popover.Target>
          <Popover.Dropdown>
            <TagForm onTag={tag} />
          </Popover.Dropdown>
        </Popover>
      ) : null}
      {selection.isAll ? null : (
        <Button size="small" disabled={isNone} onClick={() => void acts.markRead([...selection.ids])}>
          <IconChecks size={15} stroke={1.75} />
          {t("stream.bulk.read")}
        </Button>
      )}
      {mayExport ? (
        <Button size="small" disabled={isNone || isTooMany} onClick={onExport}>
          <IconDownload size={15} stroke={1.75} />
          {t("stream.bulk.export")}
        </Button>
      ) : null}
      {isTooMany ? (
        <span>{t("stream.bulk.export_limit", { number: format.whole(exportIdsMax) })}</span>
      ) : null}
      <IconButton size="small" label={t("stream.bulk.clear")} onClick={selection.clear}>
        <IconX size={18} stroke={1.6} />
      </IconButton>
      <ConfirmDialog
        isOpen={asked !== undefined}
        title={t("stream.bulk.ask", { number: format.whole(count), tag: asked ?? "" })}
        act={t("stream.bulk.do", { number: format.whole(count) })}
        busy={
          progress === undefined
            ? t("stream.bulk.busy", { number: format.whole(count) })
            : t("stream.bulk.progress", {
                done: format.whole(progress.done),
                total: format.whole(progress.total),
              })
        }
        onConfirm={() => acts.tag(target, asked ?? "", true)}
        onClose={() => setAsked(undefined)}
      >
        {t("stream.bulk.consequence")}
      </ConfirmDialog>
    </div>
  );
}
