import type { MailSettings } from "#platform/contract/operations-room.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { requireHomeWorkspace } from "#platform/workspaces/require-home-workspace.ts";
import type { DeskMail } from "./desk-mail.ts";

/** An admin sees how mail leaves this desk; the password is never shown. */
export async function getMailSettings(
  context: Pick<RequestContext, "db" | "workspaceId">,
  mail: DeskMail,
): Promise<MailSettings> {
  await requireHomeWorkspace(context);
  return mail.settings();
}
