import type { ColumnType, Kysely } from "kysely";
import type { Db, Tx } from "#platform/db/database.ts";
import type { PlatformTables } from "#platform/db/tables.ts";
import { withdrawNotice } from "#platform/notices/notify.ts";
import { notFound } from "#shared/app-error.ts";
import type { Application } from "../../contract/applications.ts";

type ApplicationTables = {
  "accounts.application": {
    id: string;
    workspace_id: string;
    network: string;
    asked_on: ColumnType<string, string, never>;
    note: string;
    by_name: string;
    created_at: Date;
    ended_at: Date | null;
    ended_as: "granted" | "withdrawn" | null;
    reminded_at: Date | null;
  };
};

/** The database with what the office waits for at networks. */
export const withApplications = (db: Db | Tx): Kysely<PlatformTables & ApplicationTables> =>
  db.withTables<ApplicationTables>();

export const applicationThread = (id: string): string => `accounts.application:${id}`;

/** What a workspace waits for, the longest first. */
export async function readApplications(
  db: Db | Tx,
  workspaceId: string,
  id?: string,
): Promise<Application[]> {
  const rows = await withApplications(db)
    .selectFrom("accounts.application")
    .select(["id", "network", "note", "by_name", "created_at"])
    .select(({ cast, ref }) => cast<string>(ref("asked_on"), "text").as("asked_on"))
    .where("workspace_id", "=", workspaceId)
    .where("ended_at", "is", null)
    .$if(id !== undefined, (query) => query.where("id", "=", id ?? ""))
    .orderBy("asked_on")
    .orderBy("id")
    .execute();
  return rows.map(({ id: own, network, note, by_name, created_at, asked_on }) => ({
    ...{ id: own, network, askedOn: asked_on, note, byName: by_name },
    createdAt: created_at.toISOString(),
  }));
}

/** @throws AppError not_found */
export async function readApplication(db: Db | Tx, workspaceId: string, id: string): Promise<Application> {
  const [application] = await readApplications(db, workspaceId, id);
  if (!application) throw notFound("application");
  return application;
}

/** Ends what a workspace waits for at a network, as an account was connected there, and takes its reminders back. */
export async function grantApplications(
  tx: Tx,
  workspaceId: string,
  network: string,
  at: Date,
): Promise<void> {
  const ended = await withApplications(tx)
    .updateTable("accounts.application")
    .set({ ended_at: at, ended_as: "granted" })
    .where("workspace_id", "=", workspaceId)
    .where("network", "=", network)
    .where("ended_at", "is", null)
    .returning("id")
    .execute();
  for (const { id } of ended) await withdrawNotice(tx, workspaceId, applicationThread(id));
}
