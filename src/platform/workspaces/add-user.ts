import { recordAudit } from "#platform/audit/record-audit.ts";
import {
  type Account,
  findAccountByEmail,
  insertAccount,
  passwordHash,
  replacePassword,
} from "#platform/auth/account-store.ts";
import { newPassword, type RandomBytes } from "#platform/auth/token.ts";
import type { Db, Tx } from "#platform/db/database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { announceAccessChange } from "#platform/live/live-hub.ts";
import { AppError, notFound } from "#shared/app-error.ts";
import type { Locale, Zone } from "#shared/ids.ts";
import type { Role } from "#shared/permissions.ts";
import { insertMember } from "./member-store.ts";
import { listMemberships } from "./membership-store.ts";
import { insertWorkspace, toWorkspace } from "./workspace-store.ts";

/** What these functions need of the desk; they serve the command line, where nobody is signed in. */
export type DeskHands = { db: Db; now: () => Date; random: RandomBytes };

export type AddedUser = {
  email: string;
  /** To be handed over once; null when the account existed and kept its own. */
  password: string | null;
  workspaceSlug: string;
};

/**
 * Whoever runs the server gives somebody access to a workspace from the command line.
 * @param input.workspace the slug; null means the only (or first) workspace
 * @throws AppError not_found `no_such_workspace`; conflict `already_member`
 */
export async function addUser(
  { db, now, random }: DeskHands,
  input: { email: string; name: string; role: Role; workspace: string | null; locale?: Locale },
): Promise<AddedUser> {
  const password = newPassword(random);
  const hash = await passwordHash(password);
  return db.transaction().execute(async (tx) => {
    const at = now();
    const workspace = await namedWorkspace(tx, input.workspace);
    const existing = await findAccountByEmail(tx, input.email);
    const account =
      existing ?? (await insertAccount(tx, { ...input, locale: input.locale ?? "id", hash }, at));
    if (!(await insertMember(tx, workspace.id, account.id, input.role, at)))
      throw new AppError("conflict", "already_member", { email: account.email });
    await recordAudit(
      tx,
      workspace.id,
      systemActor,
      {
        action: "member.added",
        subjectKind: "user",
        subjectId: account.id,
        details: { email: account.email, role: input.role, isNewAccount: !existing },
      },
      at,
    );
    return {
      email: account.email,
      password: existing ? null : password,
      workspaceSlug: workspace.slug,
    };
  });
}

/**
 * Whoever runs the server gives somebody who forgot their password a new one; all their sessions end.
 * @throws AppError not_found
 */
export async function resetPassword(
  { db, now, random }: DeskHands,
  input: { email: string },
): Promise<{ password: string }> {
  const password = newPassword(random);
  const hash = await passwordHash(password);
  await db.transaction().execute(async (tx) => {
    const account = await findAccountByEmail(tx, input.email);
    if (!account) throw notFound("user", input.email);
    const at = now();
    await replacePassword(tx, account.id, hash, at);
    const memberships = await listMemberships(tx, account.id);
    await announceAccessChange(
      tx,
      memberships.map(({ workspaceId }) => workspaceId),
    );
    for (const { workspaceId } of memberships.toSorted((a, b) => (a.workspaceId < b.workspaceId ? -1 : 1)))
      await recordAudit(
        tx,
        workspaceId,
        systemActor,
        { action: "account.password_reset", subjectKind: "user", subjectId: account.id },
        at,
      );
  });
  return { password };
}

/**
 * Opens the workspace of a demo, with an owner whose password everybody may know. A second start finds both.
 */
export async function createDemoAccount(
  { db, now }: Omit<DeskHands, "random">,
  input: { workspaceName: string; zone: Zone; name: string; email: string; password: string },
): Promise<{ workspaceId: string; workspaceSlug: string; userId: string }> {
  const hash = await passwordHash(input.password);
  return db.transaction().execute(async (tx) => {
    const at = now();
    const existing = await findAccountByEmail(tx, input.email);
    const [membership] = existing ? await listMemberships(tx, existing.id) : [];
    if (existing && membership)
      return {
        workspaceId: membership.workspaceId,
        workspaceSlug: membership.slug,
        userId: existing.id,
      };
    const workspace = await insertWorkspace(tx, { name: input.workspaceName, zone: input.zone }, at);
    const owner: Account = existing ?? (await insertAccount(tx, { ...input, locale: "id", hash }, at));
    await insertMember(tx, workspace.id, owner.id, "owner", at);
    await recordAudit(
      tx,
      workspace.id,
      systemActor,
      {
        action: "workspace.created",
        subjectKind: "workspace",
        subjectId: workspace.id,
        details: { name: workspace.name, isDemo: true },
      },
      at,
    );
    return { workspaceId: workspace.id, workspaceSlug: workspace.slug, userId: owner.id };
  });
}

async function namedWorkspace(tx: Tx, slug: string | null) {
  let query = tx.selectFrom("platform.workspace").selectAll().orderBy("created_at").orderBy("id").limit(1);
  if (slug !== null) query = query.where("slug", "=", slug);
  const row = await query.executeTakeFirst();
  if (!row) throw new AppError("not_found", "no_such_workspace", { slug: slug ?? "" });
  return toWorkspace(row);
}
