import { z } from "zod";

/** What a member may do. Every operation declares exactly one of these (or `public`, or `signed_in`). */
export const permissions = [
  "mentions.read",
  "mentions.personal",
  "mentions.tag",
  "mentions.clip",
  "mentions.export",
  "mentions.import",
  "monitors.manage",
  "sources.read",
  "sources.manage",
  "accounts.read",
  "accounts.manage",
  "statements.send",
  "statements.hold",
  "drafts.write",
  "drafts.approve",
  "members.read",
  "members.manage",
  "keys.manage",
  "settings.read",
  "settings.manage",
  "audit.read",
  "jobs.read",
  "jobs.manage",
  "backups.manage",
] as const;

export const permission = z.enum(permissions);
export type Permission = z.infer<typeof permission>;

/** `public` needs no sign-in, `signed_in` any account, the rest a member of the workspace whose role grants it. */
export type Access = Permission | "public" | "signed_in";

export const roles = ["owner", "admin", "officer", "viewer"] as const;
export const role = z.enum(roles);
export type Role = z.infer<typeof role>;

const viewer: readonly Permission[] = ["mentions.read", "sources.read", "accounts.read", "members.read"];
const officer: readonly Permission[] = [
  ...viewer,
  "mentions.personal",
  "mentions.tag",
  "mentions.clip",
  "mentions.export",
  "mentions.import",
  "monitors.manage",
  "sources.manage",
  "statements.send",
  "statements.hold",
  "drafts.write",
  "drafts.approve",
  "settings.read",
];
const admin: readonly Permission[] = permissions;

const granted: Record<Role, ReadonlySet<Permission>> = {
  viewer: new Set(viewer),
  officer: new Set(officer),
  admin: new Set(admin),
  owner: new Set(admin),
};

/** What a role grants. Owners differ from admins in that they cannot be demoted by one. */
export const permissionsOf = (of: Role): readonly Permission[] => [...granted[of]];

export const mayRole = (of: Role, wanted: Permission): boolean => granted[of].has(wanted);
