import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { notify, withdrawNotice } from "#platform/notices/notify.ts";
import { markMentionsGone } from "../mentions/mention-store.ts";
import { withMentions } from "../mentions/tables.ts";
import type { PollParts } from "../sources/poll-parts.ts";
import { giveHostTurn, takeHostTurn } from "../sources/poll-store.ts";
import { siteOf } from "../sources/read-articles.ts";
import { lookAtOriginal, type OriginalLook } from "./look-at-original.ts";
import {
  type DueOriginal,
  findDueOriginals,
  forgetOldChecks,
  mostDays,
  noteCheck,
  readOriginalDays,
} from "./original-store.ts";

export type CheckParts = Pick<PollParts, "db" | "fetch" | "now" | "robots" | "pause" | "log">;

const secondMs = 1_000;
const minuteMs = 60 * secondMs;
const hourMs = 60 * minuteMs;
const dayMs = 24 * hourMs;

/** An original is looked at so long after it was received, and again so long after each look. */
const everyMs = 12 * hourMs;
/** One that was not there is looked at again after this, before it counts as gone: sites stumble. */
const againMs = hourMs;
const missesToBeGone = 2;
/** Between two looks at one site, where its robots.txt asks for no more. */
const gentleMs = 2 * secondMs;
/** One site is looked at for no longer than this at a stretch; its turn is held for longer. */
const siteMs = 2 * minuteMs;
const mostOfOffice = 500;
/** Where robots.txt says no, it is asked again next week. */
const forbiddenMs = 7 * dayMs;

export type CheckedOriginals = { looked: number; gone: number; back: number; moved: number };

/**
 * Looks whether what people saved in the last days is still there where it was said, so that a deletion does not go
 * unseen. One that answers 404 or 410 twice, at least an hour apart, is marked as gone, with the copy kept; one that
 * answers again loses the mark. One that leads elsewhere is told once and not marked. Asks one page of a site at a time, never while a source of that site is polled, as
 * robots.txt allows, at its pace, and only whether the page changed; a site that asks to be left alone is.
 * @param signal ends it after the look under way; what is left is due the next time
 */
export async function checkOriginals(parts: CheckParts, signal: AbortSignal): Promise<CheckedOriginals> {
  const { db, now } = parts;
  await forgetOldChecks(db, new Date(now().getTime() - (mostDays + 1) * dayMs));
  const due: DueOriginal[] = [];
  const offices = await db.selectFrom("platform.workspace").select("id").orderBy("id").execute();
  for (const { id } of offices) {
    const days = await readOriginalDays(db, id);
    if (days === null) continue;
    const at = now();
    const since = new Date(at.getTime() - days * dayMs);
    due.push(...(await findDueOriginals(db, id, { since, now: at, firstMs: everyMs, limit: mostOfOffice })));
  }
  const checked: CheckedOriginals = { looked: 0, gone: 0, back: 0, moved: 0 };
  for (const [site, originals] of Map.groupBy(due, ({ url }) => siteOf(url))) {
    if (signal.aborted) break;
    const holder = randomUUID();
    if (!(await takeHostTurn(db, site, holder, now()))) continue;
    try {
      await checkSite(parts, originals, signal, checked);
    } catch (error) {
      // One site must not keep the others from being looked at.
      if (!signal.aborted) parts.log.error({ err: error, site }, "look at originals failed");
    } finally {
      await giveHostTurn(db, site, holder);
    }
  }
  return checked;
}

