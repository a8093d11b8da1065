import type { z } from "zod";
import { canonicalUrl } from "#connectors/page/canonical-url.ts";
import { readPageBody } from "#connectors/page/read-page.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import type { FetchResult, SafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { clipContract } from "../../contract/clips.ts";
import { mentionId } from "../mentions/mention-identity.ts";
import { withMentions } from "../mentions/tables.ts";
import { isPlausibleTime } from "./draft-from-feed.ts";
import { listStarterOutlets } from "./list-starter-outlets.ts";
import { findingOfFetchError, findingOfStatus, isTooHeavy } from "./poll-finding.ts";
import { siteOf } from "./read-articles.ts";

type Output = NonNullable<(typeof clipContract.previewClip)["~orpc"]["outputSchema"]>;
export type ClipPreview = z.infer<Output>;

/** A person waits for this. Milliseconds. */
const totalMs = 20_000;

/**
 * A PR officer pastes the address of an article and gets its title, author, time and text proposed as a clip.
 * @throws AppError invalid (`listen.address.<outcome>`) when the page cannot be had
 */
export async function previewClip(
  { db, workspaceId, now }: Pick<RequestContext, "db" | "workspaceId" | "now">,
  { url }: { url: string },
  fetch: SafeFetch,
): Promise<ClipPreview> {
  const answer = await askPage(fetch, url);
  const { body, headers } = answer;
  const given = { body, url: answer.url, contentType: headers["content-type"], now: now() };
  const article = await readPageBody("article", given).catch((error: unknown) => {
    throw isTooHeavy(error) ? new AppError("invalid", "listen.address.too_heavy") : error;
  });
  const declared = article.canonicalUrl;
  const address =
    (declared !== undefined && siteOf(declared) === siteOf(answer.url)
      ? canonicalUrl(declared)
      : undefined) ??
    canonicalUrl(answer.url) ??
    answer.url;
  const known = await withMentions(db)
    .selectFrom("listen.mention_identity")
    .select("id")
    .where("workspace_id", "=", workspaceId)
    .where("id", "=", mentionId(workspaceId, { url: address, sourceId: null, externalId: address }))
    .executeTakeFirst();
  const time =
    article.publishedAt && isPlausibleTime(article.publishedAt.at, now()) ? article.publishedAt : undefined;
  return {
    title: article.title ?? "",
    outlet: await outletName(answer.url, article.siteName),
    author: article.author ?? null,
    text: article.text ?? "",
    publishedAt: time?.at.toISOString() ?? null,
    timePrecision: time ? (time.precision === "day" ? "day" : "minute") : null,
    url: address,
    existingMentionId: known?.id ?? null,
  };
}

async function askPage(fetch: SafeFetch, url: string): Promise<FetchResult> {
  try {
    const answer = await fetch(url, { lane: "preview", limits: { totalMs, maxBytes: 5 * 1024 * 1024 } });
    const refusal = findingOfStatus(answer);
    if (refusal) throw new AppError("invalid", `listen.address.${refusal.key}`, refusal.values);
    return answer;
  } catch (error) {
    if (!(error instanceof FetchError)) throw error;
    const { key, values } = findingOfFetchError(error);
    throw new AppError("invalid", `listen.address.${key}`, values, error);
  }
}

async function outletName(url: string, siteName: string | undefined): Promise<string> {
  const host = new URL(url).hostname.replace(/^www\./, "");
  const { items } = await listStarterOutlets();
  const shipped = items.find(({ domain }) => host === domain || host.endsWith(`.${domain}`));
  return shipped?.outlet ?? siteName?.slice(0, 200) ?? host;
}
