import { recordAudit } from "#platform/audit/record-audit.ts";
import { hasAnyAccount, insertAccount, passwordHash } from "#platform/auth/account-store.ts";
import type { Actor, RequestContext } from "#platform/http/request-context.ts";
import { insertMember } from "#platform/workspaces/member-store.ts";
import { insertWorkspace } from "#platform/workspaces/workspace-store.ts";
import { AppError } from "#shared/app-error.ts";
import type { Locale, Zone } from "#shared/ids.ts";
import { lockSetup, useSetupToken } from "./setup-token.ts";

type Setup = {
  token: string;
  workspaceName: string;
  zone: Zone;
  name: string;
  email: string;
  password: string;
  locale: Locale;
};

/**
 * The first person of a new desk names the office and becomes its owner.
 *
 * Works once: the token is burnt in the same transaction, and of two who hold it one is told that it is done.
 * @throws AppError gone `setup_done`; forbidden `setup_token_wrong`
 */
export async function completeSetup(
  { db, now }: Pick<RequestContext, "db" | "now">,
  input: Setup,
): Promise<{ workspaceSlug: string }> {
  if (await hasAnyAccount(db)) throw new AppError("gone", "setup_done");
  const hash = await passwordHash(input.password);
  return db.transaction().execute(async (tx) => {
    await lockSetup(tx);
    if (await hasAnyAccount(tx)) throw new AppError("gone", "setup_done");
    if (!(await useSetupToken(tx, input.token))) throw new AppError("forbidden", "setup_token_wrong");
    const at = now();
    const workspace = await insertWorkspace(tx, { name: input.workspaceName, zone: input.zone }, at);
    const account = await insertAccount(tx, { ...input, hash }, at);
    await insertMember(tx, workspace.id, account.id, "owner", at);
    const actor: Actor = { kind: "user", id: account.id, name: account.name };
    await recordAudit(
      tx,
      workspace.id,
      actor,
      {
        action: "workspace.created",
        subjectKind: "workspace",
        subjectId: workspace.id,
        details: { name: workspace.name, isFirst: true },
      },
      at,
    );
    return { workspaceSlug: workspace.slug };
  });
}
