import { randomUUID } from "node:crypto";
import { sql } from "kysely";
import type { Access, Identity } from "#connectors/ports/connector.ts";
import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { AppError } from "#shared/app-error.ts";
import type { Account } from "../contract/accounts.ts";
import { readAccount } from "./account-store.ts";
import { withAccounts } from "./account-tables.ts";
import { grantApplications } from "./applications/application-store.ts";
import { type Secrets, sealSecrets } from "./ask-network.ts";
import { hearCalls } from "./hear-calls.ts";
import { keepOutcome } from "./keep-outcome.ts";
import type { NetworkParts } from "./network-parts.ts";
import { type FilledWay, readWay } from "./read-way.ts";
import { accountThread } from "./tell-account-state.ts";

/** A PR officer connects an account of the office; it is tried first, and kept only when it works. */
export async function connectAccount(
  context: RequestContext,
  input: { network: string; way: string; settings: unknown; secrets: unknown },
  parts: NetworkParts,
): Promise<Account> {
  const filled = readWay(input, "secret");
  return keepAccount(context, filled, { secrets: filled.secrets, expiresAt: null }, parts);
}

/**
 * Tries an account and keeps it; one that was connected before gets its new secrets.
 * @throws AppError `account_not_connected` with what the network said
 */
export async function keepAccount(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { connector, way, settings }: FilledWay,
  fresh: { secrets: Secrets; expiresAt: Date | null },
  parts: NetworkParts,
): Promise<Account> {
  const { db, workspaceId, actor } = context;
  const heard = hearCalls(parts, connector);
  const access: Access = {
    way: way.key,
    settings,
    secrets: fresh.secrets,
    externalId: "",
    now: parts.now,
    signal: parts.stopping,
    ...heard.ways,
  };
  const me = await identify(() => connector.open(access).identify());
  const network = connector.manifest.key;
  const now = context.now();
  const accountId = await db.transaction().execute(async (tx) => {
    // Pressed twice, the second finds what the first has kept.
    await sql`select pg_advisory_xact_lock(hashtextextended(${`account:${workspaceId}:${network}:${me.externalId}`}, 0))`.execute(
      tx,
    );
    const known = await withAccounts(tx)
      .selectFrom("accounts.account")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("network", "=", network)
      .where("external_id", "=", me.externalId)
      .where("state", "<>", "disconnected")
      .executeTakeFirst();
    const id = known?.id ?? randomUUID();
    const values = {
      way: way.key,
      handle: me.handle,
      name: me.name,
      url: me.url,
      scopes: [...me.scopes],
      settings: JSON.stringify(settings),
      secrets: sealSecrets(parts.keys, id, fresh.secrets),
      state: "connected" as const,
      cause: null,
      broken_since: null,
      expires_at: fresh.expiresAt ?? me.expiresAt,
      refreshing_until: null,
      last_ok_at: now,
    };
    if (known)
      await withAccounts(tx).updateTable("accounts.account").set(values).where("id", "=", id).execute();
    else
      await withAccounts(tx)
        .insertInto("accounts.account")
        .values({
          ...values,
          id,
          workspace_id: workspaceId,
          network,
          external_id: me.externalId,
          created_by_name: actor.name,
          created_at: now,
        })
        .execute();
    await withdrawNotice(tx, workspaceId, accountThread(id));
    await grantApplications(tx, workspaceId, network, now);
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: known ? "account.reconnected" : "account.connected",
        subjectKind: "account",
        subjectId: id,
        details: { network, handle: me.handle, way: way.key },
      },
      now,
    );
    return id;
  });
  await keepOutcome(parts, accountId, heard, null);
  return readAccount(db, workspaceId, accountId, now);
}

async function identify(ask: () => Promise<Identity>): Promise<Identity> {
  try {
    return await ask();
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    throw notConnected(error.failure, error);
  }
}

/** The sentence for a network that did not let us in. */
export function notConnected(failure: ConnectorFailure, error: unknown): AppError {
  if (failure.kind === "reconnect")
    return new AppError("invalid", `accounts.connect_${failure.cause}`, {}, error);
  if (failure.kind === "rate_limited")
    return new AppError("rate_limited", "accounts.connect_pause", {}, error);
  if (failure.kind === "retry" || failure.kind === "unknown")
    return new AppError("unavailable", "accounts.connect_no_answer", {}, error);
  return new AppError("invalid", "accounts.connect_refused", {}, error);
}
