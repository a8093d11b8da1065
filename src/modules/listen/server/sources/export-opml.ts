import { writeOpml } from "#connectors/feed/opml.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { listSourceViews } from "./source-store.ts";

/** A PR officer takes the list of feeds along to another reader, folders and all. */
export async function exportOpml({
  db,
  workspaceId,
  membership,
  now,
}: Pick<RequestContext, "db" | "workspaceId" | "membership" | "now">): Promise<{ opml: string }> {
  const sources = await listSourceViews(db, workspaceId, now());
  const entries = sources
    .filter(({ kind }) => kind === "feed")
    .map(({ url, title, siteUrl, folder }) => ({
      url,
      title,
      ...(siteUrl === null ? {} : { siteUrl }),
      folder: folder.split("/").filter((part) => part !== ""),
    }));
  return { opml: writeOpml(entries, { title: membership.name, now: now() }) };
}
