import { recordAudit } from "#platform/audit/record-audit.ts";
import type { MailSettings } from "#platform/contract/operations-room.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { requireHomeWorkspace } from "#platform/workspaces/require-home-workspace.ts";
import { AppError, invalidField } from "#shared/app-error.ts";
import type { DeskMail } from "./desk-mail.ts";
import {
  readMailSettings,
  type StoredMailSettings,
  sealMailPassword,
  shownSettings,
  writeMailSettings,
} from "./mail-settings-store.ts";
import { readMailbox } from "./mailbox.ts";

type Wanted = {
  host: string;
  port: number;
  isSecure: boolean;
  user: string;
  password?: string | undefined;
  from: string;
};

/**
 * An admin sets the office's mail server; an empty host returns to the preview folder.
 *
 * A password that is not sent along is kept only while host, port, protection and user stay: else whoever may change
 * the host could have the password sent to a machine of theirs.
 * @throws AppError conflict `mail_from_environment`; invalid naming `from`; forbidden outside the home workspace
 */
export async function updateMailSettings(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  input: Wanted,
  { mail, keys }: { mail: DeskMail; keys: KeyRing },
): Promise<MailSettings> {
  await requireHomeWorkspace(context);
  const before = await mail.settings();
  if (before.isFromEnvironment) throw new AppError("conflict", "mail_from_environment");
  if (!readMailbox(input.from)) throw invalidField("from", "field.mail_address");
  const { password, ...plain } = input;
  return context.db.transaction().execute(async (tx) => {
    const stored = await readMailSettings(tx);
    const settings: StoredMailSettings = {
      ...plain,
      sealedPassword: keptPassword(stored, plain) ?? null,
    };
    if (password !== undefined)
      settings.sealedPassword = password === "" ? null : sealMailPassword(keys, password);
    await writeMailSettings(tx, settings);
    const shown = shownSettings(settings, before.from);
    const { host, port, isSecure, user, from, hasPassword } = shown;
    await recordAudit(
      tx,
      context.workspaceId,
      context.actor,
      {
        action: "mail.settings_changed",
        subjectKind: "mail",
        subjectId: null,
        details: {
          host,
          port,
          isSecure,
          user,
          from,
          hasPassword,
          isNewPassword: password !== undefined,
        },
      },
      context.now(),
    );
    return shown;
  });
}

function keptPassword(
  stored: StoredMailSettings | undefined,
  wanted: Omit<Wanted, "password" | "from">,
): string | null | undefined {
  const isSameServer =
    stored?.host === wanted.host &&
    stored.port === wanted.port &&
    stored.user === wanted.user &&
    (wanted.isSecure || !stored.isSecure);
  return isSameServer ? stored.sealedPassword : undefined;
}
