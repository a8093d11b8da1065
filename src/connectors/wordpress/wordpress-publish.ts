import type { z } from "zod";
import { articleSlug } from "#connectors/article/article-slug.ts";
import { headlineOf } from "#connectors/article/headline-of.ts";
import { articleHtml } from "#connectors/article/html-of-text.ts";
import { requireFit } from "#connectors/article/statement-files.ts";
import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { PublishPort, Sent, Statement } from "#connectors/ports/publish-port.ts";
import { categoriesOf, tagsOf } from "./article-terms.ts";
import { wordpressManifest, wordpressOptions } from "./manifest.ts";
import { uploadFiles } from "./upload-file.ts";
import type { WordpressClient } from "./wordpress-client.ts";
import { WordpressRefusal } from "./wordpress-failure.ts";
import { collectionPath, readRef, refOf, refPath } from "./wordpress-ref.ts";
import { editReply, findReply, sendReply } from "./wordpress-reply.ts";
import { wordpressArticle } from "./wordpress-shapes.ts";

type Options = z.infer<typeof wordpressOptions>;

/** Every state in which an article of ours may stand. In the trash its address is another. */
const anyStatus = "publish,future,draft,pending,private";

/** Articles, pages and answers to comments. */
export function wordpressPublishing(client: WordpressClient, ownId: number): PublishPort {
  return {
    async send(statement, mark) {
      requireFit(statement, wordpressManifest.limits);
      if (statement.replyTo) return sendReply(client, ownId, statement);
      const options = optionsOf(statement);
      const known = await findArticle(client, statement, options, mark);
      if (known) return known;
      const body = {
        ...(await articleOf(client, statement, options, mark)),
        slug: slugOf(statement, mark),
        ...standingOf(options, client.now()),
      };
      const call = { method: "POST", body, isWrite: true } as const;
      return sentOf(await client.ask(collectionPath(options.kind), wordpressArticle, call));
    },

    async lookUp(statement, mark) {
      if (statement.replyTo) return findReply(client, ownId, statement);
      return { found: await findArticle(client, statement, optionsOf(statement), mark) };
    },

    async edit(post, statement) {
      requireFit(statement, wordpressManifest.limits);
      const ref = readRef(post.externalId);
      if (ref.kind === "comment") return editReply(client, ref, statement);
      // The files of each version have their own names: what changed is not taken for what stood there.
      const mark = `${post.externalId} ${statement.text} ${statement.media.map(({ name }) => name).join(" ")}`;
      const body = await articleOf(client, statement, { ...optionsOf(statement), kind: ref.kind }, mark);
      const call = { method: "POST", body, isWrite: true } as const;
      return sentOf(await client.ask(refPath(ref), wordpressArticle, call));
    },

    async remove({ externalId }) {
      const path = refPath(readRef(externalId));
      const into = (query: Readonly<Record<string, string>>) =>
        client.ask(path, anyAnswer, { method: "DELETE", query, isWrite: true });
      try {
        await into({}).catch((error: unknown) => {
          // Sites may do without a trash.
          if (error instanceof WordpressRefusal && error.code === "rest_trash_not_supported")
            return into({ force: "true" });
          throw error;
        });
      } catch (error) {
        if (!(error instanceof ConnectorError && error.failure.kind === "gone")) throw error;
      }
    },
  };
}

const anyAnswer = wordpressArticle.partial();

function optionsOf(statement: Statement): Options {
  const read = wordpressOptions.safeParse(statement.options);
  if (read.success) return read.data;
  throw new ConnectorError(
    { kind: "rejected", reason: "settings" },
    "the statement's options cannot be read",
  );
}

const slugOf = (statement: Statement, mark: string): string => articleSlug(headlineOf(statement), mark);

const sentOf = ({ id, type, link }: z.infer<typeof wordpressArticle>): Sent => ({
  externalId: refOf(type === "page" ? "page" : "post", id),
  url: /^https?:\/\//i.test(link) ? link : null,
});

async function findArticle(
  client: WordpressClient,
  statement: Statement,
  { kind }: Options,
  mark: string,
): Promise<Sent | null> {
  const slug = slugOf(statement, mark);
  const query = { slug, status: anyStatus, context: "edit", _fields: "id,type,link,status,slug" };
  const { items } = await client.list(collectionPath(kind), wordpressArticle, query);
  const [first] = items;
  return first ? sentOf(first) : null;
}

/** What an article holds, with its files in the library. */
async function articleOf(
  client: WordpressClient,
  statement: Statement,
  options: Options,
  mark: string,
): Promise<Record<string, unknown>> {
  const [categories, tags] =
    options.kind === "page"
      ? [[], []]
      : [await categoriesOf(client, options.categories), await tagsOf(client, options.tags)];
  const files = await uploadFiles(client, statement.media, mark);
  const first = files.find(({ mediaType }) => mediaType.startsWith("image/"));
  const featured = options.isFirstPictureFeatured ? first : undefined;
  return {
    title: headlineOf(statement),
    content: articleHtml(
      statement,
      files.filter((file) => file !== featured),
    ),
    ...(options.excerpt !== undefined && { excerpt: options.excerpt }),
    ...(featured && { featured_media: featured.id }),
    ...(categories.length > 0 && { categories }),
    ...(tags.length > 0 && { tags }),
  };
}

/** In which state it is to stand: scheduled by the site itself where an instant that is still to come is named. */
function standingOf({ status, publishAt }: Options, now: Date): Record<string, unknown> {
  if (publishAt === undefined) return { status };
  const at = new Date(publishAt);
  const date_gmt = at.toISOString().slice(0, 19);
  return status === "publish" && at > now ? { status: "future", date_gmt } : { status, date_gmt };
}
