import { randomBytes } from "node:crypto";
import { z } from "zod";
import { addUser } from "#platform/workspaces/add-user.ts";
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
  no_such_workspace: "There is no such workspace.",
  already_member: "This person is already a member of the workspace.",
};

/** Gives somebody access from the server's own terminal, for the day nobody can sign in. */
export async function addUserCommand(options: unknown): Promise<void> {
  const parsed = wanted.safeParse(options);
  if (!parsed.success)
    throw new ClearError(`--${parsed.error.issues[0]?.path.join(".")}: ${parsed.error.issues[0]?.message}`);
  try {
    const added = await onVisit(({ db }) =>
      addUser({ db, now: () => new Date(), random: randomBytes }, parsed.data),
    );
    console.log(`${added.email} is now ${parsed.data.role} of ${added.workspaceSlug}.`);
    if (added.password !== null) console.log(`Password, shown this once: ${added.password}`);
  } catch (error) {
    if (error instanceof AppError) throw new ClearError(sentences[error.key] ?? error.key, error);
    throw error;
  }
}
