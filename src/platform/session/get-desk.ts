import { hasAnyAccount } from "#platform/auth/account-store.ts";
import type { Desk } from "#platform/contract/session.ts";
import type { RequestContext } from "#platform/http/request-context.ts";

/** What a desk is, fixed at its start. */
export type DeskFacts = {
  version: string;
  /** Set on a demo: how many desk seconds pass in a real one, and the account to sign in with. */
  demo: { speed: number; signIn: { email: string; password: string } } | null;
};

/** A browser that has just arrived learns whether to offer set-up, sign-in or the demo's account. */
export async function getDesk(
  { db, now }: Pick<RequestContext, "db" | "now">,
  { version, demo }: DeskFacts,
): Promise<Desk> {
  return {
    version,
    needsSetup: !(await hasAnyAccount(db)),
    isDemo: demo !== null,
    now: now().toISOString(),
    demoSpeed: demo?.speed ?? null,
    demoSignIn: demo?.signIn ?? null,
  };
}
