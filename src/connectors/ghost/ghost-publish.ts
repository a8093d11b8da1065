import type { z } from "zod";
import { articleSlug } from "#connectors/article/article-slug.ts";
import { headlineOf } from "#connectors/article/headline-of.ts";
import { articleHtml, type PlacedFile } from "#connectors/article/html-of-text.ts";
import { limitOf, requireFit } from "#connectors/article/statement-files.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { PublishPort, Sent, Statement, StatementMedia } from "#connectors/ports/publish-port.ts";
import type { GhostClient } from "./ghost-client.ts";
import { type ghostPost, ghostPosts, ghostUpload } from "./ghost-shapes.ts";
import { ghostManifest, ghostOptions } from "./manifest.ts";

type Options = z.infer<typeof ghostOptions>;

/** Each kind of file is put up at an address of its own. */
const uploadPaths = { image: "images", video: "media", audio: "media", file: "files" } as const;
/** Ghost puts text into its own form, from HTML as well. */
const fromHtml = { source: "html" };

/** Articles on a Ghost site. */
export function ghostPublishing(client: GhostClient): PublishPort {
  return {
    async send(statement, mark) {
      if (statement.replyTo)
        throw new ConnectorError({ kind: "rejected", reason: "replies_closed" }, "Ghost takes no comments");
      requireFit(statement, ghostManifest.limits);
      const options = optionsOf(statement);
      const slug = slugOf(statement, mark);
      const known = await findArticle(client, slug);
      if (known) return known;
      const post = {
        ...(await articleOf(client, statement, options)),
        slug,
        ...standingOf(options, client.now()),
      };
      const call = { method: "POST", query: fromHtml, body: { posts: [post] }, isWrite: true } as const;
      return sentOf((await client.ask("/posts/", ghostPosts, call)).posts[0]);
    },

    async lookUp(statement, mark) {
      return { found: await findArticle(client, slugOf(statement, mark)) };
    },

    async edit({ externalId }, statement) {
      requireFit(statement, ghostManifest.limits);
      const path = pathOf(externalId);
      const before = (await client.ask(path, ghostPosts)).posts[0];
      // What somebody else changed since then makes Ghost refuse ours.
      const post = {
        ...(await articleOf(client, statement, optionsOf(statement))),
        updated_at: before.updated_at,
      };
      const call = { method: "PUT", query: fromHtml, body: { posts: [post] }, isWrite: true } as const;
      return sentOf((await client.ask(path, ghostPosts, call)).posts[0]);
    },

    async remove({ externalId }) {
      try {
        await client.tell(pathOf(externalId), { method: "DELETE", isWrite: true });
      } catch (error) {
        if (!(error instanceof ConnectorError && error.failure.kind === "gone")) throw error;
      }
    },
  };
}

const pathOf = (externalId: string): string => `/posts/${encodeURIComponent(externalId)}/`;

const slugOf = (statement: Statement, mark: string): string => articleSlug(headlineOf(statement), mark);

const sentOf = ({ id, url }: z.infer<typeof ghostPost>): Sent => ({
  externalId: id,
  url: /^https?:\/\//i.test(url) ? url : null,
});

function optionsOf(statement: Statement): Options {
  const read = ghostOptions.safeParse(statement.options);
  if (read.success) return read.data;
  throw new ConnectorError(
    { kind: "rejected", reason: "settings" },
    "the statement's options cannot be read",
  );
}

async function findArticle(client: GhostClient, slug: string): Promise<Sent | null> {
  try {
    return sentOf((await client.ask(`/posts/slug/${encodeURIComponent(slug)}/`, ghostPosts)).posts[0]);
  } catch (error) {
    if (error instanceof ConnectorError && error.failure.kind === "gone") return null;
    throw error;
  }
}

async function articleOf(
  client: GhostClient,
  statement: Statement,
  options: Options,
): Promise<Record<string, unknown>> {
  const files: PlacedFile[] = [];
  for (const file of statement.media) files.push(await upload(client, file));
  const first = files.find(({ mediaType }) => mediaType.startsWith("image/"));
  const featured = options.isFirstPictureFeatured ? first : undefined;
  return {
    title: headlineOf(statement),
    html: articleHtml(
      statement,
      files.filter((file) => file !== featured),
    ),
    visibility: options.visibility,
    ...(options.tags.length > 0 && { tags: options.tags.map((name) => ({ name })) }),
    ...(options.excerpt !== undefined && { custom_excerpt: options.excerpt }),
    ...(featured && { feature_image: featured.url, feature_image_alt: featured.alt }),
  };
}

async function upload(client: GhostClient, file: StatementMedia): Promise<PlacedFile> {
  const { name, mediaType, bytes, alt } = file;
  const form = new FormData();
  form.append("file", new Blob([bytes.slice()], { type: mediaType }), name);
  const kind = limitOf(file, ghostManifest.limits)?.kind ?? "file";
  const folder = uploadPaths[kind];
  // A file that no article shows is no statement: this may be tried again freely.
  const answer = await client.ask(`/${folder}/upload/`, ghostUpload, { method: "POST", form });
  const url = answer[folder]?.[0]?.url;
  if (url === undefined) throw new ConnectorError({ kind: "retry" }, `${folder}/upload names no address`);
  return { mediaType, url, alt, name };
}

/** In which state it is to stand: scheduled by the site itself where an instant that is still to come is named. */
function standingOf({ status, publishAt }: Options, now: Date): Record<string, unknown> {
  if (publishAt === undefined) return { status };
  const at = new Date(publishAt);
  const isToCome = status === "published" && at > now;
  return { status: isToCome ? "scheduled" : status, published_at: at.toISOString() };
}
