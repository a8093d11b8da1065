import { useTranslation } from "react-i18next";
import type { Statement, StatementState } from "../../contract/statements.ts";

/** How a state looks: what went well, what waits, and what needs somebody. */
export const chipOf: Readonly<Record<StatementState, "fact" | "brass" | "saga" | "toska">> = {
  waiting: "brass",
  sending: "fact",
  unknown: "brass",
  waiting_for_person: "saga",
  sent: "toska",
  failed: "saga",
  cancelled: "fact",
};

/** Says in plain words why a statement waits or did not go out, and what comes next. */
export function useStatementWords(): (statement: Statement) => { why: string | null; next: string | null } {
  const { t } = useTranslation("accounts");
  return (statement) => {
    const { state, isSandboxed, accountState, pausedUntil } = statement;
    const isOpen = state === "waiting" || state === "unknown";
    const isCut = isOpen && !isSandboxed && accountState === "broken";
    const cause = isCut
      ? state === "unknown"
        ? "cut_off"
        : "reconnect"
      : (statement.cause ?? (isOpen && pausedUntil !== null ? "pause" : null));
    if (cause === null)
      return {
        why: state === "sent" || state === "cancelled" ? null : t(`statement.now.${state}`),
        next: null,
      };
    return { why: t(`statement.cause.${cause}`), next: t(`statement.next.${cause}`) };
  };
}
