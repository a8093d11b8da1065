import type { Db } from "#platform/db/database.ts";
import { AppError } from "#shared/app-error.ts";
import type { Locale, Zone } from "#shared/ids.ts";
import type { Permission, Role } from "#shared/permissions.ts";

/** Who does something: a person, a key, or the desk itself. */
export type Actor = { kind: "user" | "api_key" | "system"; id: string | null; name: string };

export const systemActor: Actor = { kind: "system", id: null, name: "Gaung" };

/** Who a request comes from, as proven by a session cookie or an API key. */
export type Principal =
  | {
      kind: "user";
      userId: string;
      /** The session that the request came under. */
      sessionId: string;
      name: string;
      email: string;
      locale: Locale;
      hasTwoFactor: boolean;
    }
  | { kind: "api_key"; keyId: string; name: string; workspaceId: string; scopes: readonly Permission[] };

export type Membership = {
  workspaceId: string;
  slug: string;
  name: string;
  zone: Zone;
  role: Role;
  permissions: readonly Permission[];
};

/**
 * What a handler is given. `workspaceId` and `membership` exist for every operation whose access is a permission; for
 * `public` and `signed_in` operations asking for them is refused.
 */
export type RequestContext = {
  readonly workspaceId: string;
  readonly membership: Membership;
  readonly principal: Principal | null;
  readonly actor: Actor;
  readonly db: Db;
  readonly now: () => Date;
  readonly locale: Locale;
  readonly requestId: string;
  /** The request's own headers, for handlers that must pass cookies on to the sign-in library. */
  readonly headers: Headers;
  /** Headers to add to the answer. */
  readonly responseHeaders: Headers;
};

type Parts = Omit<RequestContext, "workspaceId" | "membership" | "actor"> & { membership: Membership | null };

export function createRequestContext(parts: Parts): RequestContext {
  const { membership, principal } = parts;
  const context = { ...parts, actor: actorOf(principal) };
  if (membership) return { ...context, membership, workspaceId: membership.workspaceId };
  const refuse = (): never => {
    throw new AppError("forbidden", "no_workspace");
  };
  // Not enumerable: the API library copies a context property by property, and copying must not ask for them.
  const asking = { get: refuse, enumerable: false };
  return Object.defineProperties(context, { membership: asking, workspaceId: asking }) as RequestContext;
}

function actorOf(principal: Principal | null): Actor {
  if (principal?.kind === "user") return { kind: "user", id: principal.userId, name: principal.name };
  if (principal?.kind === "api_key") return { kind: "api_key", id: principal.keyId, name: principal.name };
  return systemActor;
}
