import { expect, it } from "vitest";
import { ChildError } from "#platform/child/child-runner.ts";
import { FetchError } from "#platform/fetch/fetch-error.ts";
import { findingOfError } from "./poll-finding.ts";

it("tells what the other side did from what went wrong here", () => {
  const logged: unknown[] = [];
  const keyOf = (error: unknown) => findingOfError(error, (fault) => logged.push(fault)).key;
  expect(keyOf(new FetchError("stalled", "https://contoh.id/rss", "it stopped"))).toBe("stalled");
  expect(keyOf(new ChildError("time"))).toBe("too_heavy");
  expect(keyOf(new ChildError("memory"))).toBe("too_heavy");
  expect(logged).toEqual([]);
  const faults = [new ChildError("broken", "it ended with 1"), new Error("no such table")];
  expect(faults.map(keyOf)).toEqual(["internal", "internal"]);
  expect(logged).toEqual(faults);
});
