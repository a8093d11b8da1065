import { setTimeout as pause } from "node:timers/promises";
import { z } from "zod";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { PostRef } from "#connectors/ports/network-post.ts";
import type { PublishPort, Sent, Statement, StatementMedia } from "#connectors/ports/publish-port.ts";
import { countText } from "#text/counters/count-text.ts";
import { pathOf } from "./fediverse-threads.ts";
import { findStatement } from "./find-statement.ts";
import type { MastodonClient } from "./mastodon-client.ts";
import { limitsOf } from "./mastodon-instance.ts";
import { mastodonStatus } from "./mastodon-shapes.ts";
import type { fediverseOptions } from "./option-words.ts";
import { optionsOf, type PlannedStatus, planStatus } from "./plan-status.ts";

/** A film may take the server so long to make ready; the pauses between two looks grow from the first to the second. */
const mostMediaMs = 180_000;
const firstPauseMs = 200;
const longestPauseMs = 5_000;

const mediaKinds = /^(image|video|audio)\//;
const uploaded = z.object({ id: z.union([z.string().min(1), z.int().transform(String)]) });
const standing = z.object({
  id: mastodonStatus.shape.id,
  url: mastodonStatus.shape.url,
  uri: mastodonStatus.shape.uri,
});

export function fediversePublishing(client: MastodonClient, ownId: string): PublishPort {
  return {
    async send(statement, mark) {
      const options = optionsOf(statement);
      const planned = await planStatus(client, ownId, statement);
      const mediaIds = await uploadAll(client, statement.media);
      const body = {
        ...bodyOf(statement, planned, mediaIds),
        ...(planned.parentId !== null && { in_reply_to_id: planned.parentId }),
        visibility: planned.visibility,
        ...pollOf(options),
      };
      const headers = { "idempotency-key": mark };
      const call = { method: "POST", body, headers, isWrite: true } as const;
      return sentOf(await client.ask("/api/v1/statuses", standing, call).catch(tooLongOr(client, planned)));
    },
    async lookUp(statement, _mark, since) {
      try {
        const planned = await planStatus(client, ownId, statement);
        return await findStatement(client, ownId, { statement, planned, since });
      } catch (error) {
        // What it answers is gone: whom it named, and so its words, cannot be known any more.
        if (error instanceof ConnectorError && error.failure.kind === "gone") return { found: "cannot_tell" };
        throw error;
      }
    },
    async edit(post, statement) {
      const planned = await planStatus(client, ownId, statement);
      const mediaIds = await uploadAll(client, statement.media);
      const body = { ...bodyOf(statement, planned, mediaIds), ...pollOf(optionsOf(statement)) };
      const call = { method: "PUT", body, isWrite: true } as const;
      return sentOf(
        await client.ask(pathOf(post.externalId), standing, call).catch(tooLongOr(client, planned)),
      );
    },
    async remove({ externalId }: PostRef) {
      try {
        await client.tell(pathOf(externalId), { method: "DELETE", isWrite: true });
      } catch (error) {
        if (!(error instanceof ConnectorError && error.failure.kind === "gone")) throw error;
      }
    },
  };
}

const sentOf = ({ id, url, uri }: z.infer<typeof standing>): Sent => ({
  externalId: id,
  url: [url, uri].find((one) => one && /^https?:\/\//i.test(one)) ?? null,
});

function bodyOf(statement: Statement, { text }: PlannedStatus, mediaIds: readonly string[]) {
  const { contentWarning, isSensitive } = optionsOf(statement);
  return {
    status: text,
    media_ids: mediaIds,
    spoiler_text: contentWarning ?? "",
    sensitive: isSensitive ?? false,
    ...(statement.language && { language: statement.language.split("-")[0] }),
  };
}

const hourSeconds = 3_600;
const secondsOf = {
  ...{ "5m": 300, "1h": hourSeconds, "6h": 6 * hourSeconds },
  ...{ "1d": 24 * hourSeconds, "3d": 72 * hourSeconds, "7d": 168 * hourSeconds },
} as const;

/** A poll as Mastodon takes it; nothing where no choices are given. */
function pollOf({
  pollChoices = [],
  pollEnds = "1d",
  pollIsMultiple,
  pollHidesTotals,
}: z.infer<typeof fediverseOptions>) {
  if (pollChoices.length === 0) return {};
  return {
    poll: {
      options: pollChoices,
      expires_in: secondsOf[pollEnds],
      multiple: pollIsMultiple ?? false,
      hide_totals: pollHidesTotals ?? false,
    },
  };
}

async function uploadAll(client: MastodonClient, media: readonly StatementMedia[]): Promise<string[]> {
  const ids: string[] = [];
  for (const file of media) ids.push(await upload(client, file));
  return ids;
}

/** Puts up a file; a film is made ready afterwards (202), and a statement can name it only then. */
async function upload(client: MastodonClient, file: StatementMedia): Promise<string> {
  if (!mediaKinds.test(file.mediaType))
    throw new ConnectorError({ kind: "rejected", reason: "media_kind" }, `${file.mediaType} is no medium`);
  const form = new FormData();
  form.append("file", new Blob([file.bytes.slice()], { type: file.mediaType }), file.name);
  if (file.alt !== "") form.append("description", file.alt);
  // A file that no statement names is no statement: this may be tried again freely.
  const first = await client.askWithStatus("/api/v2/media", uploaded, { method: "POST", form });
  const { id } = first.answer;
  let isReady = first.status !== 202;
  for (let waitedMs = 0, pauseMs = firstPauseMs; !isReady; pauseMs = Math.min(pauseMs * 2, longestPauseMs)) {
    if (waitedMs > mostMediaMs)
      throw new ConnectorError({ kind: "retry" }, `the server does not finish ${file.mediaType}`);
    await pause(pauseMs, undefined, { signal: client.signal }).catch((error: unknown) => {
      throw new ConnectorError({ kind: "retry" }, "ended while the server worked on a file", error);
    });
    waitedMs += pauseMs;
    const look = await client
      .askWithStatus(`/api/v1/media/${encodeURIComponent(id)}`, uploaded)
      .catch((error: unknown) => {
        throw brokenOr(error);
      });
    isReady = look.status === 200;
  }
  return id;
}

/** What the server refuses while it works on a file, it refuses because of the file. */
function brokenOr(error: unknown): unknown {
  const isRefused =
    error instanceof ConnectorError && error.failure.kind === "rejected" && error.failure.reason === "other";
  return isRefused
    ? new ConnectorError({ kind: "rejected", reason: "media_broken" }, error.message, error)
    : error;
}

/** A refusal in words that nobody foresaw may be about the length: that can be counted here. */
function tooLongOr(client: MastodonClient, { text }: PlannedStatus): (error: unknown) => Promise<never> {
  return async (error) => {
    const isUnclear =
      error instanceof ConnectorError &&
      error.failure.kind === "rejected" &&
      error.failure.reason === "other";
    if (!isUnclear) throw error;
    const limits = await limitsOf(client).catch(() => null);
    if (limits === null || countText(text, limits.counter) <= limits.mostLength) throw error;
    throw new ConnectorError({ kind: "rejected", reason: "too_long" }, error.message, error);
  };
}
