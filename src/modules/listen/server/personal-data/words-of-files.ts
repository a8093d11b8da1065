import type { Db } from "#platform/db/database.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { ShownWords } from "../../contract/personal-data.ts";
import { mayPersonal } from "./require-personal.ts";
import { openVeil, ownWords } from "./veil.ts";

/** How cells of a file that is being brought are shown: as they are to whoever may see personal data, else covered. */
export async function wordsOfFiles(
  db: Db,
  workspaceId: string,
  membership: Pick<RequestContext["membership"], "permissions">,
): Promise<(cell: string) => ShownWords> {
  return mayPersonal(membership) ? ownWords : (await openVeil(db, workspaceId))(null).words;
}
