import { randomBytes } from "node:crypto";
import { z } from "zod";
import { addUser, type DeskHands, resetPassword } from "#platform/workspaces/add-user.ts";
import { AppError } from "#shared/app-error.ts";
import { ClearError } from "#shared/clear-error.ts";
import { role } from "#shared/permissions.ts";
import { onVisit } from "./open-visit.ts";

const wanted = z.object({
  email: z.email("is no e-mail address"),
  name: z.string().trim().min(1).max(120),
  workspace: z.string(),
  role,
});

const sentences: Record<string, string> = {
  not_found: "Nobody has an account with this e-mail address.",
  no_such_workspace: "There is no such workspace.",
  already_member: "This person is already a member of the workspace.",
};

/** Gives somebody access from the server's own terminal, for the day nobody can sign in. */
export async function addUserCommand(options: unknown): Promise<void> {
  const parsed = wanted.safeParse(options);
  if (!parsed.success)
    throw new ClearError(`--${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`);
  const added = await atDesk((hands) => addUser(hands, parsed.data));
  console.log(`${added.email} is now ${parsed.data.role} of ${added.workspaceSlug}.`);
  if (added.password !== null) console.log(`Password, shown this once: ${added.password}`);
}

/** Gives somebody who is locked out a new password. */
export async function resetPasswordCommand({ email }: { email: string }): Promise<void> {
  const { password } = await atDesk((hands) => resetPassword(hands, { email }));
  console.log(`New password of ${email}, shown this once: ${password}`);
}

/** Works on the desk's own accounts and says a refusal in one sentence. */
async function atDesk<T>(work: (hands: DeskHands) => Promise<T>): Promise<T> {
  try {
    return await onVisit(({ db }) => work({ db, now: () => new Date(), random: randomBytes }));
  } catch (error) {
    if (error instanceof AppError) throw new ClearError(sentences[error.key] ?? error.key, error);
    throw error;
  }
}
