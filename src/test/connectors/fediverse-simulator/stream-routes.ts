import { streamSSE } from "hono/streaming";
import { shownNotification, shownStatus, tagsIn } from "./shown-entities.ts";
import type { SimulatorApp } from "./simulator-app.ts";
import type { SimulatedEvent, SimulatedServer } from "./simulator-state.ts";

/** Streams of server-sent events: of an account, and of a hashtag. They know nothing of the past, as on Mastodon. */
export function addStreamRoutes(app: SimulatorApp, server: SimulatedServer, ended: AbortSignal): void {
  app.get("/api/v1/streaming/:what", (c) => {
    const account = c.get("account");
    if (!account) return c.json({ error: "Missing access token" }, 401);
    const what = c.req.param("what");
    const tag = c.req.query("tag")?.toLowerCase() ?? "";
    const concerns = ({ name, status, notification }: SimulatedEvent): boolean => {
      if (what === "hashtag") return name !== "notification" && tagsIn(status.text).includes(tag);
      return name === "notification" ? notification?.accountId === account.id : name !== "update";
    };
    return streamSSE(c, async (stream) => {
      const waiting: SimulatedEvent[] = [];
      let wake = (): void => undefined;
      const listener = (event: SimulatedEvent): void => {
        if (concerns(event)) waiting.push(event);
        wake();
      };
      server.listeners.add(listener);
      stream.onAbort(() => wake());
      ended.addEventListener("abort", () => wake(), { once: true });
      await stream.write(":)\n");
      while (!stream.aborted && !ended.aborted) {
        const event = waiting.shift();
        if (event) await stream.writeSSE({ event: event.name, data: dataOf(server, event) });
        else
          await new Promise<void>((resolve) => {
            wake = resolve;
          });
      }
      server.listeners.delete(listener);
    });
  });
}

function dataOf(server: SimulatedServer, { name, status, notification }: SimulatedEvent): string {
  if (name === "delete") return status.id;
  return JSON.stringify(
    name === "notification" && notification
      ? shownNotification(server, notification)
      : shownStatus(server, status),
  );
}
