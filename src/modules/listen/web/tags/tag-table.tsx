import { IconArrowMerge, IconPencil } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, IconButton } from "#web/kit/button.tsx";
import type { TagLine } from "../../contract/tag.ts";
import { DeskLink } from "../desk-link.tsx";
import { MonitorMark } from "../monitors/monitor-mark.tsx";
import { treeLines } from "./tag-tree.ts";
import css from "./tags.module.css";
import { queryOfTag, useTagActs } from "./use-tags.ts";

/** Tags, each under the one it belongs to: what else it is called, what it is for, and how much it is used. */
export function TagTable({
  tags,
  label,
  mayManage,
  onEdit,
  onMerge,
}: {
  tags: readonly TagLine[];
  label: string;
  mayManage: boolean;
  onEdit: (tag: TagLine) => void;
  onMerge?: (tag: TagLine) => void;
}) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  const most = Math.max(1, ...tags.map(({ withUnder }) => withUnder));
  return (
    <ul className={css["tags"]} aria-label={label}>
      {treeLines(tags).map(({ tag, depth }) => (
        <li key={tag.key} className={css["tag"]} data-depth={Math.min(depth, 4)}>
          <div className={css["what"]}>
            <p className={css["name"]}>
              {tag.id === null ? null : <MonitorMark colour={tag.colour} />}
              <b>{tag.name}</b>
            </p>
            {tag.description === "" ? null : <p className={css["about"]}>{tag.description}</p>}
            {tag.synonyms.length === 0 ? null : (
              <p className={css["about"]}>{t("tags.also", { names: format.list(tag.synonyms) })}</p>
            )}
            {tag.merged.map((other) => (
              <MergedLine key={other.id} id={other.id} name={other.name} mayManage={mayManage} />
            ))}
          </div>
          <p className={css["use"]}>
            <DeskLink to="/aliran" search={{ q: queryOfTag(tag.name) }}>
              {t("tags.mentions", { count: tag.withUnder, number: format.whole(tag.withUnder) })}
            </DeskLink>
            <meter
              min={0}
              max={most}
              value={tag.withUnder}
              aria-label={t("tags.mentions", { count: tag.withUnder, number: format.whole(tag.withUnder) })}
            />
            {tag.withUnder === tag.count ? null : (
              <span>{t("tags.of_them_own", { count: tag.count, number: format.whole(tag.count) })}</span>
            )}
            {tag.byRules === 0 ? null : (
              <span>{t("tags.by_rules", { count: tag.byRules, number: format.whole(tag.byRules) })}</span>
            )}
          </p>
          {mayManage ? (
            <div className={css["acts"]}>
              {tag.id === null ? (
                <Button size="small" onClick={() => onEdit(tag)}>
                  {t("tags.arrange")}
                </Button>
              ) : (
                <IconButton label={t("tags.edit", { name: tag.name })} onClick={() => onEdit(tag)}>
                  <IconPencil size={18} stroke={1.6} />
                </IconButton>
              )}
              {tag.id === null || onMerge === undefined ? null : (
                <IconButton label={t("tags.merge", { name: tag.name })} onClick={() => onMerge(tag)}>
                  <IconArrowMerge size={18} stroke={1.6} />
                </IconButton>
              )}
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

function MergedLine({ id, name, mayManage }: { id: string; name: string; mayManage: boolean }) {
  const { t } = useTranslation("listen");
  const { unmerge } = useTagActs();
  return (
    <p className={css["about"]}>
      {t("tags.merged", { name })}{" "}
      {mayManage ? (
        <Button size="small" kind="ghost" onClick={() => void unmerge(id)}>
          {t("tags.unmerge", { name })}
        </Button>
      ) : null}
    </p>
  );
}
