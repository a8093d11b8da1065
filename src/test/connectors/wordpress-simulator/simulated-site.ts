import type { Trouble } from "../rehearsal.ts";

export interface SimulatedArticle {
  readonly id: number;
  readonly type: "post" | "page" | "attachment";
  title: string;
  content: string;
  excerpt: string;
  status: string;
  slug: string;
  date: number;
  featuredMedia: number;
  categories: number[];
  tags: number[];
  alt: string;
}

export interface SimulatedComment {
  readonly id: number;
  readonly post: number;
  readonly parent: number;
  readonly author: number;
  readonly authorName: string;
  readonly authorEmail: string;
  content: string;
  status: "approved" | "hold" | "trash";
  date: number;
}

export interface SimulatedTerm {
  readonly id: number;
  readonly name: string;
  readonly taxonomy: "categories" | "tags";
}

/** A WordPress site in memory, with one editor. */
export interface SimulatedSite {
  readonly user: { readonly id: number; readonly login: string; readonly password: string };
  readonly articles: SimulatedArticle[];
  readonly comments: SimulatedComment[];
  readonly terms: SimulatedTerm[];
  /** Each spoils the next call, but for a look whether something of this address is there already. */
  readonly troubles: Trouble[];
  readonly calls: string[];
  hasReadableAddresses: boolean;
  hasTrash: boolean;
  areCommentsOpen: boolean;
  nextId: number;
  readonly now: () => Date;
}

export const openSite = (now: () => Date): SimulatedSite => ({
  user: { id: 3, login: "humas", password: "abcd EFGH 1234 ijkl MNOP 5678" },
  articles: [],
  comments: [],
  terms: [{ id: 1, name: "Siaran &amp; Pers", taxonomy: "categories" }],
  troubles: [],
  calls: [],
  hasReadableAddresses: true,
  hasTrash: true,
  areCommentsOpen: true,
  nextId: 10,
  now,
});

export function nextId(site: SimulatedSite): number {
  site.nextId += 1;
  return site.nextId;
}

/** WordPress makes an address unique by a number behind it. */
export function freeSlug(site: SimulatedSite, wanted: string): string {
  for (let number = 1; ; number += 1) {
    const slug = number === 1 ? wanted : `${wanted}-${number}`;
    if (!site.articles.some((one) => one.slug === slug && one.status !== "trash")) return slug;
  }
}

export function putArticle(
  site: SimulatedSite,
  article: Partial<SimulatedArticle> & Pick<SimulatedArticle, "type">,
): SimulatedArticle {
  const id = nextId(site);
  const made: SimulatedArticle = {
    title: "",
    content: "",
    excerpt: "",
    status: "draft",
    date: site.now().getTime(),
    featuredMedia: 0,
    categories: [],
    tags: [],
    alt: "",
    ...article,
    id,
    slug: freeSlug(site, article.slug ?? `artikel-${id}`),
  };
  site.articles.push(made);
  return made;
}

export function putComment(
  site: SimulatedSite,
  comment: Partial<SimulatedComment> & Pick<SimulatedComment, "post" | "content">,
): SimulatedComment {
  const made: SimulatedComment = {
    parent: 0,
    author: 0,
    authorName: "Warga",
    authorEmail: "warga@contoh.test",
    status: "approved",
    date: site.now().getTime(),
    ...comment,
    id: nextId(site),
  };
  site.comments.push(made);
  return made;
}
