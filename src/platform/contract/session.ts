import { z } from "zod";
import { id, locale, zone } from "#shared/ids.ts";
import { permission, role } from "#shared/permissions.ts";
import { operation } from "./operation.ts";

const tags = ["session"];

export const Membership = z.object({
  workspaceId: id,
  slug: z.string(),
  name: z.string(),
  zone,
  role,
  permissions: z.array(permission),
});

export const Me = z.object({
  id,
  name: z.string(),
  email: z.string(),
  locale,
  hasTwoFactor: z.boolean(),
  memberships: z.array(Membership),
});
export type Me = z.infer<typeof Me>;

/** What the sign-in page needs before anyone is known. */
export const Desk = z.object({
  version: z.string(),
  needsSetup: z.boolean(),
  isDemo: z.boolean(),
  /** The instant the desk takes for now: the demo runs on an accelerated clock. */
  now: z.string(),
  demoSpeed: z.number().nullable(),
  demoSignIn: z.object({ email: z.string(), password: z.string() }).nullable(),
});
export type Desk = z.infer<typeof Desk>;

export const sessionContract = {
  getDesk: operation("public")
    .route({ method: "GET", path: "/desk", tags, summary: "What kind of desk this is" })
    .output(Desk),
  completeSetup: operation("public")
    .route({
      method: "POST",
      path: "/setup",
      tags,
      summary: "Create the first workspace and its owner with the one-time set-up token",
      successStatus: 201,
    })
    .input(
      z.object({
        token: z.string().min(1).max(200),
        workspaceName: z.string().trim().min(2).max(120),
        zone: zone.default("Asia/Jakarta"),
        name: z.string().trim().min(1).max(120),
        email: z.email().max(254),
        password: z.string().min(10).max(128),
        locale: locale.default("id"),
      }),
    )
    .output(z.object({ workspaceSlug: z.string() })),
  getMe: operation("signed_in")
    .route({ method: "GET", path: "/me", tags, summary: "Who is signed in, and where they may work" })
    .output(Me),
  updateMe: operation("signed_in")
    .route({ method: "PATCH", path: "/me", tags, summary: "Change your own name or language" })
    .input(z.object({ name: z.string().trim().min(1).max(120).optional(), locale: locale.optional() }))
    .output(Me),
};
