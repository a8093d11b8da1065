import { createReadStream } from "node:fs";
import { createInterface } from "node:readline";
import { z } from "zod";
import { canonicalUrl } from "#connectors/page/canonical-url.ts";
import type { MentionDraft } from "./mention-draft.ts";
import { originKey } from "./mention-identity.ts";

const line = z.object({
  outlet: z.string(),
  title: z.string(),
  url: z.url(),
  at: z.iso.datetime({ offset: true }),
  precision: z.enum(["day"]).optional(),
  category: z.string().optional(),
});
export type SampleHeadline = z.infer<typeof line>;

const shippedFile = new URL("../../../../../data/demo/headlines.jsonl", import.meta.url);

/** The shipped sample, oldest first: real headlines of 10 to 15 September 2019 (CLICK-ID, CC BY 4.0). */
export async function readSampleHeadlines(): Promise<SampleHeadline[]> {
  const headlines: SampleHeadline[] = [];
  for await (const text of createInterface({ input: createReadStream(shippedFile), crlfDelay: Infinity }))
    if (text !== "") headlines.push(line.parse(JSON.parse(text)));
  return headlines;
}

/**
 * A headline as a draft of the workspace's source of samples. A source of none would make it a clip by hand, which is
 * kept for ever.
 */
export function sampleDraft(workspaceId: string, headline: SampleHeadline): MentionDraft {
  const url = canonicalUrl(headline.url) ?? headline.url;
  return {
    sourceId: originKey(workspaceId, null, "source of sample headlines"),
    sourceTitle: "CLICK-ID",
    externalId: url,
    url,
    channel: "news",
    outlet: headline.outlet,
    author: null,
    title: headline.title,
    text: "",
    language: "id",
    publishedAt: new Date(headline.at),
    timePrecision: headline.precision ?? "minute",
    imageUrl: null,
    engagement: null,
    parentExternalId: null,
    threadId: null,
    place: null,
    tags: [],
    attachmentIds: [],
    raw: headline.category === undefined ? null : { categories: [headline.category] },
  };
}
