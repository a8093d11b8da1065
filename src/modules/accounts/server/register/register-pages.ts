import { createHash } from "node:crypto";
import type { PublicPage } from "#platform/http/public-page.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { locale as localeShape } from "#shared/ids.ts";
import { checkWrittenAccount } from "./check-written-account.ts";
import { documentPath, pagePath, stylePath } from "./public-addresses.ts";
import { readPublishedRegister } from "./read-published-register.ts";
import { registerStyle } from "./register-style.ts";
import { registerView } from "./register-view.ts";

/** What was withdrawn is to be seen as withdrawn soon. */
const freshSeconds = 300;

/**
 * The register for everybody: a page on which an account can be checked, and a document for programs. Of a desk with
 * several workspaces all are shown, or with `?workspace=<slug>` the one.
 */
export const registerPages = (translate: Translate): PublicPage[] => [
  {
    path: documentPath,
    async handle({ db, now }, request) {
      const register = await readPublishedRegister(db, now(), slugIn(request));
      if (register === null) return missing();
      const answer = cached(
        request,
        `${JSON.stringify(register, null, 2)}\n`,
        "application/json; charset=utf-8",
      );
      // Any site may check an account against it.
      answer.headers.set("access-control-allow-origin", "*");
      return answer;
    },
  },
  {
    path: pagePath,
    async handle({ db, now, locale: asked }, request) {
      const query = new URL(request.url).searchParams;
      const slug = slugIn(request);
      const register = await readPublishedRegister(db, now(), slug);
      if (register === null) return missing();
      const locale = localeShape.catch(asked).parse(query.get("bahasa"));
      const written = (query.get("cek") ?? "").trim().slice(0, 500);
      const answer = checkWrittenAccount(written, register);
      const page = await registerView({ register, translate, locale, slug, written, answer });
      const made = cached(request, String(page), "text/html; charset=utf-8");
      made.headers.set("vary", "accept-language");
      made.headers.set("content-language", locale);
      // What somebody asked about is nobody else's business.
      if (written !== "") made.headers.set("cache-control", "no-store");
      return made;
    },
  },
  {
    path: stylePath,
    handle: async (_, request) => cached(request, registerStyle, "text/css; charset=utf-8"),
  },
];

const slugIn = (request: Request): string | null => new URL(request.url).searchParams.get("workspace");

const missing = (): Response =>
  new Response("Not found\n", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });

/** An answer under its own tag, or only the word that nothing has changed (RFC 9110 §13.1.2). */
function cached(request: Request, body: string, mediaType: string): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = { etag, "cache-control": `public, max-age=${freshSeconds}` };
  const known = (request.headers.get("if-none-match") ?? "")
    .split(",")
    .map((tag) => tag.trim().replace(/^W\//, ""));
  if (known.includes(etag) || known.includes("*")) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": mediaType } });
}
