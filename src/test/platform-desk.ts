import { createHash, createHmac } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import { type Authenticator, createAuthenticator } from "#platform/auth/create-authenticator.ts";
import type { RandomBytes } from "#platform/auth/token.ts";
import type { Db } from "#platform/db/database.ts";
import { createHttpApp } from "#platform/http/create-http-app.ts";
import { loadTranslator } from "#platform/i18n/translator.ts";
import { type JobRunner, openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";
import { createDeskMail, type DeskMail } from "#platform/mail/desk-mail.ts";
import { createPlatformRouter } from "#platform/routes.ts";
import { type KeyRing, loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { addUser } from "#platform/workspaces/add-user.ts";
import type { Role } from "#shared/permissions.ts";
import type { TestDatabase } from "./database.ts";
import { testNow } from "./factories.ts";

/** What a test saw: the status, the body, and which cookies were set. */
export type Answer = { status: number; body: Body; headers: Headers };
// biome-ignore lint/suspicious/noExplicitAny: a test reads bodies whose shape the contract states.
type Body = any;

/** The platform's operations over HTTP, on a real database, without a socket. */
export type PlatformDesk = {
  db: Db;
  authenticator: Authenticator;
  mail: DeskMail;
  keys: KeyRing;
  jobs: JobRunner;
  random: RandomBytes;
  clock: { now: Date };
  /** A browser (or program) with cookies of its own. */
  visitor(headers?: Record<string, string>): Visitor;
  /** Adds an account and signs it in. Without a workspace slug, in the first workspace. */
  member(role: Role, name: string, workspace?: string): Promise<Member>;
  [Symbol.asyncDispose](): Promise<void>;
};

export type Visitor = {
  call(method: string, path: string, body?: unknown, headers?: Record<string, string>): Promise<Answer>;
  signIn(email: string, password: string): Promise<Answer>;
  cookies: Map<string, string>;
};
export type Member = Visitor & { userId: string; email: string; password: string };

/** Repeatable bytes, different at every call. */
function seededRandom(seed: string): RandomBytes {
  let calls = 0;
  return (size) => {
    calls += 1;
    const parts: Buffer[] = [];
    for (let block = 0; block * 32 < size; block += 1)
      parts.push(createHash("sha256").update(`${seed}/${calls}/${block}`).digest());
    return Buffer.concat(parts).subarray(0, size);
  };
}

/** Builds the platform of a desk on a test's database. `publicUrl` is what `GAUNG_URL` would say. */
export async function platformDesk(database: TestDatabase, publicUrl?: string): Promise<PlatformDesk> {
  const { db } = database;
  const folder = await mkdtemp(path.join(inject("runFolder"), "desk-"));
  const log = createLogger("silent");
  const keys = await loadOrCreateKey(folder);
  const clock = { now: testNow };
  const now = () => clock.now;
  const random = seededRandom("desk");
  const translate = await loadTranslator([
    fileURLToPath(new URL("../platform/i18n/messages", import.meta.url)),
  ]);
  const jobs = await openJobs(database.connectionString, log);
  const mail = createDeskMail({
    db,
    keys,
    smtpUrl: undefined,
    mailFrom: "Humas Uji <humas@uji.test>",
    previewDir: path.join(folder, "mail"),
    now,
  });
  const authenticator = createAuthenticator({ db, log, keys, publicUrl, now });
  const origin = publicUrl ?? "http://localhost:7300";
  const router = createPlatformRouter({
    log,
    translate,
    authenticator,
    mail,
    keys,
    jobs,
    random,
    auditSubjects: {},
    desk: { version: "0.0.0", demo: null },
    deskUrl: () => origin,
  });
  const app = createHttpApp({
    db,
    log,
    now,
    translate,
    router,
    rawRoutes: [],
    publicPages: [],
    isBehindProxy: false,
    principalOf: authenticator.principalOf,
    handleAuth: authenticator.handle,
    openApi: async () => ({}),
  });

  function visitor(own: Record<string, string> = {}): Visitor {
    const cookies = new Map<string, string>();
    const call: Visitor["call"] = async (method, where, body, headers = {}) => {
      const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join("; ");
      const response = await app.request(`${origin}${where}`, {
        method,
        headers: {
          origin,
          ...(body === undefined ? {} : { "content-type": "application/json" }),
          ...(cookie === "" ? {} : { cookie }),
          ...own,
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      });
      for (const line of response.headers.getSetCookie()) {
        const [, name = "", value = "", rest = ""] = /^([^=]+)=([^;]*)(.*)$/.exec(line) ?? [];
        if (/max-age=0/i.test(rest)) cookies.delete(name);
        else cookies.set(name, value);
      }
      const text = await response.text();
      return {
        status: response.status,
        body: text === "" ? undefined : JSON.parse(text),
        headers: response.headers,
      };
    };
    const signIn: Visitor["signIn"] = (email, password) =>
      call("POST", "/api/auth/sign-in/email", { email, password });
    return { call, signIn, cookies };
  }

  return {
    db,
    authenticator,
    mail,
    keys,
    jobs,
    random,
    clock,
    visitor,
    async member(role, name, workspace) {
      const email = `${name.toLowerCase().replace(/\W+/g, ".")}@uji.test`;
      const added = await addUser({ db, now, random }, { email, name, role, workspace: workspace ?? null });
      // A network address of its own, so that many sign-ins in one file are not one visitor's.
      const person = visitor(workspace === undefined ? {} : { "gaung-workspace": workspace });
      const { userId } = await signInBehindLimit(person, db, email, added.password ?? "");
      return Object.assign(person, { userId, email, password: added.password ?? "" });
    },
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await rm(folder, { recursive: true, force: true });
    },
  };
}

async function signInBehindLimit(
  person: Visitor,
  db: Db,
  email: string,
  password: string,
): Promise<{ userId: string }> {
  await db.deleteFrom("auth.rateLimit").execute();
  const { status, body } = await person.signIn(email, password);
  if (status !== 200) throw new Error(`sign-in of ${email} answered ${status}: ${JSON.stringify(body)}`);
  return { userId: body.user.id };
}

/** The six digits an authenticator shows (RFC 6238: HMAC-SHA-1, 30 seconds). */
export function totp(secret: string, at: Date): string {
  const bits = [...secret.toUpperCase().replace(/=+$/, "")]
    .map((letter) => "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter).toString(2).padStart(5, "0"))
    .join("");
  const key = Buffer.from((bits.match(/[01]{8}/g) ?? []).map((byte) => Number.parseInt(byte, 2)));
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(at.getTime() / 30_000)));
  const digest = createHmac("sha1", key).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 15;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, "0");
}