async function checkSite(
  parts: CheckParts,
  originals: readonly DueOriginal[],
  signal: AbortSignal,
  checked: CheckedOriginals,
): Promise<void> {
  const { db, fetch, now, robots, pause } = parts;
  const endMs = performance.now() + siteMs;
  const putOff = async (original: DueOriginal, waitMs: number): Promise<void> =>
    noteCheck(withMentions(db), original, { ...original, nextAt: new Date(now().getTime() + waitMs) });
  let leftAloneMs: number | undefined;
  let hasAsked = false;
  for (const original of originals) {
    if (leftAloneMs !== undefined) {
      await putOff(original, leftAloneMs);
      continue;
    }
    const rules = await robots.rulesFor(original.url, fetch, now(), signal);
    if (rules.kind === "unreachable") {
      await putOff(original, everyMs);
      continue;
    }
    if (!rules.rules.isAllowed(original.url)) {
      await putOff(original, forbiddenMs);
      continue;
    }
    const restMs = Math.max(gentleMs, (rules.rules.crawlDelaySeconds ?? 0) * secondMs);
    if (hasAsked) {
      if (signal.aborted || performance.now() + restMs > endMs) return;
      await pause(restMs);
    }
    hasAsked = true;
    const { etag, lastModified } = original;
    const look = await lookAtOriginal(fetch, original.url, {
      validators: {
        ...(etag === null ? {} : { etag }),
        ...(lastModified === null ? {} : { lastModified }),
      },
      lane: "originals",
      signal,
    });
    if (signal.aborted) return;
    checked.looked += 1;
    await noteLook(parts, original, look, checked);
    if (look.isBusy) leftAloneMs = Math.max(everyMs, look.retryAfterMs ?? 0);
  }
}

/** Writes down what a look showed, and lets people know when it changed what is known. */
async function noteLook(
  { db, now }: CheckParts,
  original: DueOriginal,
  look: OriginalLook,
  checked: CheckedOriginals,
): Promise<void> {
  const { id, workspaceId, outlet, isGone } = original;
  const at = now();
  const misses = look.state === "gone" ? original.misses + 1 : look.state === "there" ? 0 : original.misses;
  const isDoubtful = look.state === "gone" && !isGone && misses < missesToBeGone;
  const waitMs = Math.max(isDoubtful ? againMs : everyMs, look.retryAfterMs ?? 0);
  const { etag, lastModified } = look.state === "there" ? look : original;
  const isMoved = look.state === "moved" || (look.state === "unknown" && original.isMoved);
  const subject = { subjectKind: "mention", subjectId: id };
  const thread = `listen.mention:${id}`;
  await db.transaction().execute(async (platformTx) => {
    const tx = withMentions(platformTx);
    await noteCheck(tx, original, {
      nextAt: new Date(at.getTime() + waitMs),
      misses,
      etag,
      lastModified,
      isMoved,
    });
    if (look.state === "gone" && misses >= missesToBeGone && !isGone) {
      if ((await markMentionsGone(tx, workspaceId, [id], at)) === 0) return;
      checked.gone += 1;
      await notify(
        platformTx,
        workspaceId,
        {
          kind: "listen.original_gone",
          severity: "warning",
          values: { outlet },
          subject: { kind: "mention", id },
          thread,
          audience: { permission: "mentions.read" },
        },
        at,
      );
      await recordAudit(platformTx, workspaceId, systemActor, { action: "mention.gone", ...subject }, at);
    }
    if (look.state === "moved" && !original.isMoved && !isGone) {
      checked.moved += 1;
      const values = { outlet };
      const notice = { kind: "listen.original_moved", severity: "warning" as const, values, thread };
      const audience = { permission: "mentions.read" as const };
      await notify(platformTx, workspaceId, { ...notice, subject: { kind: "mention", id }, audience }, at);
      await recordAudit(platformTx, workspaceId, systemActor, { action: "mention.moved", ...subject }, at);
    }
    if (look.state === "there" && original.isMoved && !isGone)
      await withdrawNotice(platformTx, workspaceId, thread);
    if (look.state === "there" && isGone) {
      if ((await markMentionsGone(tx, workspaceId, [id], null)) === 0) return;
      checked.back += 1;
      await withdrawNotice(platformTx, workspaceId, thread);
      const facts = { action: "mention.there_again", ...subject };
      await recordAudit(platformTx, workspaceId, systemActor, facts, at);
    }
  });
}
