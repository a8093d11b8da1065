import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { Dialog } from "#web/kit/dialog.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import type { TagLine } from "../../contract/tag.ts";
import { MergeTag } from "./merge-tag.tsx";
import { TagForm } from "./tag-form.tsx";
import { TagTable } from "./tag-table.tsx";
import { TagTabs } from "./tag-tabs.tsx";
import css from "./tags.module.css";
import { TaxonomyFiles } from "./taxonomy-files.tsx";
import { useTags } from "./use-tags.ts";

/** What is open over the list. */
type Open = { kind: "edit"; tag: TagLine | null } | { kind: "merge"; tag: TagLine } | { kind: "files" };

/** Tanda: the office's own words for what is said, in order, with how much each is used. */
export default function TagsPage() {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const query = useTags();
  const [open, setOpen] = useState<Open>();
  const close = () => setOpen(undefined);
  const addButton = (
    <Button kind="primary" onClick={() => setOpen({ kind: "edit", tag: null })}>
      {t("tags.add")}
    </Button>
  );
  const filesButton = <Button onClick={() => setOpen({ kind: "files" })}>{t("tags.files")}</Button>;
  return (
    <Page
      title={t("tags.title")}
      deck={t("tags.deck")}
      aside={mayManage ? [filesButton, addButton] : undefined}
    >
      <TagTabs />
      <QueryView query={query} rows={6}>
        {({ items }) => {
          const arranged = items.filter(({ id }) => id !== null);
          const loose = items.filter(({ id }) => id === null);
          return (
            <div className={css["sections"]}>
              {items.length === 0 ? (
                <EmptyState title={t("tags.empty_title")}>
                  {t("tags.empty")} {mayManage ? null : t("tags.may_not")}
                </EmptyState>
              ) : null}
              {arranged.length === 0 ? null : (
                <TagTable
                  tags={arranged}
                  label={t("tags.arranged")}
                  mayManage={mayManage}
                  onEdit={(tag) => setOpen({ kind: "edit", tag })}
                  onMerge={(tag) => setOpen({ kind: "merge", tag })}
                />
              )}
              {loose.length === 0 ? null : (
                <RuledSection
                  title={t("tags.loose")}
                  deck={t("tags.loose_help")}
                  aside={t("tags.loose_count", { count: loose.length })}
                >
                  <TagTable
                    tags={loose}
                    label={t("tags.loose")}
                    mayManage={mayManage}
                    onEdit={(tag) => setOpen({ kind: "edit", tag })}
                  />
                </RuledSection>
              )}
              <Dialog
                isOpen={open?.kind === "edit"}
                title={t(open?.kind === "edit" && open.tag?.id ? "tags.edit_title" : "tags.add_title")}
                size="lg"
                onClose={close}
              >
                {open?.kind === "edit" ? <TagForm tag={open.tag} tags={items} onClose={close} /> : null}
              </Dialog>
              <Dialog isOpen={open?.kind === "merge"} title={t("tags.merge_title")} onClose={close}>
                {open?.kind === "merge" ? <MergeTag tag={open.tag} tags={arranged} onClose={close} /> : null}
              </Dialog>
              <Dialog isOpen={open?.kind === "files"} title={t("tags.files_title")} size="lg" onClose={close}>
                {open?.kind === "files" ? <TaxonomyFiles hasTags={arranged.length > 0} /> : null}
              </Dialog>
            </div>
          );
        }}
      </QueryView>
    </Page>
  );
}
