import type { Db } from "#platform/db/database.ts";
import { cachedAnswer } from "#platform/http/cached-answer.ts";
import type { PublicPage } from "#platform/http/public-page.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import { locale as localeShape } from "#shared/ids.ts";
import type { PublishedRegister } from "../../contract/published-register.ts";
import { readFeedSettings } from "../feeds/feed-settings.ts";
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
      return cachedAnswer(request, {
        body: `${JSON.stringify(register, null, 2)}\n`,
        mediaType: "application/json; charset=utf-8",
        freshSeconds,
        // Any site may check an account against it.
        headers: { "access-control-allow-origin": "*" },
      });
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
      const page = await registerView({
        ...{ register, translate, locale, slug, written, answer },
        feeds: await openFeeds(db, register),
      });
      const made = cachedAnswer(request, {
        body: String(page),
        mediaType: "text/html; charset=utf-8",
        freshSeconds,
        headers: { vary: "accept-language", "content-language": locale },
      });
      // What somebody asked about is nobody else's business.
      if (written !== "") made.headers.set("cache-control", "no-store");
      return made;
    },
  },
  {
    path: stylePath,
    handle: async (_, request) =>
      cachedAnswer(request, { body: registerStyle, mediaType: "text/css; charset=utf-8", freshSeconds }),
  },
];

/** Offices of a register whose feeds are on. */
async function openFeeds(db: Db, { offices }: PublishedRegister) {
  if (offices.length === 0) return [];
  const shown = await db
    .selectFrom("platform.workspace")
    .select(["id", "slug", "name"])
    .where(
      "slug",
      "in",
      offices.map(({ slug }) => slug),
    )
    .orderBy("created_at")
    .orderBy("id")
    .execute();
  const settings = await Promise.all(shown.map(({ id }) => readFeedSettings(db, id)));
  return shown.filter((_, index) => settings[index]?.isOn === true);
}

/** A name that no database could look for is that of no office. */
const slugIn = (request: Request): string | null =>
  new URL(request.url).searchParams.get("workspace")?.replaceAll("\0", "?") ?? null;

const missing = (): Response =>
  new Response("Not found\n", { status: 404, headers: { "content-type": "text/plain; charset=utf-8" } });
