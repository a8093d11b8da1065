import { randomUUID } from "node:crypto";
import type { Db } from "#platform/db/database.ts";
import { createRequestContext, type RequestContext } from "#platform/http/request-context.ts";
import { permissionsOf, type Role } from "#shared/permissions.ts";

/** The instant that tests take for now unless they say otherwise: Tuesday 17 March 2026, 14.20 WIB. */
export const testNow = new Date("2026-03-17T07:20:00Z");

/** Stores a workspace and returns its id. */
export async function makeWorkspace(db: Db, name = "Humas Uji"): Promise<string> {
  const id = randomUUID();
  await db
    .insertInto("platform.workspace")
    .values({ id, slug: `w-${id.slice(0, 8)}`, name, zone: "Asia/Jakarta" })
    .execute();
  return id;
}

/** What a handler would be given for a member of a workspace with a role. */
export function contextFor(
  db: Db,
  workspaceId: string,
  role: Role = "owner",
  now: Date = testNow,
): RequestContext {
  return createRequestContext({
    membership: {
      workspaceId,
      slug: "uji",
      name: "Humas Uji",
      zone: "Asia/Jakarta",
      role,
      permissions: permissionsOf(role),
    },
    principal: {
      kind: "user",
      userId: randomUUID(),
      name: "Ratna Wulandari",
      email: "ratna@uji.test",
      locale: "id",
      hasTwoFactor: false,
      sessionId: randomUUID(),
    },
    db,
    now: () => now,
    locale: "id",
    requestId: "test",
    headers: new Headers(),
    responseHeaders: new Headers(),
  });
}
