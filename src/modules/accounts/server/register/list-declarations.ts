import type { RequestContext } from "#platform/http/request-context.ts";
import type { Declaration } from "../../contract/register.ts";
import { readDeclarations } from "./declaration-store.ts";
import { documentPath, pagePath } from "./public-addresses.ts";

/** A member sees the register of official accounts, and where citizens see it. */
export async function listDeclarations(
  { db, workspaceId, membership, now }: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">,
  deskUrl: string,
): Promise<{ items: Declaration[]; page: string; document: string }> {
  const ofOffice = (path: string): string =>
    `${deskUrl}${path}?workspace=${encodeURIComponent(membership.slug)}`;
  return {
    items: await readDeclarations(db, workspaceId, now()),
    page: ofOffice(pagePath),
    document: ofOffice(documentPath),
  };
}
