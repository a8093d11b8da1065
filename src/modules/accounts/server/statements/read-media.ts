import type { StatementMedia } from "#connectors/ports/publish-port.ts";
import type { Db } from "#platform/db/database.ts";
import { openContent } from "#platform/files/content-store.ts";
import { findFile } from "#platform/files/file-store.ts";
import type { StatementMediaRef } from "../../contract/statements.ts";

/**
 * Reads the files that go out with a statement.
 * @throws AppError when one has been removed, or the disk does not have it
 */
export async function readMedia(
  { db, dataDir }: { db: Db; dataDir: string },
  workspaceId: string,
  media: readonly StatementMediaRef[],
): Promise<StatementMedia[]> {
  const read: StatementMedia[] = [];
  for (const { fileId, alt } of media) {
    const { originalName: name, mediaType, sha256 } = await findFile(db, workspaceId, fileId);
    const { handle } = await openContent(dataDir, sha256);
    const bytes = await handle.readFile().finally(() => handle.close());
    read.push({ name, mediaType, bytes, alt });
  }
  return read;
}
