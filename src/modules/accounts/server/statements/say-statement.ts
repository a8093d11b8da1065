import { randomUUID } from "node:crypto";
import { connectorOf } from "#connectors/registry.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Tx } from "#platform/db/database.ts";
import { publishEvent } from "#platform/events/event-outbox.ts";
import { findFile } from "#platform/files/file-store.ts";
import type { Actor } from "#platform/http/request-context.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import { invalidField } from "#shared/app-error.ts";
import { statementKept } from "../../contract/events.ts";
import type { StatementMediaRef } from "../../contract/statements.ts";
import { findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { readSandbox } from "../sandbox/read-sandbox.ts";
import { detailsOf } from "./move-statement.ts";
import { giveUpAfterMs } from "./statement-machine.ts";
import type { StatementReply, StatementRow } from "./statement-table.ts";

/** What an office wants to say through an account. */
export interface Wish {
  readonly accountId: string;
  readonly text: string;
  readonly title?: string;
  readonly replyTo?: StatementReply;
  /** The received message that it answers. */
  readonly messageId?: string;
  readonly media: readonly StatementMediaRef[];
  readonly link?: string;
  readonly language?: string;
  /** What only this network has; checked by its schema. */
  readonly options: Readonly<Record<string, unknown>>;
  readonly notBefore?: Date;
  /** Not sent after this; a day after its hour where nothing is said. */
  readonly giveUpAt?: Date;
  /** The caller's own name for the wish: said twice under one key, it is one statement. */
  readonly sayKey: string;
  readonly by: Actor;
  readonly now: Date;
}

/**
 * Keeps the wish to say something through one of the office's accounts, in the caller's transaction. From then on the desk
 * sees to it that it goes out once, or says why not; `statementSent` and `statementFailed` tell how it ended.
 * @throws AppError not_found for an account or file of another workspace; `invalid` for options the network does not have
 */
export async function sayStatement(
  tx: Tx,
  workspaceId: string,
  wish: Wish,
): Promise<{ statementId: string }> {
  const account = await findAccount(tx, workspaceId, wish.accountId);
  const options = connectorOf(account.network).manifest.options.safeParse(wish.options);
  if (!options.success) {
    const path = options.error.issues[0]?.path.map(String) ?? [];
    throw invalidField(["options", ...path].join("."), "field.invalid_value");
  }
  for (const { fileId } of wish.media) await findFile(tx, workspaceId, fileId);
  const { isOn } = await readSandbox(tx, workspaceId);
  return keepWish(tx, workspaceId, wish, { kind: "say", isSandboxed: isOn });
}

/** Keeps a wish that has been checked. A key that was used before is the statement it was used for. */
export async function keepWish(
  tx: Tx,
  workspaceId: string,
  wish: Wish,
  how: { kind: "say"; isSandboxed: boolean } | { kind: "edit" | "remove"; target: StatementRow },
): Promise<{ statementId: string }> {
  const { now, by } = wish;
  const id = randomUUID();
  const notBefore = wish.notBefore ?? now;
  const target = how.kind === "say" ? null : how.target;
  const kept = await withAccounts(tx)
    .insertInto("accounts.statement")
    .values({
      id,
      workspace_id: workspaceId,
      account_id: wish.accountId,
      kind: how.kind,
      target_id: target?.id ?? null,
      say_key: wish.sayKey,
      mark: id,
      text: wish.text,
      title: wish.title ?? null,
      reply_to: wish.replyTo === undefined ? null : JSON.stringify(wish.replyTo),
      message_id: wish.messageId ?? null,
      media: JSON.stringify(wish.media),
      link: wish.link ?? null,
      language: wish.language ?? null,
      options: JSON.stringify(wish.options),
      is_sandboxed: how.kind === "say" ? how.isSandboxed : how.target.is_sandboxed,
      state: "waiting",
      token: 0,
      leased_until: null,
      attempts: 0,
      not_before: notBefore,
      next_try_at: notBefore,
      give_up_at: wish.giveUpAt ?? new Date(Math.max(notBefore.getTime(), now.getTime()) + giveUpAfterMs),
      first_tried_at: null,
      last_tried_at: null,
      cause: null,
      said: null,
      external_id: target?.external_id ?? null,
      url: null,
      sent_at: null,
      edited_at: null,
      removed_at: null,
      by_name: by.name,
      created_at: now,
    })
    .onConflict((conflict) => conflict.columns(["workspace_id", "say_key"]).doNothing())
    .returningAll()
    .executeTakeFirst();
  if (!kept) return { statementId: await idOfKey(tx, workspaceId, wish.sayKey) };
  await announceKept(tx, kept, by, now);
  return { statementId: id };
}

async function announceKept(tx: Tx, kept: StatementRow, by: Actor, now: Date): Promise<void> {
  await publishEvent(tx, kept.workspace_id, statementKept, { accountId: kept.account_id });
  await announceLive(tx, kept.workspace_id, { type: "statements" });
  await recordAudit(
    tx,
    kept.workspace_id,
    by,
    {
      action: "statement.asked",
      subjectKind: "statement",
      subjectId: kept.id,
      details: detailsOf(kept),
    },
    now,
  );
}

async function idOfKey(tx: Tx, workspaceId: string, sayKey: string): Promise<string> {
  const { id } = await withAccounts(tx)
    .selectFrom("accounts.statement")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("say_key", "=", sayKey)
    .executeTakeFirstOrThrow();
  return id;
}
