import { IconArrowLeft } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMay } from "#web/api/session.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import { showToast } from "#web/kit/toasts.tsx";
import type { WholeConversation } from "../../contract/inbox.ts";
import { accounts } from "../accounts-api.ts";
import { AnswerBox } from "./answer-box.tsx";
import { nameOf } from "./conversation-list.tsx";
import { MessageEntry } from "./message-entry.tsx";
import { PendingAnswers } from "./pending-answers.tsx";
import css from "./thread.module.css";
import { useConversation } from "./use-inbox.ts";

/** A conversation whole: both sides, and the box to answer in. */
export function Thread({ id, onBack }: { id: string; onBack: (() => void) | undefined }) {
  const query = useConversation(id);
  const [shown, setShown] = useState<WholeConversation>();
  // What was shown on record stays shown until something new is said.
  const isCurrent = shown !== undefined && shown.messages.length === query.data?.messages.length;
  return (
    <div className={css["thread"]}>
      <QueryView query={query} rows={5}>
        {(covered) => <WholeThread whole={isCurrent ? shown : covered} onBack={onBack} onShown={setShown} />}
      </QueryView>
    </div>
  );
}

function WholeThread({
  whole,
  onBack,
  onShown,
}: {
  whole: WholeConversation;
  onBack: (() => void) | undefined;
  onShown: (whole: WholeConversation) => void;
}) {
  const { t } = useTranslation("accounts");
  const { conversation, messages, answers, answersTo } = whole;
  const maySend = useMay("statements.send");
  const end = useRef<HTMLDivElement>(null);
  const count = messages.length + answers.length;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the newest words come into view as they come
  useEffect(() => {
    end.current?.scrollIntoView({ block: "nearest" });
  }, [count]);
  return (
    <>
      <header className={css["threadhead"]}>
        {onBack === undefined ? null : (
          <Button kind="ghost" size="small" onClick={onBack} aria-label={t("inbox.back")}>
            <IconArrowLeft size={18} stroke={1.75} aria-hidden="true" />
          </Button>
        )}
        <div>
          <h2>
            <bdi>{nameOf(conversation)}</bdi>
          </h2>
          <p>
            {t(`conversation.${conversation.kind}`)} · {conversation.accountHandle}
            {conversation.isPrivate ? ` · ${t("inbox.private")}` : ""}
          </p>
        </div>
        <ThreadActs whole={whole} onShown={onShown} />
      </header>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a pane that scrolls must be reachable by keyboard */}
      <div className={css["said"]} tabIndex={0} role="log" aria-label={t("inbox.messages")}>
        {whole.isCovered ? <p className={css["covered"]}>{t("inbox.covered")}</p> : null}
        <ol>
          {messages.map((message) => (
            <MessageEntry
              key={message.id}
              message={message}
              conversationId={conversation.id}
              answered={messages.find(({ externalId }) => externalId === message.replyTo)}
            />
          ))}
        </ol>
        <PendingAnswers answers={answers} />
        <div ref={end} />
      </div>
      {answersTo === null ? (
        <div className={css["answer"]}>
          <Note kind="brass" title={t("answering.cannot")} />
        </div>
      ) : maySend ? (
        <AnswerBox conversation={conversation} messageId={answersTo} />
      ) : null}
    </>
  );
}

function ThreadActs({
  whole: { conversation, isCovered, canFetchThread },
  onShown,
}: {
  whole: WholeConversation;
  onShown: (whole: WholeConversation) => void;
}) {
  const { t } = useTranslation("accounts");
  const queries = useQueryClient();
  const mayShow = useMay("mentions.personal");
  const { id } = conversation;
  const fetchThread = useMutation({
    mutationFn: () => accounts.client.fetchThread({ id }),
    onSuccess: ({ fresh }) => showToast({ text: t("inbox.fetched", { count: fresh }) }),
    onSettled: () => queries.invalidateQueries({ queryKey: accounts.queries.getConversation.key() }),
  });
  const reveal = useMutation({
    mutationFn: () => accounts.client.revealConversation({ id }),
    onSuccess: onShown,
  });
  const failure = fetchThread.error ?? reveal.error;
  if (!mayShow) return null;
  return (
    <div className={css["acts"]}>
      {isCovered ? (
        <Button size="small" isBusy={reveal.isPending} onClick={() => reveal.mutate()}>
          {t("inbox.reveal")}
        </Button>
      ) : null}
      {canFetchThread ? (
        <Button size="small" isBusy={fetchThread.isPending} onClick={() => fetchThread.mutate()}>
          {t("inbox.fetch")}
        </Button>
      ) : null}
      {failure === null ? null : <ErrorNote error={failure} />}
    </div>
  );
}
