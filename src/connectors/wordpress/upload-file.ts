import { markProof } from "#connectors/article/article-slug.ts";
import type { PlacedFile } from "#connectors/article/html-of-text.ts";
import type { StatementMedia } from "#connectors/ports/publish-port.ts";
import type { WordpressClient } from "./wordpress-client.ts";
import { wordpressMedia } from "./wordpress-shapes.ts";

export interface UploadedFile extends PlacedFile {
  readonly id: number;
}

/**
 * Puts files into the site's media library with what they show. Each has an address of its own, made of our mark, under
 * which a second attempt finds it, so that the library does not fill with copies.
 */
export async function uploadFiles(
  client: WordpressClient,
  files: readonly StatementMedia[],
  mark: string,
): Promise<UploadedFile[]> {
  const uploaded: UploadedFile[] = [];
  for (const [index, file] of files.entries()) {
    const slug = `berkas-${markProof(mark)}-${index + 1}`;
    const { mediaType, alt, name } = file;
    const { id, source_url: url } = (await findFile(client, slug)) ?? (await upload(client, file, slug));
    uploaded.push({ id, url, mediaType, alt, name });
  }
  return uploaded;
}

async function findFile(client: WordpressClient, slug: string) {
  const { items } = await client.list("/wp/v2/media", wordpressMedia, { slug, _fields: "id,source_url" });
  return items[0];
}

function upload(client: WordpressClient, { name, mediaType, bytes, alt }: StatementMedia, slug: string) {
  const form = new FormData();
  form.append("file", new Blob([bytes.slice()], { type: mediaType }), name);
  form.append("slug", slug);
  form.append("title", name);
  if (alt !== "") form.append("alt_text", alt);
  // A file in the library that no article shows is no statement: this may be tried again freely.
  return client.ask("/wp/v2/media", wordpressMedia, { method: "POST", form });
}
