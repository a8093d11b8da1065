import { expect, it } from "vitest";
import { describeSearch } from "#test/connectors/search-simulator/describe-search.ts";
import { simulatedKey } from "#test/connectors/search-simulator/open-search-simulator.ts";
import { braveConnector } from "./brave-connector.ts";

describeSearch({
  connector: braveConnector,
  handle: () => "search.brave.com",
  settings: () => ({}),
  secrets: { key: simulatedKey },
  wrongSecrets: { key: "bukan kunci" },
});

const now = new Date("2026-11-23T02:00:00Z");

it("names what a question costs, and nothing for anything else", () => {
  expect(braveConnector.costOf?.("GET", new URL("https://api.search.brave.com/res/v1/news/search?q=a"))).toBe(
    5_000,
  );
  expect(braveConnector.costOf?.("GET", new URL("https://api.search.brave.com/"))).toBe(0);
});

it("reads each of the windows that stand in one header, and no window without a limit", () => {
  const headers = new Headers({
    "x-ratelimit-limit": "1, 15000, 0",
    "x-ratelimit-policy": "1;w=1, 15000;w=2592000, 0;w=60",
    "x-ratelimit-remaining": "0, 14523, 0",
    "x-ratelimit-reset": "1, 1419704, 5",
  });
  expect(braveConnector.quotaOf?.(headers, now)).toEqual([
    { bucket: "1", limit: 1, remaining: 0, resetsAt: new Date(now.getTime() + 1_000) },
    {
      bucket: "2592000",
      limit: 15_000,
      remaining: 14_523,
      resetsAt: new Date(now.getTime() + 1_419_704_000),
    },
  ]);
  expect(braveConnector.quotaOf?.(new Headers(), now)).toEqual([]);
});
