import { plainText } from "#connectors/page/plain-text.ts";
import type { LookUp, Statement } from "#connectors/ports/publish-port.ts";
import type { MastodonCall, MastodonClient, Readable } from "./mastodon-client.ts";
import { type MastodonStatus, mastodonStatus } from "./mastodon-shapes.ts";
import type { PlannedStatus } from "./plan-status.ts";

const pageSize = 40;
const mostPages = 10;
/** The server's clock may be so far behind ours. */
const clockMs = 5 * 60 * 1_000;

/**
 * Looks for a statement among our own posts since it was first tried: the same words (without what the server adds to names
 * and addresses), in answer to the same post, with as many files. It cannot tell when there are too many to look through, and
 * it takes another post for ours that is the same in all this.
 */
export async function findStatement(
  client: MastodonClient,
  ownId: string,
  sought: { readonly statement: Statement; readonly planned: PlannedStatus; readonly since: Date },
): Promise<LookUp> {
  const from = sought.since.getTime() - clockMs;
  const wanted = wordsOf(sought.planned.text);
  const path = `/api/v1/accounts/${encodeURIComponent(ownId)}/statuses`;
  const isSought = (status: MastodonStatus): boolean =>
    (status.in_reply_to_id ?? null) === sought.planned.parentId &&
    status.media_attachments.length === sought.statement.media.length &&
    wordsOf(plainText(status.content)) === wanted;
  let before: string | null = null;
  let isWhole = true;
  for (let page = 0; page < mostPages; page += 1) {
    const query: MastodonCall["query"] = { limit: String(pageSize), max_id: before, exclude_reblogs: "true" };
    const { items, count }: Readable<MastodonStatus> = await client.list(path, mastodonStatus, { query });
    isWhole &&= items.length === count;
    const ours = items.find((status) => status.created_at.getTime() >= from && isSought(status));
    if (ours) return { found: { externalId: ours.id, url: ours.url ?? null } };
    const isPast = items.some(({ created_at }) => created_at.getTime() < from);
    if (isPast || items.length === 0) return { found: isWhole ? null : "cannot_tell" };
    before = items.at(-1)?.id ?? null;
  }
  return { found: "cannot_tell" };
}

/** Letters, digits and signs without space between them, names without their server: what a server shows as it was written. */
const wordsOf = (text: string): string =>
  text
    .normalize("NFC")
    .replace(/(@[a-z0-9_.-]+)@[\p{L}\p{N}.-]*[\p{L}\p{N}]/giu, "$1")
    .replace(/\s+/gu, "")
    .toLowerCase();
