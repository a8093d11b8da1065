import { useQuery } from "@tanstack/react-query";
import type { Statement } from "../../contract/statements.ts";
import { accounts } from "../accounts-api.ts";
import { StatementCard } from "./statement-card.tsx";
import css from "./statements.module.css";

/** Statements, each with what became of it where it stands on a network; the numbers are asked for together. */
export function StatementList({ statements }: { statements: readonly Statement[] }) {
  const ids = statements
    .filter(({ kind, state, isSandboxed }) => kind === "say" && state === "sent" && !isSandboxed)
    .map(({ id }) => id);
  const insights = useQuery(
    accounts.queries.listStatementInsights.queryOptions({
      input: { ids: ids.join(",") },
      enabled: ids.length > 0,
      refetchInterval: 60_000,
      placeholderData: (before) => before,
    }),
  );
  return (
    <ul className={css["list"]}>
      {statements.map((statement) => (
        <StatementCard
          key={statement.id}
          statement={statement}
          insights={insights.data?.items.find(({ statementId }) => statementId === statement.id)}
        />
      ))}
    </ul>
  );
}
