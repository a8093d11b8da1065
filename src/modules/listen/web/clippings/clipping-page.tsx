import { useMutation } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { currentWorkspace } from "#web/api/workspace-choice.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button, LinkButton } from "#web/kit/button.tsx";
import { ConfirmDialog } from "#web/kit/confirm-dialog.tsx";
import { EmptyState } from "#web/kit/empty-state.tsx";
import { Page } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { RuledSection } from "#web/kit/ruled-section.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { Clipping } from "../../contract/clipping.ts";
import { BriefEditor } from "../briefs/brief-editor.tsx";
import { EditedBrief } from "../briefs/edited-brief.tsx";
import { DeskLink } from "../desk-link.tsx";
import { ToneBar } from "../monitors/tone-bar.tsx";
import { AddMention } from "./add-mention.tsx";
import { ClippingEditor } from "./clipping-editor.tsx";
import { ClippingForms } from "./clipping-forms.tsx";
import { ClippingItemView } from "./clipping-item.tsx";
import { ClippingMails } from "./clipping-mails.tsx";
import { ClippingStateLine } from "./clipping-state-line.tsx";
import css from "./clippings.module.css";
import { useClipping, useClippingActs } from "./use-clippings.ts";

/** One clipping: what it says, by section; edited and sent from here, and taken along as PDF, mail and text. */
export default function ClippingPage() {
  const { id = "" }: { id?: string } = useParams({ strict: false });
  const query = useClipping(id);
  return <QueryView query={query}>{(clipping) => <ClippingView clipping={clipping} />}</QueryView>;
}

function ClippingView({ clipping }: { clipping: Clipping }) {
  const { t } = useTranslation("listen");
  const mayManage = useMay("monitors.manage");
  const { send } = useClippingActs();
  const [isEdited, setEdited] = useState(window.location.hash === "#sunting");
  const [isAsked, setAsked] = useState(false);
  const isDraft = clipping.state === "draft";
  const workspace = currentWorkspace();
  const pdf = `/api/listen/clippings/${clipping.id}/pdf${workspace === undefined ? "" : `?workspace=${encodeURIComponent(workspace)}`}`;
  const sending = useMutation({ mutationFn: () => send(clipping) });
  return (
    <Page
      title={clipping.name}
      deck={
        <>
          <TimeText at={clipping.from} look="dateTime" /> – <TimeText at={clipping.until} look="dateTime" /> ·{" "}
          <DeskLink to="/kliping">{t("clippings.back")}</DeskLink>
        </>
      }
      aside={
        <span className={css["screenOnly"]}>
          <LinkButton href={pdf} target="_blank" rel="noreferrer">
            {t("clippings.pdf")}
          </LinkButton>
          {mayManage && isDraft && !isEdited ? (
            <>
              <Button onClick={() => setEdited(true)}>{t("clippings.edit")}</Button>
              <Button kind="primary" isBusy={sending.isPending} onClick={() => setAsked(true)}>
                {t("clippings.send")}
              </Button>
            </>
          ) : null}
        </span>
      }
    >
      <ClippingStateLine clipping={clipping} />
      {clipping.brief === null ? <Figures clipping={clipping} /> : null}
      {isEdited && isDraft && mayManage ? (
        <Editor clipping={clipping} onDone={() => setEdited(false)} />
      ) : (
        <Body clipping={clipping} />
      )}
      <div className={css["screenOnly"]}>
        {mayManage && isDraft && !isEdited && clipping.brief === null ? (
          <AddMention clipping={clipping} />
        ) : null}
        {clipping.mails.length === 0 ? null : <ClippingMails clipping={clipping} />}
        <ClippingForms clipping={clipping} />
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        title={t("clippings.send_title")}
        act={t("clippings.send")}
        onConfirm={() => sending.mutateAsync()}
        onClose={() => setAsked(false)}
      >
        <p>{t("clippings.send_help")}</p>
      </ConfirmDialog>
    </Page>
  );
}

function Editor({ clipping, onDone }: { clipping: Clipping; onDone: () => void }) {
  const made = clipping.madeBrief ?? clipping.brief;
  return made === null ? (
    <ClippingEditor clipping={clipping} onDone={onDone} />
  ) : (
    <BriefEditor clipping={clipping} made={made} onDone={onDone} />
  );
}

function Body({ clipping }: { clipping: Clipping }) {
  if (clipping.brief === null) return <Sections clipping={clipping} />;
  return <EditedBrief brief={clipping.brief} made={clipping.madeBrief} />;
}

function Figures({ clipping: { figures, stories } }: { clipping: Clipping }) {
  const { t } = useTranslation("listen");
  const format = useFormat();
  if (figures.mentions === 0) return null;
  return (
    <div className={css["figures"]}>
      <p>
        <DeskLink to="/aliran" search={{ q: figures.query }}>
          {t("clippings.figures", {
            mentions: format.whole(figures.mentions),
            outlets: format.whole(figures.outlets),
            stories: format.whole(stories),
          })}
        </DeskLink>
      </p>
      <ToneBar counts={figures.tones} total={figures.mentions} />
      <p>
        {figures.corrected === 0
          ? t("clippings.corrected_none")
          : t("clippings.corrected", { number: format.whole(figures.corrected) })}
        {figures.leftOut > 0
          ? ` ${t("clippings.left_out", { number: format.whole(figures.leftOut) })}`
          : null}
      </p>
    </div>
  );
}

function Sections({ clipping: { sections, figures } }: { clipping: Clipping }) {
  const { t } = useTranslation("listen");
  const shown = sections
    .map((section) => ({ ...section, items: section.items.filter(({ isOut }) => !isOut) }))
    .filter(({ items }) => items.length > 0);
  if (shown.length === 0)
    return (
      <EmptyState title={t(figures.mentions === 0 ? "clippings.nothing" : "clippings.nothing_left")}>
        {t(figures.mentions === 0 ? "clippings.nothing_more" : "clippings.nothing_left_more")}
      </EmptyState>
    );
  return shown.map(({ key, title, items }) => (
    <RuledSection key={key} title={title} aside={t("clippings.stories", { count: items.length })}>
      <ol className={css["items"]}>
        {items.map((item) => (
          <li key={item.id}>
            <ClippingItemView item={item} />
          </li>
        ))}
      </ol>
    </RuledSection>
  ));
}
