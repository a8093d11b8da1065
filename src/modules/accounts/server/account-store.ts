import { type Selectable, sql } from "kysely";
import { connectors } from "#connectors/registry.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { notFound } from "#shared/app-error.ts";
import { reconnectCauses } from "#shared/network-failures.ts";
import type { Account } from "../contract/accounts.ts";
import { type AccountTable, type CallTable, withAccounts } from "./account-tables.ts";
import { handleOn, networkName } from "./network-words.ts";

export type AccountRow = Selectable<AccountTable>;

/** So many of its last calls are shown with an account. */
const shownCalls = 8;
/** That access ends is shown so many days before. */
const toldDays = 30;
const dayMs = 24 * 60 * 60 * 1_000;

/** @throws AppError not_found, also for an account of another workspace or one that was disconnected */
export async function findAccount(db: Db | Tx, workspaceId: string, accountId: string): Promise<AccountRow> {
  const row = await withAccounts(db)
    .selectFrom("accounts.account")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", accountId)
    .where("state", "<>", "disconnected")
    .executeTakeFirst();
  if (!row) throw notFound("account");
  return row;
}

/** The accounts of a workspace as people see them, by network and name. */
export async function readAccounts(
  db: Db | Tx,
  workspaceId: string,
  now: Date,
  accountId?: string,
): Promise<Account[]> {
  const accounts = withAccounts(db);
  const rows = await accounts
    .selectFrom("accounts.account")
    .selectAll()
    .where("workspace_id", "=", workspaceId)
    .where("state", "<>", "disconnected")
    .$if(accountId !== undefined, (query) => query.where("id", "=", accountId ?? ""))
    .orderBy("network")
    .orderBy("handle")
    .orderBy("id")
    .execute();
  if (rows.length === 0) return [];
  const ids = rows.map(({ id }) => id);
  const quotas = await accounts
    .selectFrom("accounts.quota")
    .selectAll()
    .where("account_id", "in", ids)
    .execute();
  const pauses = await accounts
    .selectFrom("accounts.pause")
    .selectAll()
    .where("account_id", "in", ids)
    .where("until", ">", now)
    .execute();
  const { rows: calls } = await sql<Selectable<CallTable>>`
    select last.* from unnest(${ids}::uuid[]) as wanted (id)
    cross join lateral (
      select * from accounts.call where account_id = wanted.id order by call.id desc limit ${shownCalls}
    ) as last`.execute(db);
  return rows.map((row): Account => {
    return {
      id: row.id,
      network: row.network,
      networkName: networkName(row.network),
      way: row.way,
      handle: row.handle,
      shownHandle: handleOn(row.network, row.handle),
      name: row.name,
      url: row.url,
      scopes: row.scopes,
      state: row.state,
      cause: reconnectCauses.find((cause) => cause === row.cause) ?? null,
      brokenSince: row.broken_since?.toISOString() ?? null,
      expiresAt: row.expires_at?.toISOString() ?? null,
      endsInDays: endsInDays(row, now),
      pausedUntil: pauses.find(({ account_id }) => account_id === row.id)?.until.toISOString() ?? null,
      lastOkAt: row.last_ok_at?.toISOString() ?? null,
      quotas: quotas
        .filter(({ account_id, resets_at }) => account_id === row.id && resets_at > now)
        .map(({ bucket, call_limit, remaining, resets_at }) => ({
          bucket,
          limit: call_limit,
          remaining,
          resetsAt: resets_at.toISOString(),
        })),
      calls: calls
        .filter(({ account_id }) => account_id === row.id)
        .map(({ at, what, status, took_ms }) => ({ at: at.toISOString(), what, status, tookMs: took_ms })),
      createdAt: row.created_at.toISOString(),
      createdByName: row.created_by_name,
    };
  });
}

/** Whole days until access ends for good; null where the desk renews it by itself, or where that is far away. */
function endsInDays({ network, way, expires_at: end }: AccountRow, now: Date): number | null {
  const manifest = connectors.find((one) => one.manifest.key === network)?.manifest;
  if (end === null || manifest?.ways.find(({ key }) => key === way)?.isRenewed === true) return null;
  const days = Math.max(0, Math.ceil((end.getTime() - now.getTime()) / dayMs));
  return days <= toldDays ? days : null;
}

/** @throws AppError not_found */
export async function readAccount(
  db: Db | Tx,
  workspaceId: string,
  accountId: string,
  now: Date,
): Promise<Account> {
  const [account] = await readAccounts(db, workspaceId, now, accountId);
  if (!account) throw notFound("account");
  return account;
}
