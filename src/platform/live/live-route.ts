import { rawRoute } from "#platform/http/raw-route.ts";
import type { LiveHub } from "./live-hub.ts";

/** Comments keep proxies from closing a quiet stream. */
const heartbeatMs = 20_000;

/** Server-sent events for open screens: one JSON message per event. */
export const liveRoute = (live: LiveHub) =>
  rawRoute({
    method: "GET",
    path: "/live",
    tag: "live",
    summary: "Live messages of a workspace as server-sent events",
    access: "mentions.read",
    answers: { status: 200, mediaType: "text/event-stream" },
    async handle(context, request) {
      const encoder = new TextEncoder();
      const { workspaceId } = context;
      let end = (): void => undefined;
      const stream = new ReadableStream<Uint8Array>({
        start(controller) {
          const write = (text: string) => controller.enqueue(encoder.encode(text));
          write("retry: 3000\n\n");
          const leave = live.subscribe(workspaceId, (message) => write(`data: ${message}\n\n`));
          const heartbeat = setInterval(() => write(": still here\n\n"), heartbeatMs);
          end = () => {
            clearInterval(heartbeat);
            leave();
          };
          request.signal.addEventListener("abort", () => end());
        },
        // A reader may go without the request being aborted; writing to a closed stream would end the process.
        cancel: () => end(),
      });
      return new Response(stream, {
        headers: {
          "content-type": "text/event-stream",
          "cache-control": "no-store",
          "x-accel-buffering": "no",
        },
      });
    },
  });
