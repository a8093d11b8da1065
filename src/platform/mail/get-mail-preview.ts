import type { RequestContext } from "#platform/http/request-context.ts";
import { requireHomeWorkspace } from "#platform/workspaces/require-home-workspace.ts";
import { notFound } from "#shared/app-error.ts";
import { readPreview } from "./previews.ts";

/** An admin reads one message that was kept instead of sent. @throws AppError not_found */
export async function getMailPreview(
  context: Pick<RequestContext, "db" | "workspaceId">,
  input: { name: string },
  previewDir: string,
): Promise<{ name: string; to: string; subject: string; text: string }> {
  await requireHomeWorkspace(context);
  const preview = await readPreview(previewDir, input.name);
  if (!preview) throw notFound("mail", input.name);
  return { name: preview.id, to: preview.to.join(", "), subject: preview.subject, text: preview.text };
}
