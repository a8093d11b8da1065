import { expect, it } from "vitest";
import type { Source } from "../../contract/sources.ts";
import { filterSources, foldersOf, isQuiet, perDay } from "./source-rows.ts";

const source = (change: Partial<Source>): Source => ({
  id: "0f8fad5b-d9cb-469f-a165-70867728950e",
  kind: "feed",
  title: "Tempo: Nasional",
  outlet: "Tempo",
  channel: "news",
  url: "https://tempo.co/rss",
  siteUrl: null,
  folder: "Tempo",
  state: "active",
  createdAt: "2026-03-17T00:00:00Z",
  nextPollAt: null,
  intervalMinutes: 30,
  fixedIntervalMinutes: null,
  lastSuccessAt: null,
  failuresInARow: 0,
  lastOutcome: null,
  mentionCount: 0,
  rhythm: [],
  health: [],
  isPush: false,
  completesItems: false,
  network: null,
  ...change,
});

it("knows which sources are not heard", () => {
  const heard = { lastSuccessAt: "2026-03-17T00:00:00Z" };
  expect(isQuiet(source({ ...heard, failuresInARow: 3 }))).toBe(true);
  expect(isQuiet(source({ ...heard, failuresInARow: 2 }))).toBe(false);
  expect(isQuiet(source({ failuresInARow: 0 })), "waits for its first look").toBe(false);
  expect(isQuiet(source({ failuresInARow: 1 })), "was never heard").toBe(true);
  expect(isQuiet(source({ state: "stopped" }))).toBe(true);
  expect(isQuiet(source({ state: "paused", failuresInARow: 5 }))).toBe(false);
});

it("filters by state, folder and word", () => {
  const all = [source({}), source({ state: "paused", folder: "Antara", title: "ANTARA: Ekonomi" })];
  expect(filterSources(all, "paused", "", "")).toHaveLength(1);
  expect(filterSources(all, "all", "Tempo", "")).toHaveLength(1);
  expect(filterSources(all, "all", "", "ekonomi")).toHaveLength(1);
  expect(filterSources(all, "failing", "", "")).toHaveLength(0);
  expect(foldersOf(all, "id")).toEqual(["Antara", "Tempo"]);
});

it("counts the rhythm of a day", () => {
  expect(perDay([2, 4])).toBe(3);
  expect(perDay([])).toBeNull();
});
