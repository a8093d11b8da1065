import { setTimeout as pause } from "node:timers/promises";
import type pg from "pg";
import { createRobotsMemory } from "#connectors/page/robots-memory.ts";
import type { AskAccount } from "#modules/accounts/index.ts";
import type { Db } from "#platform/db/database.ts";
import type { Subscription } from "#platform/events/event-outbox.ts";
import type { SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { RawRoute } from "#platform/http/raw-route.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { AnyJobKind, JobQueue } from "#platform/jobs/define-job.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { DeskMail } from "#platform/mail/desk-mail.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import type { Zone } from "#shared/ids.ts";
import type { ClippingSettings } from "./contract/clipping.ts";
import type { MonitorSettings } from "./contract/monitor.ts";
import { receiverTimeoutMs } from "./server/alerts/send-webhook.ts";
import { auditSubjects } from "./server/audit-subjects.ts";
import { briefPdfRoute } from "./server/briefs/brief-pdf-route.ts";
import { clippingPdfRoute } from "./server/clippings/clipping-pdf-route.ts";
import { ensureClippingPlan } from "./server/clippings/ensure-clipping-plan.ts";
import { newestClipping } from "./server/clippings/newest-clipping.ts";
import { fieldPhotoRoutes } from "./server/field-notes/field-photo-routes.ts";
import { alertJobs, alertSubscriptions } from "./server/jobs/alert-jobs.ts";
import { analysisJobs } from "./server/jobs/analysis-jobs.ts";
import { clippingJobs } from "./server/jobs/clipping-jobs.ts";
import { copyJobs, copySubscription } from "./server/jobs/copy-jobs.ts";
import { fieldJobs } from "./server/jobs/field-jobs.ts";
import { mentionJobs } from "./server/jobs/mention-jobs.ts";
import { monitorJobs, monitorSubscriptions } from "./server/jobs/monitor-jobs.ts";
import { networkJobs, tieSubscription } from "./server/jobs/network-jobs.ts";
import { outletJobs } from "./server/jobs/outlet-jobs.ts";
import { sourceJobs } from "./server/jobs/source-jobs.ts";
import { spikeJobs, spikeSubscription } from "./server/jobs/spike-jobs.ts";
import { storyJobs, storySubscription } from "./server/jobs/story-jobs.ts";
import { tagJobs } from "./server/jobs/tag-jobs.ts";
import { transferJobs } from "./server/jobs/transfer-jobs.ts";
import { attachmentRoute } from "./server/mentions/attachment-route.ts";
import { createIntake } from "./server/mentions/intake.ts";
import { ensureMonitors } from "./server/monitors/ensure-monitors.ts";
import { networkFileRoute } from "./server/network/network-file-route.ts";
import { keepStreams } from "./server/network-sources/keep-streams.ts";
import { messageSubscription } from "./server/network-sources/message-subscription.ts";
import { createListenRouter } from "./server/routes.ts";
import type { OverviewParts } from "./server/search/get-overview.ts";
import { pushRoutes } from "./server/sources/push-routes.ts";
import { ensureTagRules, type FirstTagRule } from "./server/tag-rules/ensure-tag-rules.ts";
import { exportFileRoute } from "./server/transfers/export-file-route.ts";
import { refusedRowsRoute } from "./server/transfers/refused-rows-route.ts";

export { verifyCounts } from "./server/counts/verify-counts.ts";
export { readSampleHeadlines } from "./server/mentions/sample-headlines.ts";
export { verifyMonitors } from "./server/monitors/verify-monitors.ts";
export { readOwnContacts } from "./server/personal-data/rules-store.ts";
export { verifyTags } from "./server/tag-rules/verify-tags.ts";
export { bringFile } from "./server/transfers/bring-file.ts";
export { takeOut } from "./server/transfers/take-out.ts";

export type ListenParts = OverviewParts & {
  db: Db;
  pool: pg.Pool;
  jobs: JobQueue;
  log: Logger;
  fetch: SafeFetch;
  keys: KeyRing;
  dataDir: string;
  translate: Translate;
  /** A demo asks nothing outside by itself: its mentions are of 2019, and their outlets had no part in it. */
  isDemo: boolean;
  /** The name under which robots.txt may speak to us. */
  robotName: string;
  publicUrl: string | undefined;
  /** The address people use, as it is now. */
  deskUrl: () => string;
  mail: DeskMail;
  analyst: Analyst;
  askAccount: AskAccount;
  now: () => Date;
  /** Aborted when this process ends: long work stops at its last safe place, and goes on elsewhere or later. */
  stopping: AbortSignal;
};

export type Listen = ReturnType<typeof createListen>;

/** What the module gives the composition root. */
export function createListen(parts: ListenParts) {
  const { db, fetch, jobs, keys, log, now, publicUrl } = parts;
  const robots = createRobotsMemory(parts.robotName);
  const pollParts = {
    db,
    fetch,
    now,
    random: Math.random,
    robots,
    pause: async (ms: number) => {
      await pause(ms);
    },
    log,
    analyst: parts.analyst,
    askAccount: parts.askAccount,
    push: publicUrl === undefined ? null : { publicUrl, keys },
  };
  const alertParts = { ...parts, telegramRoot: "https://api.telegram.org", timeoutMs: receiverTimeoutMs };
  const subscriptions: Subscription[] = [
    copySubscription(parts),
    storySubscription(parts),
    spikeSubscription(parts),
    tieSubscription(parts),
    messageSubscription(parts),
    ...monitorSubscriptions(parts),
    ...alertSubscriptions(alertParts),
  ];
  const rawRoutes: RawRoute[] = [
    ...pushRoutes(keys, parts.analyst),
    attachmentRoute(parts.dataDir),
    ...fieldPhotoRoutes(parts.dataDir),
    clippingPdfRoute(parts),
    networkFileRoute(),
    briefPdfRoute(parts),
    exportFileRoute(parts),
    refusedRowsRoute(parts),
  ];
  const kinds: AnyJobKind[] = [
    ...sourceJobs(pollParts, jobs),
    ...transferJobs(parts),
    ...analysisJobs(parts),
    ...copyJobs(parts),
    ...storyJobs(parts),
    ...monitorJobs(parts),
    ...tagJobs(parts),
    ...fieldJobs(parts),
    ...clippingJobs(parts),
    ...outletJobs(parts),
    ...networkJobs(parts),
    ...alertJobs(alertParts),
    ...spikeJobs(parts),
    ...mentionJobs({ ...parts, originals: parts.isDemo ? null : pollParts }),
  ];
  return {
    router: createListenRouter({
      ...alertParts,
      log,
      jobs,
      fetch,
      robots,
      dataDir: parts.dataDir,
      translate: parts.translate,
      otherAttention: parts.otherAttention,
      analyst: parts.analyst,
    }),
    rawRoutes,
    jobs: kinds,
    auditSubjects,
    subscriptions,
    /** Holds the streams of networks open, each in one process. */
    streams: keepStreams(pollParts, parts.stopping),
    /** The intake as the demo and experiments drive it. */
    intake: createIntake(pollParts),
    /** Gives a workspace without monitors these ones, as the demo does. */
    ensureMonitors: (
      workspace: { id: string; zone: Zone },
      monitors: readonly Partial<MonitorSettings>[],
    ): Promise<void> => ensureMonitors(parts, workspace, monitors),
    /** Gives a workspace without rules for tags these ones, as the demo does. */
    ensureTagRules: (workspace: { id: string; zone: Zone }, rules: readonly FirstTagRule[]): Promise<void> =>
      ensureTagRules(parts, workspace, rules),
    /** Gives a workspace without clippings one of all its monitors, as the demo does. */
    ensureClippingPlan: (
      workspaceId: string,
      settings: Partial<ClippingSettings>,
      first: string,
    ): Promise<void> => ensureClippingPlan(parts, workspaceId, settings, first),
    /** The last clipping made at its hour, as the demo names it. */
    newestClipping: (workspaceId: string) => newestClipping(db, workspaceId),
    async lastSuccessfulPollAt(): Promise<Date | null> {
      const { rows } = await parts.pool.query<{ at: Date | null }>(
        "select max(last_success_at) as at from listen.source",
      );
      return rows[0]?.at ?? null;
    },
  };
}
