import { readPage } from "./page-document.ts";
import { plainText } from "./plain-text.ts";

/** What a page says, wherever it says it. */
export interface AllWords {
  /** Title, descriptions for other sites, and everything that stands in the page: plain text. */
  text: string;
  /** It has a field for a password: perhaps it shows no more to somebody who has not signed in. */
  asksPassword: boolean;
}

const descriptions = [
  'meta[property="og:title"]',
  'meta[property="og:description"]',
  'meta[name="twitter:description"]',
  'meta[name="description"]',
].join(", ");

/** Every word that a page shows to whoever has not signed in and runs no script. Never throws. */
export function allWords(html: string): AllWords {
  const { document } = readPage(html);
  const said = [...document.querySelectorAll(descriptions)].map((meta) => meta.getAttribute("content") ?? "");
  const title = document.querySelector("title")?.textContent ?? "";
  return {
    text: [title, ...said, plainText(html)].join("\n"),
    asksPassword: document.querySelector('input[type="password"]') !== null,
  };
}
