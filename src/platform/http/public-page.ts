import type { Db } from "#platform/db/database.ts";
import type { Locale } from "#shared/ids.ts";

/**
 * A page or document for anybody, outside `/api`: made by the server, whole without a script, under a policy that allows
 * it nothing but its own styles and pictures.
 */
export type PublicPage = {
  /** `/akun-resmi-kami`. */
  path: string;
  handle(
    context: {
      readonly db: Db;
      readonly now: () => Date;
      /** As the browser asks for it. */
      readonly locale: Locale;
    },
    request: Request,
  ): Promise<Response>;
};
