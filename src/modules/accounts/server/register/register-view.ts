import { html } from "hono/html";
import { type FeedFormat, feedFormats } from "#platform/feeds-out/published-feed.ts";
import { feedMediaTypes } from "#platform/feeds-out/render-feed.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { Locale } from "#shared/ids.ts";
import type { PublishedAccount, PublishedRegister } from "../../contract/published-register.ts";
import { feedPathOf } from "../feeds/feed-addresses.ts";
import type { RegisterAnswer } from "./check-written-account.ts";
import { documentPath, pagePath, stylePath } from "./public-addresses.ts";

type View = {
  readonly register: PublishedRegister;
  readonly translate: Translate;
  readonly locale: Locale;
  /** The office that was asked for; null for all of this desk. */
  readonly slug: string | null;
  readonly written: string;
  readonly answer: RegisterAnswer | null;
  /** Offices of those shown whose statements everybody can follow. */
  readonly feeds: readonly { readonly name: string; readonly slug: string }[];
};

/** What browsers and feed readers look for in a page's head. */
const plainType = (format: FeedFormat): string => feedMediaTypes[format].replace(/;.*$/, "");
const feedOf = (slug: string, format: FeedFormat): string =>
  `${feedPathOf(format)}?${new URLSearchParams({ workspace: slug })}`;

type Shown = PublishedAccount & { readonly withdrawnAt?: string };

/** The register as citizens read it. Works without a script; everything written into it is escaped. */
export function registerView({ register, translate, locale, slug, written, answer, feeds }: View) {
  const say = (key: string, values: Record<string, string> = {}): string =>
    translate(locale, `register.${key}`, values);
  const of = (path: string, more: Record<string, string> = {}): string => {
    const query = new URLSearchParams({ ...more, ...(slug !== null && { workspace: slug }) });
    return query.size === 0 ? path : `${path}?${query}`;
  };
  const other: Locale = locale === "id" ? "en" : "id";
  const day = new Intl.DateTimeFormat(locale, { dateStyle: "long", timeZone: "Asia/Jakarta" });
  const dated = (key: "since" | "until", at: string): string => say(key, { date: day.format(new Date(at)) });

  const account = (one: Shown) => html`<li>
    <p class="network">${one.network} · ${say(`role.${one.role}`)}</p>
    <p class="handle">${one.url === null ? one.shownHandle : html`<a href="${one.url}" rel="noopener nofollow">${one.shownHandle}</a>`}</p>
    ${one.url === null ? "" : html`<p class="address">${one.url}</p>`}
    <p>${one.disclosure}</p>
    <p class="date">${dated("since", one.declaredAt)}${one.withdrawnAt === undefined ? "" : html` · ${dated("until", one.withdrawnAt)}`}</p>
  </li>`;

  return html`<!doctype html>
    <html lang="${locale}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>${say("title")}</title>
        <link rel="stylesheet" href="${stylePath}" />
        <link rel="alternate" type="application/json" href="${of(documentPath)}" />
        ${feeds.flatMap((office) => feedFormats.map((format) => html`<link rel="alternate" type="${plainType(format)}" title="${office.name}" href="${feedOf(office.slug, format)}" />`))}
      </head>
      <body>
        <header>
          <p class="language"><a href="${of(pagePath, { bahasa: other })}" lang="${other}" hreflang="${other}">${say("other_language")}</a></p>
          <h1>${say("title")}</h1>
          <p class="deck">${say("deck")}</p>
        </header>
        <main>
          <form method="get" action="${pagePath}" role="search" aria-labelledby="check">
            <h2 id="check">${say("check.title")}</h2>
            <label for="cek">${say("check.label")}</label>
            <p id="hint">${say("check.hint")}</p>
            <div class="row">
              <input id="cek" name="cek" value="${written}" maxlength="500" required autocomplete="off" autocapitalize="none" spellcheck="false" aria-describedby="hint" />
              <button type="submit">${say("check.act")}</button>
            </div>
            <input type="hidden" name="bahasa" value="${locale}" />
            ${slug === null ? "" : html`<input type="hidden" name="workspace" value="${slug}" />`}
          </form>
          ${
            answer === null
              ? ""
              : html`<section class="answer" data-kind="${answer.kind}" role="status">
                  <p class="asked">${written}</p>
                  <p class="verdict">${say(`answer.${answer.kind === "official" ? `official_${answer.by}` : answer.kind}`)}</p>
                  ${answer.accounts.length === 0 ? "" : html`<ul>${answer.accounts.map(account)}</ul>`}
                  ${answer.kind === "official" && answer.by === "address" ? "" : html`<p>${say("answer.careful")}</p>`}
                </section>`
          }
          ${register.offices.every(({ accounts }) => accounts.length === 0) ? html`<p>${say("none")}</p>` : ""}
          ${register.offices.map(
            (office) => html`<section>
              <h2>${office.name}</h2>
              ${feeds.some((one) => one.slug === office.slug) ? html`<p><a href="${feedOf(office.slug, "rss")}">${say("feeds")}</a></p>` : ""}
              <ul>${office.accounts.map(account)}</ul>
              ${office.withdrawn.length === 0 ? "" : html`<h3>${say("withdrawn")}</h3><ul class="withdrawn">${office.withdrawn.map(account)}</ul>`}
            </section>`,
          )}
        </main>
        <footer><a href="${of(documentPath)}">${say("document")}</a></footer>
      </body>
    </html>`;
}
