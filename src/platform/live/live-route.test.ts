import { expect, it } from "vitest";
import type { Db } from "#platform/db/database.ts";
import { contextFor } from "#test/factories.ts";
import { liveRoute } from "./live-route.ts";

it("forgets a screen that goes away, whether its request or its stream ends", async () => {
  const hearers = new Set<(message: string) => void>();
  const route = liveRoute({
    subscribe(_workspaceId, hear) {
      hearers.add(hear);
      return () => hearers.delete(hear);
    },
    stop: async () => undefined,
  });
  const context = contextFor({} as Db, "00000000-0000-4000-8000-000000000001");
  const request = new AbortController();
  const open = (signal?: AbortSignal) =>
    route.handle(context, new Request("http://127.0.0.1/api/live", signal ? { signal } : {}), {});

  const [first] = [await open(), await open(request.signal)];
  expect(hearers.size).toBe(2);
  for (const hear of hearers) hear('{"type":"jobs"}');
  const reader = first.body?.getReader();
  await reader?.read();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: {"type":"jobs"}\n\n');
  await reader?.cancel();
  request.abort();
  expect(hearers.size).toBe(0);
});
