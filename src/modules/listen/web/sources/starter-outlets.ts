import { foldValue } from "#text/fold.ts";

/** An outlet of the shipped list with its feeds. */
export type StarterOutlet = {
  outlet: string;
  domain: string;
  feeds: readonly { title: string; url: string }[];
};

/** What is asked of the server for one new source. */
export type SourceWish = {
  url: string;
  title: string;
  outlet: string;
  folder: string;
  /** A site without a feed is read from its site map; left out, it is a feed. */
  kind?: "feed" | "site";
};

/** The outlets whose name, host or one of whose feeds holds what was typed; capitals and accents make no difference. */
export function matchingOutlets<T extends StarterOutlet>(outlets: readonly T[], wanted: string): T[] {
  const sought = foldValue(wanted).trim();
  if (sought === "") return [...outlets];
  return outlets.filter((one) =>
    [one.outlet, one.domain, ...one.feeds.map((feed) => feed.title)].some((text) =>
      foldValue(text).includes(sought),
    ),
  );
}

/** The chosen feeds as wishes, in the order of the list; each goes into a folder named after its outlet. */
export function wishesOf(outlets: readonly StarterOutlet[], chosen: ReadonlySet<string>): SourceWish[] {
  return outlets.flatMap(({ outlet, feeds }) =>
    feeds
      .filter((feed) => chosen.has(feed.url))
      .map((feed) => ({ url: feed.url, title: `${outlet}: ${feed.title}`, outlet, folder: outlet })),
  );
}
