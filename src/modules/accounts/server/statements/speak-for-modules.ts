import { sql } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { Actor } from "#platform/http/request-context.ts";
import type { Speaker, StatementCause, StatementState } from "../../contract/statements.ts";
import { withAccounts } from "../account-tables.ts";
import type { NetworkParts } from "../network-parts.ts";
import { getSpeaker } from "./get-speaker.ts";
import { moveStatement } from "./move-statement.ts";
import { transitions } from "./statement-machine.ts";
import { findStatement } from "./statement-store.ts";

/** How far a statement came, for whoever wished it. */
export interface StatementProgress {
  readonly id: string;
  readonly state: StatementState;
  readonly cause: StatementCause | null;
  readonly url: string | null;
  readonly sentAt: Date | null;
  /** It went, or goes, to the desk's practice network: nobody outside sees it. */
  readonly isSandboxed: boolean;
}

/** Words that an account said, or is to say. */
export interface SaidWords {
  readonly statementId: string;
  readonly accountId: string;
  readonly text: string;
  /** When it went out, or is to. */
  readonly at: Date;
}

/** What modules above ask about statements, besides wishing one (`sayStatement`). */
export interface Speaking {
  /** @throws AppError not_found for an account of another workspace */
  speakerOf(db: Db, workspaceId: string, accountId: string): Promise<Speaker>;
  readProgress(db: Db | Tx, workspaceId: string, ids: readonly string[]): Promise<StatementProgress[]>;
  /** What an account said or is to say within these hours: at most 500, the last first. */
  readSaid(
    db: Db | Tx,
    workspaceId: string,
    accountId: string,
    between: { from: Date; until: Date },
  ): Promise<SaidWords[]>;
  /** Which of these hashtags the office has said before, in lower case; tags are letters, digits and `_`. */
  readUsedTags(db: Db | Tx, workspaceId: string, tags: readonly string[]): Promise<string[]>;
  /**
   * Calls off a statement that waits, or that failed and must not be tried again, in the caller's transaction.
   * @returns false when it is on its way already, or done
   */
  callOff(tx: Tx, workspaceId: string, statementId: string, by: Actor, at: Date): Promise<boolean>;
}

const saidStates = ["waiting", "sending", "unknown", "waiting_for_person", "sent"] as const;

/** @see Speaking */
export const speakForModules = (parts: NetworkParts): Speaking => ({
  speakerOf: (db, workspaceId, id) => getSpeaker({ db, workspaceId }, { id }, parts),
  readProgress: async (db, workspaceId, ids) =>
    ids.length === 0
      ? []
      : withAccounts(db)
          .selectFrom("accounts.statement")
          .select(["id", "state", "cause", "url", "sent_at as sentAt", "is_sandboxed as isSandboxed"])
          .where("workspace_id", "=", workspaceId)
          .where("id", "in", [...ids])
          .$castTo<StatementProgress>()
          .execute(),
  readSaid: (db, workspaceId, accountId, { from, until }) =>
    withAccounts(db)
      .selectFrom("accounts.statement")
      .select(["id as statementId", "account_id as accountId", "text"])
      .select(sql<Date>`coalesce(sent_at, not_before)`.as("at"))
      .where("workspace_id", "=", workspaceId)
      .where("account_id", "=", accountId)
      .where("kind", "=", "say")
      .where("removed_at", "is", null)
      .where("is_sandboxed", "=", false)
      .where("message_id", "is", null)
      .where("state", "in", [...saidStates])
      .where(sql<Date>`coalesce(sent_at, not_before)`, ">=", from)
      .where(sql<Date>`coalesce(sent_at, not_before)`, "<=", until)
      .orderBy("at", "desc")
      .limit(500)
      .execute(),
  async readUsedTags(db, workspaceId, tags) {
    const used: string[] = [];
    for (const tag of new Set(tags.map((one) => one.toLowerCase()))) {
      const found = await withAccounts(db)
        .selectFrom("accounts.statement")
        .select("id")
        .where("workspace_id", "=", workspaceId)
        .where("kind", "=", "say")
        .where("state", "=", "sent")
        .where("is_sandboxed", "=", false)
        .where(sql<string>`lower(text)`, "~", `#${tag}([^[:alnum:]_]|$)`)
        .limit(1)
        .executeTakeFirst();
      if (found) used.push(tag);
    }
    return used;
  },
  async callOff(tx, workspaceId, statementId, actor, at) {
    const before = await findStatement(tx, workspaceId, statementId);
    if (transitions[before.state].cancel === undefined) return false;
    return (await moveStatement(tx, before, { event: "cancel", at, actor })) !== undefined;
  },
});
