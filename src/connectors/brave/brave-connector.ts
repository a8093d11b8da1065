import { z } from "zod";
import type { Access, Connector, QuotaReading } from "#connectors/ports/connector.ts";
import type { ConnectorFailure } from "#connectors/ports/connector-error.ts";
import type { ListenPort } from "#connectors/ports/listen-port.ts";
import { type Described, foundPages, wordsOf } from "#connectors/web-search/found-page.ts";
import { askSearch, type Refusal, readAnswer } from "#connectors/web-search/search-client.ts";
import { braveManifest, braveSecrets, braveSettings, searchMicroUsd } from "./manifest.ts";

const root = "https://api.search.brave.com/res/v1";
const counts = { news: 50, web: 20 } as const;
/** Pages are numbered from 0 to this. */
const lastPage = 9;

const text = z.string().nullish().catch(undefined);
const result = z.object({
  url: z.string(),
  title: z.string(),
  description: text,
  page_age: text,
  meta_url: z.object({ hostname: text }).nullish().catch(undefined),
  profile: z.object({ long_name: text, name: text }).nullish().catch(undefined),
  thumbnail: z.object({ src: text, original: text }).nullish().catch(undefined),
});
const results = z.array(result.nullable().catch(null)).catch([]);
const answers = {
  news: z.object({ type: z.literal("news"), results: results.default([]) }),
  web: z.object({ type: z.literal("search"), web: z.object({ results }).nullish() }),
};

/** Web and news search by Brave. */
export const braveConnector: Connector = {
  manifest: braveManifest,
  open: (access) => ({
    async identify() {
      await ask(access, "gaung", 0, 1);
      return {
        externalId: "brave",
        handle: "search.brave.com",
        name: "Brave Search",
        url: "https://search.brave.com/",
        scopes: [],
        expiresAt: null,
      };
    },
    listen: listenPort(access),
  }),
  quotaOf: (headers, now) => quotasOf(headers, now),
  costOf: (_method, address) => (address.pathname.endsWith("/search") ? searchMicroUsd : 0),
};

const listenPort = (access: Access): ListenPort => ({
  async search(query, from) {
    const { index } = braveSettings.parse(access.settings);
    const page = Math.min(Number(from ?? 0) || 0, lastPage);
    const found = await ask(access, wordsOf(query), page, counts[index]);
    const hasMore = found.length >= counts[index] && page < lastPage;
    return { items: foundPages(found, access.now()), cursor: hasMore ? String(page + 1) : null };
  },
});

async function ask(access: Access, words: string, page: number, count: number): Promise<Described[]> {
  const { index, country } = braveSettings.parse(access.settings);
  const { key } = braveSecrets.parse(access.secrets);
  const url = new URL(`${root}/${index}/search`);
  url.search = new URLSearchParams({
    q: words,
    count: String(count),
    offset: String(page),
    country,
    freshness: "pw",
    spellcheck: "false",
    text_decorations: "false",
  }).toString();
  const headers = { accept: "application/json", "x-subscription-token": key };
  const said = await askSearch(access, url, headers, (refusal) => failureOf(refusal, access.now()));
  const found =
    index === "news"
      ? readAnswer(said, answers.news, url.host).results
      : (readAnswer(said, answers.web, url.host).web?.results ?? []);
  return found.flatMap((one) =>
    one === null
      ? []
      : [
          {
            url: one.url,
            title: one.title,
            text: one.description,
            outlet: one.profile?.long_name ?? one.profile?.name,
            published: utc(one.page_age),
            imageUrl: one.thumbnail?.original ?? one.thumbnail?.src,
          },
        ],
  );
}

/** Brave's times name no zone; they are UTC. */
const utc = (time: string | null | undefined): string | undefined =>
  time ? (/[zZ]|[+-]\d\d:?\d\d$/.test(time) ? time : `${time}Z`) : undefined;

const refusal = z.object({ error: z.object({ code: z.string() }) });

/** Brave answers a key that it does not know with 422. */
function failureOf({ status, headers, text: said }: Refusal, now: Date): ConnectorFailure | undefined {
  if (status === 422 || status === 403) {
    const code = codeOf(said);
    if (code.startsWith("SUBSCRIPTION_TOKEN")) return { kind: "reconnect", cause: "wrong_secret" };
  }
  if (status !== 429) return undefined;
  const spent = quotasOf(headers, now).filter(({ remaining }) => remaining <= 0);
  const until = Math.max(...spent.map(({ resetsAt }) => resetsAt.getTime()), now.getTime() + 1_000);
  return { kind: "rate_limited", until: new Date(until) };
}

function codeOf(said: string): string {
  try {
    return refusal.safeParse(JSON.parse(said)).data?.error.code ?? "";
  } catch {
    return "";
  }
}

/** Several windows at once, "1, 15000": each has its place in all headers; the policy names its seconds. */
function quotasOf(headers: Headers, now: Date): QuotaReading[] {
  const listOf = (name: string): string[] => (headers.get(name) ?? "").split(",").map((part) => part.trim());
  const limits = listOf("x-ratelimit-limit");
  const remaining = listOf("x-ratelimit-remaining");
  const resets = listOf("x-ratelimit-reset");
  const policies = listOf("x-ratelimit-policy");
  return limits.flatMap((limit, at) => {
    const reading = {
      bucket: /w=(\d+)/.exec(policies[at] ?? "")?.[1] ?? String(at),
      limit: Number(limit || Number.NaN),
      remaining: Number(remaining[at] || Number.NaN),
      resetsAt: new Date(now.getTime() + 1_000 * Number(resets[at] || Number.NaN)),
    };
    // A plan without a monthly limit says 0 of 0.
    const isKnown = reading.limit > 0 && Number.isFinite(reading.remaining);
    return isKnown && Number.isFinite(reading.resetsAt.getTime()) ? [reading] : [];
  });
}
