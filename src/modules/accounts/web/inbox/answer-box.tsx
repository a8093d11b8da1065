import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useId, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { countText } from "#text/counters/count-text.ts";
import { useFormat } from "#web/i18n/use-format.ts";
import { Button } from "#web/kit/button.tsx";
import { ErrorNote, Note } from "#web/kit/note.tsx";
import { checkStatement } from "../../contract/check-statement.ts";
import type { Conversation } from "../../contract/inbox.ts";
import { accounts } from "../accounts-api.ts";
import css from "./thread.module.css";

/** A name for one wish to say something. */
const newKey = (): string => crypto.getRandomValues(new Uint32Array(4)).join("-");

/** Where the office answers: counts as the network counts, and hands the words to what sends them. */
export function AnswerBox({ conversation, messageId }: { conversation: Conversation; messageId: string }) {
  const { t } = useTranslation("accounts");
  const format = useFormat();
  const queries = useQueryClient();
  const field = useId();
  const [text, setText] = useState("");
  // Pressed twice, it is one wish; words that were sent begin another.
  const key = useRef(newKey());
  const speaker = useQuery(
    accounts.queries.getSpeaker.queryOptions({
      input: { id: conversation.accountId },
      staleTime: 5 * 60_000,
    }),
  );
  const rules = speaker.data?.rules;
  const answer = useMutation({
    mutationFn: () =>
      accounts.client.answerConversation({ id: conversation.id, text, messageId, key: key.current }),
    onSuccess: async () => {
      key.current = newKey();
      setText("");
      await queries.invalidateQueries({ queryKey: accounts.queries.getConversation.key() });
    },
  });
  const length = rules === undefined ? 0 : countText(text, rules.counter);
  const faults = rules === undefined ? [] : checkStatement(rules, { text, media: [] });
  const isTooLong = faults.includes("too_long") || faults.includes("too_many_bytes");
  if (speaker.data?.isDeclared === false)
    return (
      <div className={css["answer"]}>
        <Note
          kind="brass"
          title={t("answering.undeclared")}
          actions={<Link to="/register-akun">{t("answering.declare")}</Link>}
        />
      </div>
    );
  return (
    <form
      className={css["answer"]}
      onSubmit={(event) => {
        event.preventDefault();
        if (faults.length === 0 && text.trim() !== "") answer.mutate();
      }}
    >
      {answer.isError ? <ErrorNote error={answer.error} unchanged={t("answering.not_sent")} /> : null}
      <label htmlFor={field}>{t("answering.label", { handle: conversation.accountHandle })}</label>
      <textarea
        id={field}
        rows={3}
        value={text}
        aria-describedby={`${field}-count`}
        aria-invalid={isTooLong || undefined}
        onChange={({ currentTarget }) => setText(currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter" && (event.ctrlKey || event.metaKey))
            event.currentTarget.form?.requestSubmit();
        }}
      />
      <div className={css["send"]}>
        <p id={`${field}-count`} data-over={isTooLong || undefined}>
          {rules === undefined || rules.counter === "none"
            ? null
            : t(isTooLong ? "answering.too_long" : "answering.count", {
                length: format.whole(length),
                most: format.whole(rules.mostLength),
              })}
        </p>
        <Button
          type="submit"
          kind="primary"
          isBusy={answer.isPending}
          disabled={text.trim() === "" || isTooLong}
        >
          {t(conversation.isPrivate ? "answering.send_private" : "answering.send")}
        </Button>
      </div>
    </form>
  );
}
