import { type Expression, type SqlBool, sql } from "kysely";
import { connectors } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import { reconnectCauses } from "#shared/network-failures.ts";
import { type Statement, statementCauses, type statementViews } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import { showHolds } from "../holds/show-holds.ts";
import { handleOn, networkName } from "../network-words.ts";
import type { StatementRow } from "./statement-table.ts";

export type StatementView = (typeof statementViews)[number];

/** @throws AppError not_found, also for a statement of another workspace */
export async function findStatement(
  db: Db | Tx,
  workspaceId: string,
  statementId: string,
): Promise<StatementRow> {
  const row = await withAccounts(db)
    .selectFrom("accounts.statement")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", statementId)
    .executeTakeFirst();
  if (!row) throw notFound("statement");
  return row;
}

const statesOf: Readonly<Record<StatementView, readonly StatementRow["state"][] | null>> = {
  all: null,
  open: ["waiting", "sending", "unknown"],
  attention: ["failed", "waiting_for_person"],
  sent: ["sent"],
};

export interface StatementFilter {
  readonly view: StatementView;
  readonly accountId?: string | undefined;
  readonly statementIds?: readonly string[];
  /** Where the page before ended. */
  readonly before?: { readonly at: Date; readonly id: string };
  readonly limit: number;
}

/** Statements as people see them, the newest first. */
export async function readStatements(
  db: Db | Tx,
  workspaceId: string,
  filter: StatementFilter,
  now: Date,
): Promise<Statement[]> {
  const states = statesOf[filter.view];
  const rows = await withAccounts(db)
    .selectFrom("accounts.statement as statement")
    .innerJoin("accounts.account as account", "account.id", "statement.account_id")
    .leftJoin("accounts.pause as pause", (join) =>
      join.onRef("pause.account_id", "=", "account.id").on("pause.until", ">", now),
    )
    .selectAll("statement")
    .select([
      "account.network",
      "account.handle",
      "account.state as account_state",
      "account.cause as account_cause",
      "pause.until as paused_until",
    ])
    .where("statement.workspace_id", "=", workspaceId)
    .where((where) => {
      const wanted: Expression<SqlBool>[] = [];
      const isWaitedFor = where.and([
        where("statement.state", "=", "unknown"),
        where("account.state", "=", "broken"),
        where("statement.is_sandboxed", "=", false),
      ]);
      if (states) {
        const isInState = where("statement.state", "in", [...states]);
        wanted.push(filter.view === "attention" ? where.or([isInState, isWaitedFor]) : isInState);
      }
      if (filter.accountId !== undefined) wanted.push(where("account.id", "=", filter.accountId));
      if (filter.statementIds) wanted.push(where("statement.id", "in", [...filter.statementIds]));
      if (filter.before)
        wanted.push(
          sql<SqlBool>`(statement.created_at, statement.id) < (${filter.before.at.toISOString()}::timestamptz, ${filter.before.id}::uuid)`,
        );
      return where.and(wanted);
    })
    .orderBy("statement.created_at", "desc")
    .orderBy("statement.id", "desc")
    .limit(filter.limit)
    .execute();
  const held = await showHolds(db, workspaceId, rows, now);
  return rows.map((row) => ({
    ...statementOf(row),
    ...(held.get(row.id) ?? { heldBy: [], release: null }),
  }));
}

/** @throws AppError not_found */
export async function readStatement(
  db: Db | Tx,
  workspaceId: string,
  statementId: string,
  now: Date,
): Promise<Statement> {
  const [found] = await readStatements(
    db,
    workspaceId,
    { view: "all", statementIds: [statementId], limit: 1 },
    now,
  );
  if (!found) throw notFound("statement");
  return found;
}

/** How many statements each view has. */
export async function countStatements(
  db: Db,
  workspaceId: string,
  accountId: string | undefined,
): Promise<Record<StatementView, number>> {
  const rows = await withAccounts(db)
    .selectFrom("accounts.statement as statement")
    .innerJoin("accounts.account as account", "account.id", "statement.account_id")
    .select([
      "statement.state",
      sql<boolean>`statement.state = 'unknown' and account.state = 'broken' and not statement.is_sandboxed`.as(
        "is_cut_off",
      ),
      ({ fn }) => fn.countAll<string>().as("count"),
    ])
    .where("statement.workspace_id", "=", workspaceId)
    .$if(accountId !== undefined, (query) => query.where("statement.account_id", "=", accountId ?? ""))
    .groupBy(["statement.state", "is_cut_off"])
    .execute();
  const countOf = (view: StatementView): number =>
    rows
      .filter(
        ({ state, is_cut_off }) =>
          statesOf[view]?.includes(state) !== false || (view === "attention" && is_cut_off),
      )
      .reduce((sum, { count }) => sum + Number(count), 0);
  return {
    all: countOf("all"),
    open: countOf("open"),
    attention: countOf("attention"),
    sent: countOf("sent"),
  };
}

type Joined = StatementRow & {
  network: string;
  handle: string;
  account_state: Statement["accountState"];
  account_cause: string | null;
  paused_until: Date | null;
};

/** Nobody knows whether it stands there, and the desk cannot ask: access ended, or the network wants silence. */
const isCutOff = ({ state, is_sandboxed, account_state, paused_until }: Joined): boolean =>
  state === "unknown" && !is_sandboxed && (account_state !== "connected" || paused_until !== null);

function statementOf(row: Joined): Omit<Statement, "heldBy" | "release"> {
  const abilities = connectors.find(({ manifest }) => manifest.key === row.network)?.manifest.abilities
    .publish;
  const stands =
    row.kind === "say" && row.state === "sent" && row.removed_at === null && row.external_id !== null;
  const mayChange = stands && row.account_state !== "disconnected";
  return {
    id: row.id,
    kind: row.kind,
    accountId: row.account_id,
    networkName: networkName(row.network),
    handle: row.handle,
    shownHandle: handleOn(row.network, row.handle),
    isByHand: connectors.some(({ manifest }) => manifest.key === row.network && manifest.isByHand === true),
    accountState: row.account_state,
    accountCause: reconnectCauses.find((cause) => cause === row.account_cause) ?? null,
    pausedUntil: row.paused_until?.toISOString() ?? null,
    state: row.state,
    cause: statementCauses.find((cause) => cause === row.cause) ?? null,
    said: row.said,
    text: row.text,
    title: row.title,
    link: row.link,
    replyToUrl: row.reply_to?.url ?? null,
    media: row.media,
    isSandboxed: row.is_sandboxed,
    targetId: row.target_id,
    messageId: row.message_id,
    attempts: row.attempts,
    notBefore: row.not_before.toISOString(),
    nextTryAt: row.next_try_at.toISOString(),
    giveUpAt: row.give_up_at.toISOString(),
    url: row.url,
    sentAt: row.sent_at?.toISOString() ?? null,
    editedAt: row.edited_at?.toISOString() ?? null,
    removedAt: row.removed_at?.toISOString() ?? null,
    canDecide: row.state === "waiting_for_person" || isCutOff(row),
    canEdit: mayChange && (abilities?.edit.can ?? false),
    canRemove: mayChange && (abilities?.remove.can ?? false),
    byName: row.by_name,
    createdAt: row.created_at.toISOString(),
  };
}
