import { z } from "zod";
import type { Db } from "#platform/db/database.ts";
import { onEvent, type Subscription } from "#platform/events/event-outbox.ts";
import { type AnyJobKind, defineJob, type JobQueue } from "#platform/jobs/define-job.ts";
import { announceLive } from "#platform/live/live-hub.ts";
import type { Logger } from "#platform/log/logger.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { addressGiven } from "../../contract/events.ts";
import type { PageState } from "../../contract/followed-pages.ts";
import { withAccounts } from "../account-tables.ts";
import { pageThread, planMs } from "./follow-page.ts";
import type { FollowedPageRow } from "./followed-page-table.ts";
import { type LookParts, lookAtPage } from "./look-at-page.ts";

export type PageParts = LookParts & {
  readonly db: Db;
  readonly log: Pick<Logger, "error">;
  readonly stopping: AbortSignal;
};

/** One that was not there is looked at again after this, before it counts as gone: sites stumble. */
const againMs = 60 * 60 * 1_000;
const missesToBeGone = 2;
/** While one worker looks, no other does. */
const heldMs = 10 * 60 * 1_000;
const mostAtOnce = 15;

type Due = FollowedPageRow & { words: string };

/**
 * Looks at every page whose hour has come. One that was not there twice, at least an hour apart, is told of once.
 * @returns how many were looked at
 */
export async function checkPages(parts: PageParts, signal: AbortSignal): Promise<number> {
  let looked = 0;
  for (const page of await takeDue(parts)) {
    if (signal.aborted) break;
    try {
      await noteLook(parts, page, await lookAtPage(parts, page, signal));
      looked += 1;
    } catch (error) {
      // One page must not keep the others from being looked at; it is looked at again when nobody holds it any more.
      if (!signal.aborted)
        parts.log.error({ err: error, statementId: page.statement_id }, "a page was not looked at");
    }
  }
  return looked;
}

/** Takes what is due, so that no other worker looks at it meanwhile. */
async function takeDue({ db, now }: PageParts): Promise<Due[]> {
  const at = now();
  return db.transaction().execute(async (tx) => {
    const due = await withAccounts(tx)
      .selectFrom("accounts.followed_page as page")
      .innerJoin("accounts.statement as statement", "statement.id", "page.statement_id")
      .selectAll("page")
      .select(["statement.title", "statement.text"])
      .where("page.next_look_at", "<=", at)
      .orderBy("page.next_look_at")
      .orderBy("page.statement_id")
      .limit(mostAtOnce)
      .forUpdate("page")
      .skipLocked()
      .execute();
    if (due.length > 0)
      await withAccounts(tx)
        .updateTable("accounts.followed_page")
        .set({ next_look_at: new Date(at.getTime() + heldMs) })
        .where(
          "statement_id",
          "in",
          due.map(({ statement_id }) => statement_id),
        )
        .execute();
    return due.map(({ title, text, ...page }) => ({ ...page, words: text === "" ? (title ?? "") : text }));
  });
}

async function noteLook({ db, now }: PageParts, page: Due, state: Exclude<PageState, "new">): Promise<void> {
  const at = now();
  const { statement_id: statementId, workspace_id: workspaceId } = page;
  const isMissing = state === "gone";
  const misses = isMissing ? page.misses + 1 : 0;
  const isDoubtful = isMissing && misses < missesToBeGone;
  // A look between does not count: the plan goes on where it was.
  const looks = planMs.filter((ms) => page.since.getTime() + ms <= at.getTime()).length;
  const plannedMs = planMs[looks];
  const planned = plannedMs === undefined ? null : new Date(page.since.getTime() + plannedMs);
  const again = new Date(at.getTime() + againMs);
  const nextLookAt = isDoubtful && (planned === null || again < planned) ? again : planned;
  await db.transaction().execute(async (tx) => {
    const { numUpdatedRows } = await withAccounts(tx)
      .updateTable("accounts.followed_page")
      .set({ state, looks, misses, looked_at: at, next_look_at: nextLookAt })
      .where("statement_id", "=", statementId)
      // Somebody may have given another address meanwhile.
      .where("url", "=", page.url)
      .where("since", "=", page.since)
      .executeTakeFirst();
    if (numUpdatedRows === 0n) return;
    if (misses === missesToBeGone)
      await notify(
        tx,
        workspaceId,
        {
          kind: "accounts.page_gone",
          severity: "warning",
          values: { start: page.words.slice(0, 60) },
          subject: { kind: "statement", id: statementId },
          thread: pageThread(statementId),
          audience: { permission: "statements.send" },
        },
        at,
      );
    else if (!isMissing && page.misses >= missesToBeGone)
      await withdrawNotice(tx, workspaceId, pageThread(statementId));
    await announceLive(tx, workspaceId, { type: "statements" });
  });
}

const checkPagesKind = { name: "accounts.check-pages", payload: z.object({}) };

/** Whoever has just given an address sees at once whether it opens. */
export const pageSubscription = ({ jobs }: { jobs: JobQueue }): Subscription =>
  onEvent(addressGiven, "accounts.look-at-address", async () => {
    await jobs.send(checkPagesKind, {}, { singletonKey: "given" });
  });

export const pageJobs = (parts: PageParts): AnyJobKind[] => [
  defineJob({
    ...checkPagesKind,
    cron: "*/5 * * * *",
    retryLimit: 0,
    expireInSeconds: 1_800,
    run: async ({ signal }) => {
      await checkPages(parts, AbortSignal.any([signal, parts.stopping]));
    },
  }),
];
