import { useQuery } from "@tanstack/react-query";
import type { FollowedPage } from "../../contract/followed-pages.ts";
import type { Statement } from "../../contract/statements.ts";
import { accounts } from "../accounts-api.ts";
import { StatementCard } from "./statement-card.tsx";
import css from "./statements.module.css";

/** Statements, each with what became of it where it stands on a network; the numbers are asked for together. */
export function StatementList({
  statements,
  pages,
}: {
  statements: readonly Statement[];
  /** Of those that a person posted by hand. */
  pages: readonly FollowedPage[];
}) {
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
          page={pages.find(({ statementId }) => statementId === statement.id)}
          insights={insights.data?.items.find(({ statementId }) => statementId === statement.id)}
        />
      ))}
    </ul>
  );
}
