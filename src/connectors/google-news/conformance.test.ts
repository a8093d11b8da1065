import { expect, it } from "vitest";
import { describeSearch } from "#test/connectors/search-simulator/describe-search.ts";
import { googleNewsConnector } from "./google-news-connector.ts";
import { googleNewsSettings } from "./manifest.ts";
import { outletAddress } from "./outlet-address.ts";

describeSearch({
  connector: googleNewsConnector,
  handle: () => "news.google.com",
  settings: () => ({ acceptsTerms: true }),
  secrets: {},
});

it("is not used by an office that has not accepted its terms", () => {
  expect(googleNewsSettings.safeParse({}).success).toBe(false);
  expect(googleNewsSettings.safeParse({ acceptsTerms: false }).success).toBe(false);
});

it("leaves a redirect that does not hold the article's address as it is", () => {
  const opaque = "https://news.google.com/rss/articles/CBMiQUFVX3lxTE9kZWZhdWx0?oc=5";
  expect(outletAddress(opaque)).toBe(opaque);
  expect(outletAddress("https://kabar.test/a")).toBe("https://kabar.test/a");
});
