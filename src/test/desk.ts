import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { inject } from "vitest";
import { type Desk, openDesk } from "#app.ts";
import { readConfig } from "#config.ts";
import { insertAccount, passwordHash } from "#platform/auth/account-store.ts";
import { insertMember } from "#platform/workspaces/member-store.ts";
import type { Role } from "#shared/permissions.ts";
import { testDatabase } from "./database.ts";
import { makeWorkspace, testNow } from "./factories.ts";

export type Caller = {
  /** Calls the desk's API as this person, in a workspace (by slug) or in their own first one. */
  call(method: string, address: string, body?: unknown, headers?: Record<string, string>): Promise<Response>;
  workspaceId: string;
  slug: string;
};

export type TestDesk = {
  desk: Desk;
  /** The desk's data folder, where its key lies. */
  dataDir: string;
  /** Somebody without an account. */
  nobody: Pick<Caller, "call">;
  /** A new person with a role, in a new workspace or the given one, signed in through the real sign-in. */
  signIn(role: Role, workspaceId?: string): Promise<Caller>;
  [Symbol.asyncDispose](): Promise<void>;
};

const origin = "http://127.0.0.1:7300";
const password = "kata sandi yang panjang";

/**
 * The whole desk, composed as in production, on a database and a data folder of its own; requests go in directly.
 * @param now the desk's clock, standing still or not
 * @param settings further environment variables
 */
export async function testDesk(
  now: Date | (() => Date) = testNow,
  settings: Record<string, string> = {},
): Promise<TestDesk> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(path.join(inject("runFolder"), "desk-"));
  const config = readConfig({ GAUNG_DATA_DIR: dataDir, LOG_LEVEL: "silent", ...settings });
  const clock = typeof now === "function" ? now : () => now;
  const desk = await openDesk(config, database.connectionString, { now: clock });
  const hash = await passwordHash(password);

  const caller =
    (cookie: string | null) =>
    async (
      method: string,
      address: string,
      body?: unknown,
      headers: Record<string, string> = {},
    ): Promise<Response> =>
      desk.app.request(`${origin}/api${address}`, {
        method,
        headers: {
          origin,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(cookie === null ? {} : { cookie }),
          ...headers,
        },
        ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
      });

  return {
    desk,
    dataDir,
    nobody: { call: caller(null) },
    async signIn(role, existing) {
      const workspaceId = existing ?? (await makeWorkspace(database.db));
      const email = `${randomUUID()}@uji.test`;
      await database.db.transaction().execute(async (tx) => {
        const account = await insertAccount(
          tx,
          { email, name: `Petugas ${role}`, locale: "id", hash },
          clock(),
        );
        await insertMember(tx, workspaceId, account.id, role, clock());
      });
      const signedIn = await caller(null)("POST", "/auth/sign-in/email", { email, password });
      const cookie = signedIn.headers
        .getSetCookie()
        .map((line) => line.split(";")[0])
        .join("; ");
      const { slug } = await database.db
        .selectFrom("platform.workspace")
        .select("slug")
        .where("id", "=", workspaceId)
        .executeTakeFirstOrThrow();
      return { call: caller(cookie), workspaceId, slug };
    },
    async [Symbol.asyncDispose]() {
      await desk.close();
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
