import { randomBytes } from "node:crypto";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { type Accounts, createAccounts } from "#modules/accounts/index.ts";
import { createListen, type Listen, readOwnContacts } from "#modules/listen/index.ts";
import { createPublish } from "#modules/publish/index.ts";
import { createAuthenticator } from "#platform/auth/create-authenticator.ts";
import { backupFileRoute, writeBackupJob } from "#platform/backup/create-backup.ts";
import { type Db, openDatabase } from "#platform/db/database.ts";
import { migrate } from "#platform/db/migrate.ts";
import { eventJobs } from "#platform/events/event-outbox.ts";
import { createHostGate } from "#platform/fetch/host-gate.ts";
import { createNetworkFetch } from "#platform/fetch/network-fetch.ts";
import { createSafeFetch, type SafeFetch, userAgent } from "#platform/fetch/safe-fetch.ts";
import { fileRoutes } from "#platform/files/file-routes.ts";
import { sweepOrphansJob } from "#platform/files/sweep-orphans-job.ts";
import { createMetrics } from "#platform/health/metrics.ts";
import { readAttention } from "#platform/health/read-attention.ts";
import { readHealth } from "#platform/health/read-health.ts";
import { addHealthRoutes } from "#platform/health/routes.ts";
import { createHttpApp } from "#platform/http/create-http-app.ts";
import { describeApi } from "#platform/http/openapi.ts";
import type { RawRoute } from "#platform/http/raw-route.ts";
import { serveDesk } from "#platform/http/serve-desk.ts";
import { type RunningServer, startServer } from "#platform/http/start-server.ts";
import { loadTranslator } from "#platform/i18n/translator.ts";
import { type JobRunner, openJobs } from "#platform/jobs/job-runner.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { openLiveHub } from "#platform/live/live-hub.ts";
import { liveRoute } from "#platform/live/live-route.ts";
import { createLogger, type Logger } from "#platform/log/logger.ts";
import { createDeskMail } from "#platform/mail/desk-mail.ts";
import { createPlatformRouter } from "#platform/routes.ts";
import { KEY_FILE_NAME, loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import type { DeskFacts } from "#platform/session/get-desk.ts";
import { ensureSetupToken } from "#platform/session/setup-token.ts";
import { sweepExpiredRecordsJob } from "#platform/session/sweep-expired-records.ts";
import { createHub } from "#platform/websub/create-hub.ts";
import { appContract } from "./app-contract.ts";
import type { Config } from "./config.ts";
import { migrationSets } from "./migration-sets.ts";
import { version } from "./version.ts";

export type DeskOptions = {
  /** The desk's clock; the demo runs an accelerated one. */
  now?: () => Date;
  demo?: DeskFacts["demo"];
};

export type Desk = {
  app: ReturnType<typeof createHttpApp>;
  db: Db;
  jobs: JobRunner;
  fetch: SafeFetch;
  log: Logger;
  accounts: Accounts;
  listen: Listen;
  rawRoutes: readonly RawRoute[];
  /** Binds the web server. @returns the address people use */
  open(): Promise<string>;
  /** Begins the background work. */
  work(): Promise<void>;
  /** The token of the one-time set-up link; null once somebody can sign in. */
  setupToken(): Promise<string | null>;
  close(): Promise<void>;
};

const folderOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** How long the outbox waits when it was found empty. */
const relayPauseMs = 1000;

/** Puts the desk together on a database: the only place that knows every part. Nothing listens or works yet. */
export async function openDesk(
  config: Config,
  connectionString: string,
  options: DeskOptions = {},
): Promise<Desk> {
  const now = options.now ?? (() => new Date());
  const random = (size: number) => randomBytes(size);
  const log = createLogger(config.logLevel);
  await migrate(connectionString, migrationSets);
  const { db, pool, close: closeDatabase } = openDatabase(connectionString);
  const jobs = await openJobs(connectionString, log);
  const live = openLiveHub(connectionString, log);
  const keys = await loadOrCreateKey(config.dataDir, config.secret);
  const translate = await loadTranslator([
    folderOf("platform/i18n/messages"),
    folderOf("modules/accounts/server/messages"),
    folderOf("modules/accounts/server/register/messages"),
    folderOf("modules/accounts/server/feeds/messages"),
    folderOf("modules/listen/server/messages"),
    folderOf("modules/publish/server/messages"),
  ]);
  let deskUrl = config.publicUrl ?? `http://${config.host}:${config.port}`;

  const fetch = createSafeFetch({
    userAgent: userAgent(version, config.contact),
    allowedPrivateHosts: config.allowedPrivateHosts,
    gate: createHostGate(),
    now,
  });
  const mail = createDeskMail({
    db,
    keys,
    smtpUrl: config.smtpUrl,
    mailFrom: config.mailFrom,
    previewDir: path.join(config.dataDir, "mail"),
    now,
  });
  const authenticator = createAuthenticator({ db, log, keys, publicUrl: config.publicUrl, now });
  const stopping = new AbortController();
  const network = createNetworkFetch({
    userAgent: userAgent(version, config.contact),
    allowedPrivateHosts: config.allowedPrivateHosts,
  });
  const outgoing = { db, keys, network, jobs, log, now, deskUrl: () => deskUrl, stopping: stopping.signal };
  const accounts = createAccounts({
    ...outgoing,
    fetch,
    translate,
    dataDir: config.dataDir,
    readOwnContacts,
  });
  const hub = createHub({ ...outgoing, readTopic: accounts.readTopic });
  const analyst = openAnalyst();
  const listen = createListen({
    db,
    pool,
    jobs,
    log,
    fetch,
    keys,
    dataDir: config.dataDir,
    translate,
    otherAttention: (workspaceId) =>
      readAttention(db, workspaceId, {
        dataDir: config.dataDir,
        previewDir: mail.previewDir,
        now,
        isMailConfigured: async () => (await mail.settings()).isConfigured,
      }),
    isDemo: options.demo !== undefined,
    robotName: "Gaung",
    publicUrl: config.publicUrl,
    deskUrl: () => deskUrl,
    mail,
    analyst,
    askAccount: accounts.ask,
    now,
    stopping: stopping.signal,
  });
  const publish = createPublish({ db, analyst, speaking: accounts.speaking, now, log });

  const backupParts = {
    connectionString,
    dataDir: config.dataDir,
    keyFile: path.join(config.dataDir, KEY_FILE_NAME),
    programVersion: version,
    now: () => new Date(),
  };
  const router = {
    ...createPlatformRouter({
      log,
      translate,
      authenticator,
      mail,
      keys,
      jobs,
      random,
      auditSubjects: { ...accounts.auditSubjects, ...listen.auditSubjects, ...publish.auditSubjects },
      desk: { version, demo: options.demo ?? null },
      deskUrl: () => deskUrl,
    }),
    accounts: accounts.router,
    listen: listen.router,
    publish: publish.router,
  };
  const rawRoutes = [
    liveRoute({ live, principalOf: authenticator.principalOf }),
    ...fileRoutes(config.dataDir),
    backupFileRoute(config.dataDir),
    ...accounts.rawRoutes,
    ...listen.rawRoutes,
  ];

  const startedAt = new Date();
  const health = () =>
    readHealth({
      db,
      dataDir: config.dataDir,
      version,
      startedAt,
      now,
      lastSuccessfulPollAt: listen.lastSuccessfulPollAt,
      // The demo's hours pass faster than its jobs run.
      overdueStatements: async () => (options.demo === undefined ? accounts.watch.overdue() : null),
    });
  const metrics = createMetrics(health);
  const openApi = once(() => describeApi(appContract, rawRoutes, version));
  const app = createHttpApp({
    db,
    log,
    now,
    translate,
    router,
    rawRoutes,
    publicPages: [...accounts.publicPages, hub.page],
    isBehindProxy: config.publicUrl !== undefined,
    principalOf: authenticator.principalOf,
    handleAuth: authenticator.handle,
    openApi,
    observe: metrics.observe,
  });
  addHealthRoutes(app, health, metrics);
  serveDesk(app, folderOf("../dist/web"));

  const { deliverEvent, relayEvents } = eventJobs([
    ...accounts.subscriptions,
    ...listen.subscriptions,
    ...publish.subscriptions,
  ]);
  const kinds = [
    deliverEvent,
    writeBackupJob(db, backupParts),
    sweepExpiredRecordsJob({ db, now }),
    sweepOrphansJob({ db, dataDir: config.dataDir }),
    ...hub.jobs,
    ...accounts.jobs,
    ...listen.jobs,
    ...publish.jobs,
  ];
  let server: RunningServer | undefined;
  let relay: NodeJS.Timeout | undefined;
  let isClosing = false;

  async function relayForEver(): Promise<void> {
    const moved = await relayEvents(db, jobs).catch((error: unknown) => {
      log.error({ err: error }, "events wait: the outbox could not be read");
      return 0;
    });
    if (!isClosing) relay = setTimeout(() => void relayForEver(), moved > 0 ? 0 : relayPauseMs);
  }

  return {
    app,
    db,
    jobs,
    fetch,
    log,
    accounts,
    listen,
    rawRoutes,
    async open() {
      server = await startServer(app.fetch, config.host, config.port);
      if (options.demo === undefined) accounts.watch.begin();
      // Passkeys need a name: browsers refuse them at an address made of numbers.
      const host = ["0.0.0.0", "127.0.0.1"].includes(config.host) ? "localhost" : config.host;
      deskUrl = config.publicUrl ?? `http://${host}:${server.port}`;
      return deskUrl;
    },
    async work() {
      await jobs.work(kinds);
      void relayForEver();
      listen.streams.begin();
      accounts.receiver.begin();
    },
    setupToken: () => ensureSetupToken(db, random),
    async close() {
      isClosing = true;
      stopping.abort();
      clearTimeout(relay);
      await server?.close();
      await listen.streams.ended();
      await accounts.receiver.ended();
      await accounts.watch.end();
      await jobs.stop();
      await live.stop();
      await analyst.close();
      await network.close();
      await closeDatabase();
    },
  };
}

function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
