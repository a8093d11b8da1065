import { createHash } from "node:crypto";

export interface CachedAnswer {
  readonly body: string;
  readonly mediaType: string;
  /** For so long nobody asks again. */
  readonly freshSeconds: number;
  /** When it last changed, where that is known. */
  readonly modifiedAt?: Date;
  readonly headers?: Readonly<Record<string, string>>;
}

/** An answer under its own tag, or only the word that nothing has changed (RFC 9110 §13: the tag goes before the date). */
export function cachedAnswer(
  request: Request,
  { body, mediaType, freshSeconds, modifiedAt, headers: more = {} }: CachedAnswer,
): Response {
  const etag = `"${createHash("sha256").update(body).digest("base64url").slice(0, 27)}"`;
  const headers = {
    ...more,
    etag,
    "cache-control": `public, max-age=${freshSeconds}`,
    ...(modifiedAt && { "last-modified": modifiedAt.toUTCString() }),
  };
  if (isKnown(request.headers, etag, modifiedAt)) return new Response(null, { status: 304, headers });
  return new Response(body, { headers: { ...headers, "content-type": mediaType } });
}

function isKnown(asked: Headers, etag: string, modifiedAt: Date | undefined): boolean {
  const tags = asked.get("if-none-match");
  if (tags !== null) {
    const known = tags.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
    return known.includes(etag) || known.includes("*");
  }
  const since = Date.parse(asked.get("if-modified-since") ?? "");
  // The header counts whole seconds.
  return modifiedAt !== undefined && Math.floor(modifiedAt.getTime() / 1_000) * 1_000 <= since;
}
