import { fileTypeFromBuffer } from "file-type";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { NetworkMedia } from "#connectors/ports/network-post.ts";
import { readFile } from "#connectors/ports/read-file.ts";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { cleanName, mediaTypes } from "#platform/files/media-type.ts";
import { isImageType, reencodeImage } from "#platform/files/reencode-image.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import { type AccountRow, findAccount } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { askNetwork } from "../ask-network.ts";
import { notConnected } from "../connect-account.ts";
import type { NetworkParts } from "../network-parts.ts";
import { findConversation } from "./conversation-store.ts";
import { type MessageRow, webAddress } from "./message-draft.ts";

const mostBytes = 25 * 1024 * 1024;
/** A preview is looked at beside the words; whoever wants more saves the file. */
const previewLimits = { maxPixels: 60_000_000, maxSide: 1_600, timeoutSeconds: 20 };

type Context = Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">;

export type OpenedFile = { readonly name: string; readonly mediaType: string; readonly bytes: Uint8Array };

/**
 * Somebody who reads a conversation opens a file of one of its messages. It is fetched now, from the network or from its
 * address on the web, told by its bytes, and kept nowhere; who opened it is on record.
 * @param asPicture drawn anew from its pixels, to be shown; only pictures can be
 * @throws AppError with what came of asking the network
 */
export async function openAttachment(
  context: Context,
  { id, messageId, place, asPicture }: { id: string; messageId: string; place: number; asPicture: boolean },
  parts: NetworkParts,
): Promise<OpenedFile> {
  const { db, workspaceId, actor, now } = context;
  const conversation = await findConversation(context, id);
  const message = await withAccounts(db)
    .selectFrom("accounts.message")
    .selectAll()
    .where("conversation_id", "=", id)
    .where("id", "=", messageId)
    .executeTakeFirst();
  const media = message?.media[place];
  if (!message || !media) throw notFound("attachment");
  const account = await findAccount(db, workspaceId, conversation.account_id);
  const bytes = await fetchFile(parts, account, message, media).catch((error: unknown) => {
    throw error instanceof ConnectorError ? refusalOf(error) : error;
  });
  const mediaType = await typeOf(bytes);
  const name = cleanName(media.name ?? nameOf(media, place));
  const opened = asPicture ? await pictureOf(bytes, mediaType) : { bytes, mediaType };
  await db.transaction().execute((tx) =>
    recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "attachment.opened",
        subjectKind: "conversation",
        subjectId: id,
        // Never its name: people write names and numbers into them.
        details: { network: account.network, mediaType, bytes: bytes.byteLength },
      },
      now(),
    ),
  );
  return { name, ...opened };
}

async function fetchFile(
  parts: NetworkParts,
  account: AccountRow,
  { external_id: externalId, root_id: rootId }: MessageRow,
  media: NetworkMedia,
): Promise<Uint8Array> {
  const address = webAddress(media.url);
  if (address !== null) return fetchFromWeb(parts, address);
  return askNetwork(parts, account, async ({ inbox }) => {
    if (!inbox?.fetchAttachment) throw new AppError("invalid", "accounts.file_not_fetched");
    const message = { externalId, ...(rootId !== null && { rootId }) };
    return inbox.fetchAttachment(message, media, mostBytes);
  });
}

/** Without the account's secrets, and outside the account's quota: the address was written by whoever wrote to us. */
async function fetchFromWeb({ network, now, stopping }: NetworkParts, address: string): Promise<Uint8Array> {
  try {
    return await readFile(await network.call(address, { signal: stopping }), { mostBytes, now: now() });
  } catch (error) {
    if (error instanceof ConnectorError) throw error;
    throw new ConnectorError({ kind: "retry" }, error instanceof Error ? error.message : "no answer", error);
  }
}

function refusalOf(error: ConnectorError): AppError {
  const { failure } = error;
  if (failure.kind === "gone") return new AppError("not_found", "accounts.file_gone", {}, error);
  if (failure.kind === "rejected" && failure.reason === "media_size")
    return new AppError("too_large", "accounts.file_too_large", {}, error);
  // A server of somebody's that wants a password has nothing to do with the account.
  if (failure.kind === "rejected" || failure.kind === "reconnect")
    return new AppError("invalid", "accounts.file_not_fetched", {}, error);
  return notConnected(failure, error);
}

/** By its bytes; what could be run, and what we do not know, is only bytes. */
async function typeOf(bytes: Uint8Array): Promise<string> {
  const found = await fileTypeFromBuffer(bytes).catch(() => undefined);
  const isHarmless =
    found !== undefined && /^(image|audio|video)\/(?!svg)|^application\/pdf$/.test(found.mime);
  return isHarmless ? found.mime : "application/octet-stream";
}

async function pictureOf(
  bytes: Uint8Array,
  mediaType: string,
): Promise<{ bytes: Uint8Array; mediaType: string }> {
  const type = mediaTypes.find((one) => one === mediaType);
  if (type === undefined || !isImageType(type)) throw new AppError("invalid", "accounts.file_no_picture");
  return reencodeImage(bytes, type, previewLimits).catch((error: unknown) => {
    throw new AppError("invalid", "accounts.file_no_picture", {}, error);
  });
}

function nameOf({ url, kind }: NetworkMedia, place: number): string {
  const last = URL.parse(url)?.pathname.split("/").at(-1) ?? "";
  return /^[\w-]{1,100}\.\w{1,8}$/.test(last) ? last : `${kind}-${place + 1}`;
}
