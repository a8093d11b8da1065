import { expect, it } from "vitest";
import type { Db } from "#platform/db/database.ts";
import { contextFor } from "#test/factories.ts";
import type { Screen } from "./live-hub.ts";
import { liveRoute } from "./live-route.ts";

it("forgets a screen that goes away, whether its request or its stream ends", async () => {
  const screens = new Set<Screen>();
  const live = {
    subscribe(_workspaceId: string, screen: Screen) {
      screens.add(screen);
      return () => screens.delete(screen);
    },
    stop: async () => undefined,
  };
  const route = liveRoute({ live, principalOf: async () => null });
  const context = contextFor({} as Db, "00000000-0000-4000-8000-000000000001");
  const request = new AbortController();
  const open = (signal?: AbortSignal) =>
    route.handle(context, new Request("http://127.0.0.1/api/live", signal ? { signal } : {}), {});

  const [first] = [await open(), await open(request.signal)];
  expect(screens.size).toBe(2);
  for (const screen of screens) screen.hear('{"type":"jobs"}');
  const reader = first.body?.getReader();
  await reader?.read();
  expect(new TextDecoder().decode((await reader?.read())?.value)).toBe('data: {"type":"jobs"}\n\n');
  await reader?.cancel();
  request.abort();
  expect(screens.size).toBe(0);
});
