import { randomUUID } from "node:crypto";
import { recordAudit } from "#platform/audit/record-audit.ts";
import { findAccountByEmail, normaliseEmail } from "#platform/auth/account-store.ts";
import { hashToken, newToken, type RandomBytes } from "#platform/auth/token.ts";
import type { Invitation } from "#platform/contract/workspaces.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { MailMessage } from "#platform/mail/mail-message.ts";
import { AppError } from "#shared/app-error.ts";
import { type Locale, locale } from "#shared/ids.ts";
import type { Role } from "#shared/permissions.ts";
import { invitationDays, withdrawInvitations } from "./invitation-store.ts";
import { requireGrantable } from "./may-grant.ts";
import { selectMembers } from "./member-store.ts";

export type InvitationPost = {
  random: RandomBytes;
  translate: Translate;
  /** Hands a mail over; what fails is logged, for the link is handed to the inviter as well. */
  sendMail(message: MailMessage): Promise<unknown>;
  /** The address people use, without a slash at the end. */
  deskUrl(): string;
  log: Logger;
};

type Wanted = { email: string; role: Exclude<Role, "owner">; locale: Locale };

const dayMs = 24 * 3600 * 1000;

/**
 * An admin invites a colleague by e-mail; the link in the mail is also shown once, to be handed over in another way. An
 * earlier invitation to the same address ends.
 * @throws AppError conflict `already_member`; forbidden when the role holds more than the inviter does
 */
export async function inviteMember(
  context: Pick<RequestContext, "db" | "workspaceId" | "membership" | "actor" | "now">,
  input: Wanted,
  post: InvitationPost,
): Promise<Invitation> {
  const { db, workspaceId, membership, actor, now } = context;
  requireGrantable(membership, input.role);
  const email = normaliseEmail(input.email);
  const token = newToken(post.random);
  const at = now();
  const expiresAt = new Date(at.getTime() + invitationDays * dayMs);
  const id = randomUUID();
  await db.transaction().execute(async (tx) => {
    const account = await findAccountByEmail(tx, email);
    if (account && (await selectMembers(tx, workspaceId, account.id)).length > 0)
      throw new AppError("conflict", "already_member", { email });
    await withdrawInvitations(tx, workspaceId, { email }, at);
    await tx
      .insertInto("platform.invitation")
      .values({
        id,
        workspace_id: workspaceId,
        email,
        role: input.role,
        token_hash: hashToken(token),
        invited_by: actor.name,
        created_at: at,
        expires_at: expiresAt,
      })
      .execute();
    await recordAudit(
      tx,
      workspaceId,
      actor,
      {
        action: "invitation.created",
        subjectKind: "invitation",
        subjectId: id,
        details: { email, role: input.role },
      },
      at,
    );
  });
  const link = `${post.deskUrl()}/undangan/${token}`;
  const facts = { workspace: membership.name, inviter: actor.name, link };
  await post
    .sendMail(invitationMail(email, input, facts, post.translate))
    .catch((error: unknown) => post.log.warn({ err: error, invitationId: id }, "invitation mail not sent"));
  return {
    id,
    email,
    role: input.role,
    invitedBy: actor.name,
    createdAt: at.toISOString(),
    expiresAt: expiresAt.toISOString(),
    link,
  };
}

/** Written in the invited person's language first, then in the other: the inviter may have guessed wrong. */
function invitationMail(
  email: string,
  input: Wanted,
  facts: { workspace: string; inviter: string; link: string },
  translate: Translate,
): MailMessage {
  const languages = locale.options.toSorted((a) => (a === input.locale ? -1 : 1));
  const paragraphs = languages.map((language) =>
    translate(language, "mail.invitation.text", {
      ...facts,
      role: translate(language, `mail.role.${input.role}`),
    }),
  );
  return {
    to: [{ address: email }],
    subject: translate(input.locale, "mail.invitation.subject", facts),
    text: paragraphs.join("\n\n---\n\n"),
    language: input.locale,
    isAutomatic: true,
  };
}
