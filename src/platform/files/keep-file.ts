import { randomUUID } from "node:crypto";
import type { Db, Tx } from "#platform/db/database.ts";
import { AppError } from "#shared/app-error.ts";
import { type Draft, discardDraft, keepDraft, receiveDraft } from "./content-store.ts";
import { type FileRecord, insertFile } from "./file-store.ts";
import { cleanName, type MediaType, nameForType, sniffMediaType } from "./media-type.ts";
import { DEFAULT_IMAGE_LIMITS, type ImageLimits, isImageType, reencodeImage } from "./reencode-image.ts";

export interface IncomingFile {
  /** The bytes, pulled one piece at a time. A web stream from a request serves as it is. */
  readonly source: AsyncIterable<Uint8Array>;
  /** As the sender calls it; cleaned here. */
  readonly originalName: string;
  /** What may come in at this place, see `acceptedTypes`. */
  readonly accept: readonly MediaType[];
  readonly maxBytes: number;
  /** Id of the actor who brings it. */
  readonly createdBy: string | null;
  readonly now: Date;
  readonly imageLimits?: ImageLimits;
}

/**
 * Keeps a file that someone hands in: a scan of a clipping, a picture for a post, a table to import.
 * Its type is read from its bytes, images are drawn anew, the content is on disk before the row names it.
 * @param dataDir the data folder
 * @param db a transaction when the file hangs on something that is stored with it; after a rollback the content is an
 *   orphan, which the sweep removes
 * @throws AppError `too_large` (`file_too_large`), `invalid` (`file_empty`, `file_type_refused`, `image_broken`,
 *   `image_too_large`, `image_many_pages`), `unavailable` (`disk_full`, `disk_read_only`, `disk_no_access`)
 */
export async function keepFile(
  db: Db | Tx,
  dataDir: string,
  workspaceId: string,
  incoming: IncomingFile,
): Promise<FileRecord> {
  const { source, accept, maxBytes, createdBy, now } = incoming;
  const name = cleanName(incoming.originalName);
  const received = await receiveDraft(dataDir, source, maxBytes);
  let draft: Draft = received;
  try {
    if (received.bytes === 0) throw new AppError("invalid", "file_empty");
    let mediaType = await sniffMediaType(received.path, name);
    if (mediaType === undefined || !accept.includes(mediaType)) {
      throw new AppError("invalid", "file_type_refused", { name, type: mediaType ?? "?" });
    }
    if (isImageType(mediaType)) {
      const image = await reencodeImage(
        received.path,
        mediaType,
        incoming.imageLimits ?? DEFAULT_IMAGE_LIMITS,
      );
      // The cap was for what came in; a small, densely packed picture may need more room when drawn anew.
      draft = await receiveDraft(dataDir, once(image.bytes), Number.POSITIVE_INFINITY);
      mediaType = image.mediaType;
    }
    const file: FileRecord = {
      id: randomUUID(),
      sha256: draft.sha256,
      bytes: draft.bytes,
      mediaType,
      originalName: nameForType(name, mediaType),
      createdBy,
      createdAt: now,
    };
    await keepDraft(dataDir, draft);
    await insertFile(db, workspaceId, file);
    return file;
  } finally {
    await discardDraft(received);
    if (draft !== received) await discardDraft(draft);
  }
}

async function* once(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}
