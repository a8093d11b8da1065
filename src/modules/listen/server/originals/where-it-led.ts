import { Parser } from "htmlparser2";
import { addressKey } from "#connectors/page/canonical-url.ts";

/**
 * Whether an address still leads to what was said there, by the address that answered and the one that the page gives
 * itself. Many sites lead from a deleted article to their front page, or to its section, instead of answering 404.
 * @param asked the address of the article
 * @param answered the address that answered, after redirects
 * @param canonical what the page says its own address is, absolute; null when it does not say
 * @returns `elsewhere` for a front page, a section, or another article: deleted or moved, nobody can tell
 */
export function whereItLed(asked: string, answered: string, canonical: string | null): "there" | "elsewhere" {
  if (!isSameArticle(asked, answered)) return "elsewhere";
  // Sites that copy an article name its first home: only a front page or a section tells against it.
  return canonical !== null && isAbove(canonical, asked) ? "elsewhere" : "there";
}

/** Ids of articles have at least so many digits; a year has four. */
const idDigits = /\d{5,}/g;

function isSameArticle(asked: string, answered: string): boolean {
  if (addressKey(asked) === addressKey(answered)) return true;
  if (isAbove(answered, asked)) return false;
  const [from, to] = [pathOf(asked), pathOf(answered)];
  const ids = new Set(from.match(idDigits) ?? []);
  if ((to.match(idDigits) ?? []).some((id) => ids.has(id))) return true;
  return shareOfWords(lastPart(from), lastPart(to)) >= 0.5;
}

/** Whether an address is the front page of the other's site, or a folder that it lies in. */
function isAbove(address: string, below: string): boolean {
  const upper = partsOf(pathOf(address));
  const lower = partsOf(pathOf(below));
  if (lower.length === 0) return false;
  return upper.length < lower.length && upper.every((part, at) => part === lower[at]);
}

const pathOf = (address: string): string => {
  const key = addressKey(address) ?? address;
  return key.slice(key.indexOf("/") + 1 || key.length).replace(/\.html?$/, "");
};
const partsOf = (path: string): string[] => path.split("/").filter((part) => part !== "");
const lastPart = (path: string): string => partsOf(path).at(-1) ?? "";

function shareOfWords(one: string, other: string): number {
  const words = new Set(
    one
      .toLowerCase()
      .split(/[^a-z0-9]+/)
      .filter((word) => word.length > 2),
  );
  const found = other
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => words.has(word));
  return words.size === 0 ? 0 : new Set(found).size / words.size;
}

/** The address that a page gives itself by `link rel=canonical`, absolute; null when it gives none. */
export function canonicalOf(html: string, base: string): string | null {
  let found: string | null = null;
  const parser = new Parser({
    onopentag(name, { rel, href }) {
      if (found !== null || name !== "link" || href === undefined) return;
      if (rel?.toLowerCase().split(/\s+/).includes("canonical") === true)
        found = URL.parse(href, base)?.href ?? null;
    },
  });
  parser.write(html);
  parser.end();
  return found;
}
