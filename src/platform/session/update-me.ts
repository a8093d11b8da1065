import { recordAudit } from "#platform/audit/record-audit.ts";
import type { Me } from "#platform/contract/session.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { listMemberships } from "#platform/workspaces/membership-store.ts";
import type { Locale } from "#shared/ids.ts";
import { describeMe, signedIn } from "./get-me.ts";

/** Somebody changes the name colleagues see, or the language the desk speaks to them. */
export async function updateMe(
  context: Pick<RequestContext, "db" | "principal" | "actor" | "now">,
  input: { name?: string | undefined; locale?: Locale | undefined },
): Promise<Me> {
  const user = signedIn(context);
  const wanted = { name: input.name ?? user.name, locale: input.locale ?? user.locale };
  if (wanted.name !== user.name || wanted.locale !== user.locale) {
    const memberships = await listMemberships(context.db, user.userId);
    await context.db.transaction().execute(async (tx) => {
      const at = context.now();
      await tx
        .updateTable("auth.user")
        .set({ ...wanted, updatedAt: at })
        .where("id", "=", user.userId)
        .execute();
      if (wanted.name === user.name) return;
      // Always in the same order, so that two people's changes never wait for each other in a ring.
      for (const { workspaceId } of memberships.toSorted((a, b) => (a.workspaceId < b.workspaceId ? -1 : 1)))
        await recordAudit(
          tx,
          workspaceId,
          context.actor,
          {
            action: "member.renamed",
            subjectKind: "user",
            subjectId: user.userId,
            details: { from: user.name, to: wanted.name },
          },
          at,
        );
    });
  }
  return describeMe(context.db, { ...user, ...wanted });
}
