import type { Db } from "#platform/db/database.ts";
import type { Locale } from "#shared/ids.ts";

/**
 * A page or document for anybody, outside `/api`: made by the server, whole without a script, under a policy that allows
 * it nothing but its own styles and pictures.
 */
export type PublicPage = {
  /** GET where nothing is said. A POST carries no session: whoever knocks proves itself, or needs to prove nothing. */
  method?: "GET" | "POST";
  /** `/akun-resmi-kami`. */
  path: string;
  handle(
    context: {
      readonly db: Db;
      readonly now: () => Date;
      /** As the browser asks for it. */
      readonly locale: Locale;
      /** Where the request comes from; null when that is not known. */
      readonly address: string | null;
    },
    request: Request,
  ): Promise<Response>;
};
