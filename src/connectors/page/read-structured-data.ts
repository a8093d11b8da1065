import type { PageDocument } from "./page-document.ts";

/** What an article says of itself in JSON-LD, microdata left out. All values are as written, not yet cleaned. */
export interface StructuredArticle {
  headline?: string;
  authors: string[];
  datePublished?: string;
  dateModified?: string;
  imageUrl?: string;
  publisher?: string;
  language?: string;
  body?: string;
  section?: string;
  url?: string;
  isFree?: boolean;
}

type Json = Record<string, unknown>;

/** https://schema.org/Article and what descends from it; a page of a web site is none. */
const ARTICLE_TYPES =
  /(^|\/)(\w*NewsArticle|Article|\w*BlogPosting|Report|SocialMediaPosting|TechArticle|ScholarlyArticle|VideoObject)$/;

const MAX_SCRIPTS = 30;
const MAX_SCRIPT_LENGTH = 500_000;
const MAX_NODES = 2_000;

/** The article among the JSON-LD of a page: the first news article, or else the first of a kindred type. */
export function readStructuredArticle(document: PageDocument): StructuredArticle | undefined {
  const articles: Json[] = [];
  const persons = new Map<string, Json>();
  let scripts = 0;
  let nodes = 0;
  const visit = (value: unknown, depth: number): void => {
    if (depth > 6 || nodes++ > MAX_NODES || typeof value !== "object" || value === null) return;
    if (Array.isArray(value)) {
      for (const one of value) visit(one, depth + 1);
      return;
    }
    const node = value as Json;
    const id = node["@id"];
    if (typeof id === "string" && typeof node["name"] === "string") persons.set(id, node);
    if (typesOf(node).some((type) => ARTICLE_TYPES.test(type))) articles.push(node);
    for (const key of ["@graph", "mainEntity", "mainEntityOfPage", "article", "itemListElement", "hasPart"])
      visit(node[key], depth + 1);
  };
  for (const script of document.querySelectorAll('script[type*="ld+json" i]')) {
    if (scripts++ >= MAX_SCRIPTS) break;
    visit(parseLoose((script.textContent ?? "").slice(0, MAX_SCRIPT_LENGTH)), 0);
  }
  const rank = (node: Json) =>
    typesOf(node).some((type) => /News|Report/.test(type))
      ? 0
      : typesOf(node).includes("VideoObject")
        ? 2
        : 1;
  const article = articles.toSorted((a, b) => rank(a) - rank(b))[0];
  return article === undefined ? undefined : readArticle(article, persons);
}

function readArticle(node: Json, persons: ReadonlyMap<string, Json>): StructuredArticle {
  const free = node["isAccessibleForFree"];
  const page = node["mainEntityOfPage"];
  const found: { [K in keyof StructuredArticle]: StructuredArticle[K] | undefined } = {
    headline: textOf(node["headline"]) ?? textOf(node["name"]),
    authors: namesOf(node["author"] ?? node["creator"], persons),
    datePublished: textOf(node["datePublished"]) ?? textOf(node["uploadDate"]) ?? textOf(node["dateCreated"]),
    dateModified: textOf(node["dateModified"]),
    imageUrl: addressOf(node["image"]) ?? addressOf(node["thumbnailUrl"]),
    publisher: namesOf(node["publisher"], persons)[0],
    language: textOf(node["inLanguage"]),
    body: textOf(node["articleBody"]),
    section: textOf(node["articleSection"]),
    url: textOf(node["url"]) ?? (isJson(page) ? textOf(page["@id"]) : textOf(page)),
    isFree:
      typeof free === "boolean"
        ? free
        : /^true$/i.test(String(free))
          ? true
          : /^false$/i.test(String(free))
            ? false
            : undefined,
  };
  return Object.fromEntries(
    Object.entries(found).filter(([, value]) => value !== undefined),
  ) as unknown as StructuredArticle;
}

function typesOf(node: Json): string[] {
  const type = node["@type"];
  return (Array.isArray(type) ? type : [type]).filter((one): one is string => typeof one === "string");
}

function isJson(value: unknown): value is Json {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function textOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return textOf(value[0]);
  if (isJson(value)) return textOf(value["@value"] ?? value["name"]);
  return typeof value === "string" && value.trim() !== "" ? value : undefined;
}

/** Names of people and organisations, written as text, as objects, or by reference to another node. */
function namesOf(value: unknown, persons: ReadonlyMap<string, Json>): string[] {
  return (Array.isArray(value) ? value.slice(0, 20) : [value]).flatMap((one) => {
    const name = isJson(one)
      ? (textOf(one["name"]) ?? textOf(persons.get(String(one["@id"]))?.["name"]))
      : textOf(one);
    return name === undefined ? [] : [name];
  });
}

function addressOf(value: unknown): string | undefined {
  if (Array.isArray(value)) return addressOf(value[0]);
  if (isJson(value)) return textOf(value["url"]) ?? textOf(value["contentUrl"]) ?? textOf(value["@id"]);
  return textOf(value);
}

/** JSON as templates produce it: raw line breaks in strings, comment marks around, a comma or semicolon too many. */
function parseLoose(text: string): unknown {
  const bare = text
    .trim()
    .replace(/^(\/\/)?\s*<!(--|\[CDATA\[)/, "")
    .replace(/(\/\/)?\s*(-->|\]\]>)\s*$/, "")
    .replace(/;\s*$/, "");
  for (const attempt of [bare, bare.replace(/[\p{Cc}]+/gu, " ").replace(/,\s*([}\]])/g, "$1")]) {
    try {
      return JSON.parse(attempt);
    } catch {
      // The next attempt, or none: a page without structured data is still a page.
    }
  }
  return undefined;
}
