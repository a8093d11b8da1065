import { randomUUID } from "node:crypto";
import { mkdtemp, rm } from "node:fs/promises";
import path from "node:path";
import { fileURLToPath } from "node:url";
import { inject } from "vitest";
import type { TransferParts } from "#modules/listen/server/transfers/import-parts.ts";
import { keepFile } from "#platform/files/keep-file.ts";
import { acceptedTypes } from "#platform/files/media-type.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { loadTranslator } from "#platform/i18n/translator.ts";
import { type JobRunner, openJobs } from "#platform/jobs/job-runner.ts";
import { createLogger } from "#platform/log/logger.ts";
import { type TestDatabase, testDatabase } from "./database.ts";
import { contextFor, makeWorkspace, testNow } from "./factories.ts";

const folderOf = (relative: string): string => fileURLToPath(new URL(relative, import.meta.url));

/** For tests: a database, a data folder and jobs to import and export with. */
export type TransferBench = AsyncDisposable & {
  database: TestDatabase;
  parts: TransferParts;
  jobs: JobRunner;
  /** Somebody of a workspace of their own. */
  newOffice(): Promise<RequestContext>;
  /** Hands a file in, as the upload does. @returns its id */
  handIn(office: RequestContext, name: string, content: string | Uint8Array): Promise<string>;
};

export async function openTransferBench(): Promise<TransferBench> {
  const database = await testDatabase();
  const dataDir = await mkdtemp(path.join(inject("runFolder"), "transfer-"));
  const log = createLogger("silent");
  const jobs = await openJobs(database.connectionString, log);
  const translate = await loadTranslator([
    folderOf("../modules/listen/server/messages"),
    folderOf("../platform/i18n/messages"),
  ]);
  const { db } = database;
  const parts = { db, dataDir, jobs, log, now: () => testNow, translate };
  return {
    database,
    parts,
    jobs,
    newOffice: async () => contextFor(db, await makeWorkspace(db)),
    async handIn(office, name, content) {
      const bytes = Buffer.from(content);
      const source = (async function* () {
        yield bytes;
      })();
      const incoming = { source, originalName: name, accept: acceptedTypes.tables, maxBytes: 1e9 };
      const file = await keepFile(db, dataDir, office.workspaceId, {
        ...incoming,
        createdBy: randomUUID(),
        now: testNow,
      });
      return file.id;
    },
    async [Symbol.asyncDispose]() {
      await jobs.stop();
      await database[Symbol.asyncDispose]();
      await rm(dataDir, { recursive: true, force: true });
    },
  };
}
