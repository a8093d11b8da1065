import { fileURLToPath } from "node:url";
import type { MigrationSet } from "#platform/db/migrate.ts";

const folder = (path: string): string => fileURLToPath(new URL(path, import.meta.url));

/** Every owner of tables, in the order their migrations run: the platform first, then modules by rank. */
export const migrationSets: readonly MigrationSet[] = [
  { owner: "platform", folder: folder("platform/migrations") },
  { owner: "auth", folder: folder("platform/auth/migrations") },
  { owner: "files", folder: folder("platform/files/migrations") },
  { owner: "accounts", folder: folder("modules/accounts/server/migrations") },
  { owner: "listen", folder: folder("modules/listen/server/migrations") },
  { owner: "publish", folder: folder("modules/publish/server/migrations") },
];
