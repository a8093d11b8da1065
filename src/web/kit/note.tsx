import { IconAlertOctagon, IconCircleCheck, IconInfoCircle } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { isProblem } from "../api/problem-error.ts";
import { Button } from "./button.tsx";
import css from "./note.module.css";

const icons = { saga: IconAlertOctagon, brass: IconInfoCircle, toska: IconCircleCheck };

/** A note with an edge: `saga` something failed, `brass` something waits for you, `toska` done. */
export function Note({
  kind,
  title,
  children,
  actions,
  isAlert = false,
}: {
  kind: "saga" | "brass" | "toska";
  title: ReactNode;
  children?: ReactNode;
  actions?: ReactNode;
  /** Read out at once when it appears. */
  isAlert?: boolean;
}) {
  const Icon = icons[kind];
  return (
    <div className={[css["note"], css[kind]].join(" ")} role={isAlert ? "alert" : undefined}>
      <Icon size={20} stroke={1.6} aria-hidden="true" />
      <div>
        <p className={css["title"]}>{title}</p>
        {children === undefined || children === null ? null : <div className={css["more"]}>{children}</div>}
        {actions === undefined ? null : <div className={css["actions"]}>{actions}</div>}
      </div>
    </div>
  );
}

/**
 * A failure as the reader is told of it: what happened (the server's own sentence), what did not happen (`unchanged`),
 * the trace code, and a way to try again.
 */
export function ErrorNote({
  error,
  unchanged,
  onRetry,
}: {
  error: unknown;
  unchanged?: string;
  onRetry?: () => void;
}) {
  const { t } = useTranslation("desk");
  const problem = isProblem(error) ? error : undefined;
  const sentence =
    problem?.code === "offline" ? t("state.offline") : problem?.message || t("state.unknown_failure");
  return (
    <Note
      kind="saga"
      isAlert
      title={sentence}
      actions={
        onRetry === undefined ? undefined : (
          <Button size="small" onClick={onRetry}>
            {t("state.try_again")}
          </Button>
        )
      }
    >
      {unchanged === undefined ? null : <p>{unchanged}</p>}
      {problem === undefined || problem.fields.length === 0 ? null : (
        <ul>
          {problem.fields.map((fault) => (
            <li key={fault.field}>{fault.detail}</li>
          ))}
        </ul>
      )}
      {problem?.requestId === undefined ? null : (
        <p>
          {t("state.trace_code")} <code>{problem.requestId}</code>
        </p>
      )}
    </Note>
  );
}
