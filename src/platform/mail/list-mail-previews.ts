import type { RequestContext } from "#platform/http/request-context.ts";
import { requireHomeWorkspace } from "#platform/workspaces/require-home-workspace.ts";
import { listPreviews } from "./previews.ts";

type Listed = { name: string; to: string; subject: string; at: string };

/** An admin of a desk without a mail server sees what would have been sent, newest first. */
export async function listMailPreviews(
  context: Pick<RequestContext, "db" | "workspaceId">,
  previewDir: string,
): Promise<{ items: Listed[] }> {
  await requireHomeWorkspace(context);
  const previews = await listPreviews(previewDir);
  return { items: previews.map(({ id, to, subject, at }) => ({ name: id, to: to.join(", "), subject, at })) };
}
