import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { signedIn } from "#platform/session/get-me.ts";
import { requireHomeWorkspace } from "#platform/workspaces/require-home-workspace.ts";
import type { DeskMail } from "./desk-mail.ts";
import { MailError } from "./mail-error.ts";

type Outcome = { outcome: "sent" | "previewed" | "failed"; key: string | null; detail: string | null };

/** An admin sends themselves a message to see whether mail arrives, and learns in plain words why it does not. */
export async function sendTestMail(
  context: Pick<RequestContext, "db" | "workspaceId" | "principal" | "locale">,
  { mail, translate }: { mail: DeskMail; translate: Translate },
): Promise<Outcome> {
  await requireHomeWorkspace(context);
  const { name, email } = signedIn(context);
  const { locale } = context;
  try {
    const sent = await mail.send({
      to: [{ address: email }],
      subject: translate(locale, "mail.test.subject"),
      text: translate(locale, "mail.test.text", { name }),
      language: locale,
      isAutomatic: true,
    });
    return { outcome: sent.previewId === undefined ? "sent" : "previewed", key: null, detail: null };
  } catch (error) {
    if (!(error instanceof MailError)) throw error;
    const sentence = translate(locale, `errors.mail_${error.kind}`);
    const said = error.response === undefined ? "" : ` (${error.response})`;
    return { outcome: "failed", key: `mail_${error.kind}`, detail: sentence + said };
  }
}
