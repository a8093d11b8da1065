import { Popover } from "@mantine/core";
import { IconArrowLeft, IconExternalLink, IconNote, IconTag, IconWorldSearch } from "@tabler/icons-react";
import { useQuery } from "@tanstack/react-query";
import { type RefObject, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import type { QueryNode } from "#text/query/tree.ts";
import { useMay } from "#web/api/session.ts";
import { Button, IconButton, LinkButton } from "#web/kit/button.tsx";
import { KeyHint } from "#web/kit/key-hint.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { useShortcuts } from "#web/shell/shortcuts.ts";
import { listen } from "../listen-api.ts";
import css from "./reader.module.css";
import { ReaderBody } from "./reader-body.tsx";
import { TagForm } from "./tag-form.tsx";
import type { Acts } from "./use-acts.ts";

/** The pane where one mention is read whole. Opening it marks it as read by you. */
export function Reader({
  id,
  tree,
  acts,
  onRead,
  onBack,
}: {
  id: string;
  tree: QueryNode | undefined;
  acts: Acts;
  onRead: (id: string) => void;
  /** Given on a phone, where the reader is a page of its own. */
  onBack: (() => void) | undefined;
}) {
  const { t } = useTranslation("listen");
  const mayTag = useMay("mentions.tag");
  const mayClip = useMay("mentions.clip");
  const query = useQuery(listen.queries.mentions.getMention.queryOptions({ input: { id } }));
  const mention = query.data;
  const note = useRef<HTMLTextAreaElement>(null);
  const pane = useRef<HTMLElement>(null);
  const [isTagging, setTagging] = useState(false);
  useReadMark(mention?.id, mention?.isRead, onRead);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another mention begins at its top
  useEffect(() => {
    pane.current?.scrollTo({ top: 0 });
  }, [id]);
  useShortcuts([
    ...(mayTag
      ? [
          { keys: "t", label: t("stream.key.tag"), run: () => setTagging(true) },
          { keys: "n", label: t("stream.key.note"), run: () => focusNote(note) },
        ]
      : []),
    {
      keys: "v",
      label: t("stream.key.original"),
      run: () => {
        if (mention?.url) window.open(mention.url, "_blank", "noopener,noreferrer");
      },
    },
  ]);

  return (
    <article ref={pane} className={css["reader"]} aria-label={t("reader.label")}>
      <div className={css["bar"]}>
        {onBack === undefined ? null : (
          <IconButton label={t("reader.back")} onClick={onBack}>
            <IconArrowLeft size={20} stroke={1.6} />
          </IconButton>
        )}
        {mayTag ? (
          <>
            <Popover opened={isTagging} onChange={setTagging} position="bottom-start" trapFocus>
              <Popover.Target>
                <Button kind="ghost" onClick={() => setTagging(!isTagging)}>
                  <IconTag size={18} stroke={1.6} />
                  {t("mention.tag")}
                </Button>
              </Popover.Target>
              <Popover.Dropdown>
                <TagForm
                  without={mention?.tags ?? []}
                  onTag={(tag) => {
                    setTagging(false);
                    return acts.tag({ ids: [id] }, tag, true);
                  }}
                />
              </Popover.Dropdown>
            </Popover>
            <Button kind="ghost" onClick={() => focusNote(note)}>
              <IconNote size={18} stroke={1.6} />
              {t("mention.note")}
            </Button>
          </>
        ) : (
          <span className={css["reason"]}>{t("reader.may_not_tag")}</span>
        )}
        <span className={css["keys"]}>
          <KeyHint keys="j" /> <KeyHint keys="k" /> {t("reader.leaf")}
        </span>
        {mention?.url && mayClip ? (
          <Button kind="ghost" title={t("reader.check")} onClick={() => void acts.check(mention.id)}>
            <IconWorldSearch size={18} stroke={1.6} />
            <span className={css["word"]}>{t("reader.check")}</span>
          </Button>
        ) : null}
        {mention?.url ? (
          <LinkButton kind="ghost" href={mention.url} target="_blank" rel="noopener noreferrer nofollow">
            <IconExternalLink size={18} stroke={1.6} />
            <span className={css["word"]}>{t("reader.original")}</span>
          </LinkButton>
        ) : null}
      </div>
      <div className={css["content"]}>
        <QueryView query={query} rows={5}>
          {(one) => <ReaderBody key={one.id} mention={one} tree={tree} acts={acts} note={note} />}
        </QueryView>
      </div>
    </article>
  );
}

function focusNote(note: RefObject<HTMLTextAreaElement | null>): void {
  note.current?.scrollIntoView({ block: "center" });
  note.current?.focus({ preventScroll: true });
}

/** Tells once that a mention was opened. */
function useReadMark(
  id: string | undefined,
  isRead: boolean | undefined,
  onRead: (id: string) => void,
): void {
  const told = useRef<string>(undefined);
  const tell = useRef(onRead);
  tell.current = onRead;
  useEffect(() => {
    if (id === undefined || isRead !== false || told.current === id) return;
    told.current = id;
    tell.current(id);
  }, [id, isRead]);
}
