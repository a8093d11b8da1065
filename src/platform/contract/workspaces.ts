import { z } from "zod";
import { id, instant, locale, zone } from "#shared/ids.ts";
import { permission, role } from "#shared/permissions.ts";
import { operation } from "./operation.ts";

const tags = ["workspace"];

export const Workspace = z.object({ id, slug: z.string(), name: z.string(), zone, createdAt: instant });
export type Workspace = z.infer<typeof Workspace>;

export const Member = z.object({
  userId: id,
  name: z.string(),
  email: z.string(),
  role,
  hasTwoFactor: z.boolean(),
  joinedAt: instant,
  lastSeenAt: instant.nullable(),
});
export type Member = z.infer<typeof Member>;

export const Invitation = z.object({
  id,
  email: z.string(),
  role,
  invitedBy: z.string(),
  createdAt: instant,
  expiresAt: instant,
  /** The link to hand over; shown once, to the person who invites. */
  link: z.string().nullable(),
});
export type Invitation = z.infer<typeof Invitation>;

export const workspaceContract = {
  getWorkspace: operation("settings.read")
    .route({ method: "GET", path: "/workspace", tags, summary: "The workspace you are in" })
    .output(Workspace),
  createWorkspace: operation("signed_in", { isCreate: true })
    .route({
      method: "POST",
      path: "/workspaces",
      tags,
      summary: "Open another workspace, owned by you",
      successStatus: 201,
    })
    .input(z.object({ name: z.string().trim().min(2).max(120), zone: zone.default("Asia/Jakarta") }))
    .output(Workspace),
  updateWorkspace: operation("settings.manage")
    .route({ method: "PATCH", path: "/workspace", tags, summary: "Rename the workspace or move its zone" })
    .input(z.object({ name: z.string().trim().min(2).max(120).optional(), zone: zone.optional() }))
    .output(Workspace),

  listMembers: operation("members.read")
    .route({ method: "GET", path: "/members", tags, summary: "Who works here" })
    .output(z.object({ items: z.array(Member) })),
  updateMember: operation("members.manage")
    .route({ method: "PATCH", path: "/members/{userId}", tags, summary: "Give a member another role" })
    .input(z.object({ userId: id, role }))
    .output(Member),
  removeMember: operation("members.manage")
    .route({
      method: "DELETE",
      path: "/members/{userId}",
      tags,
      summary: "Take a member's access away",
      successStatus: 204,
    })
    .input(z.object({ userId: id })),

  listInvitations: operation("members.manage")
    .route({ method: "GET", path: "/invitations", tags, summary: "Invitations not yet taken" })
    .output(z.object({ items: z.array(Invitation) })),
  inviteMember: operation("members.manage", { isCreate: true, isShownOnce: true })
    .route({
      method: "POST",
      path: "/invitations",
      tags,
      summary: "Invite somebody by e-mail",
      successStatus: 201,
    })
    .input(
      z.object({ email: z.email().max(254), role: role.exclude(["owner"]), locale: locale.default("id") }),
    )
    .output(Invitation),
  revokeInvitation: operation("members.manage")
    .route({
      method: "DELETE",
      path: "/invitations/{id}",
      tags,
      summary: "Withdraw an invitation",
      successStatus: 204,
    })
    .input(z.object({ id })),
  getInvitation: operation("public")
    .route({
      method: "GET",
      path: "/invitations/by-token/{token}",
      tags,
      summary: "What an invitation link offers",
    })
    .input(z.object({ token: z.string().max(200) }))
    .output(z.object({ workspaceName: z.string(), email: z.string(), role, hasAccount: z.boolean() })),
  acceptInvitation: operation("public")
    .route({
      method: "POST",
      path: "/invitations/by-token/{token}/acceptance",
      tags,
      summary: "Join with an invitation link; a new account needs a name and a password",
    })
    .input(
      z.object({
        token: z.string().max(200),
        name: z.string().trim().min(1).max(120).optional(),
        password: z.string().min(10).max(128).optional(),
      }),
    )
    .output(z.object({ workspaceSlug: z.string(), email: z.string() })),
};

export const ApiKey = z.object({
  id,
  name: z.string(),
  start: z.string(),
  scopes: z.array(permission),
  createdBy: z.string(),
  createdAt: instant,
  expiresAt: instant.nullable(),
  lastUsedAt: instant.nullable(),
});
export type ApiKey = z.infer<typeof ApiKey>;

export const apiKeyContract = {
  listApiKeys: operation("keys.manage")
    .route({ method: "GET", path: "/api-keys", tags: ["keys"], summary: "API keys of this workspace" })
    .output(z.object({ items: z.array(ApiKey) })),
  createApiKey: operation("keys.manage", { isCreate: true, isShownOnce: true })
    .route({
      method: "POST",
      path: "/api-keys",
      tags: ["keys"],
      summary: "Make an API key; its secret is in this answer only",
      successStatus: 201,
    })
    .input(
      z.object({
        name: z.string().trim().min(1).max(80),
        scopes: z.array(permission).min(1),
        expiresInDays: z.number().int().min(1).max(730).nullable().default(365),
      }),
    )
    .output(ApiKey.extend({ secret: z.string() })),
  revokeApiKey: operation("keys.manage")
    .route({
      method: "DELETE",
      path: "/api-keys/{id}",
      tags: ["keys"],
      summary: "Revoke an API key",
      successStatus: 204,
    })
    .input(z.object({ id })),
};
