import { IconAlertOctagon, IconClock, IconHelpCircle, IconSend } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { Chip } from "#web/kit/chip.tsx";
import { TimeText } from "#web/kit/time-text.tsx";
import type { PendingAnswer } from "../../contract/inbox.ts";
import css from "./thread.module.css";

const look = {
  waiting: { kind: "fact", Icon: IconClock },
  sending: { kind: "fact", Icon: IconSend },
  unknown: { kind: "brass", Icon: IconHelpCircle },
  waiting_for_person: { kind: "brass", Icon: IconHelpCircle },
  sent: { kind: "toska", Icon: IconSend },
  failed: { kind: "saga", Icon: IconAlertOctagon },
  cancelled: { kind: "fact", Icon: IconClock },
} as const;

/** Answers that were written here and are not on the network yet, or did not get there. */
export function PendingAnswers({ answers }: { answers: readonly PendingAnswer[] }) {
  const { t } = useTranslation("accounts");
  if (answers.length === 0) return null;
  return (
    <ol>
      {answers.map((answer) => {
        const { kind, Icon } = look[answer.state];
        return (
          <li key={answer.statementId} className={css["message"]} data-ours data-pending>
            <p className={css["by"]}>
              <b>{t("inbox.us")}</b> · {answer.byName} · <TimeText at={answer.createdAt} look="brief" />
            </p>
            <p className={css["text"]} dir="auto">
              {answer.text}
            </p>
            <Chip kind={kind} icon={<Icon size={14} stroke={1.75} aria-hidden="true" />}>
              {answer.isSandboxed && answer.state === "sent"
                ? t("sending.sandboxed")
                : t(`sending.${answer.state}`)}
            </Chip>
          </li>
        );
      })}
    </ol>
  );
}
