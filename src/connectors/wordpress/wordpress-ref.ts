import { ConnectorError } from "#connectors/ports/connector-error.ts";

/** Articles, pages and comments count their ids apart: `post:12`, `page:7`, `comment:34`. */
export type RefKind = "post" | "page" | "comment";

export interface WordpressRef {
  readonly kind: RefKind;
  readonly id: number;
}

const collections: Readonly<Record<RefKind, string>> = { post: "posts", page: "pages", comment: "comments" };

export const refOf = (kind: RefKind, id: number): string => `${kind}:${id}`;

/** @throws ConnectorError `gone` for what is no id of this network */
export function readRef(externalId: string): WordpressRef {
  const [, kind, id] = /^(post|page|comment):(\d{1,15})$/.exec(externalId) ?? [];
  if ((kind === "post" || kind === "page" || kind === "comment") && id !== undefined)
    return { kind, id: Number(id) };
  throw new ConnectorError({ kind: "gone" }, `${externalId} names nothing on WordPress`);
}

export const collectionPath = (kind: RefKind): string => `/wp/v2/${collections[kind]}`;
export const refPath = ({ kind, id }: WordpressRef): string => `${collectionPath(kind)}/${id}`;
