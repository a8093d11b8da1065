import { findAccess } from "#platform/http/check-access.ts";
import { rawRoute } from "#platform/http/raw-route.ts";
import type { Principal, RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import type { Permission } from "#shared/permissions.ts";
import type { LiveHub } from "./live-hub.ts";

/** Comments keep proxies from closing a quiet stream. At each, whoever listens proves again that they may. */
const heartbeatMs = 20_000;

const access: Permission = "mentions.read";

type Parts = {
  live: LiveHub;
  /** Proves who a request comes from; null once its session or key has ended. */
  principalOf(headers: Headers): Promise<Principal | null>;
};

/**
 * Server-sent events for open screens: one JSON message per event. A stream ends when its session or key does, or when
 * its owner may no longer read here; while that is being asked, messages wait.
 */
export const liveRoute = ({ live, principalOf }: Parts) =>
  rawRoute({
    method: "GET",
    path: "/live",
    tag: "live",
    summary: "Live messages of a workspace as server-sent events",
    access,
    answers: { status: 200, mediaType: "text/event-stream" },
    async handle(context, request) {
      // Of its own: the request is over long before its stream is.
      const headers = new Headers(request.headers);
      const mayListen = async () => isStillAllowed(context, await principalOf(headers));
      const { stream, end } = openStream(live, context.workspaceId, mayListen);
      request.signal.addEventListener("abort", end, { once: true });
      return new Response(stream, {
        headers: {
          "content-type": "text/event-stream",
          "cache-control": "no-store",
          "x-accel-buffering": "no",
        },
      });
    },
  });

async function isStillAllowed(
  { db, workspaceId, membership }: Pick<RequestContext, "db" | "workspaceId" | "membership">,
  principal: Principal | null,
): Promise<boolean> {
  try {
    const held = await findAccess({ db, principal, workspaceSlug: membership.slug }, access);
    return held?.workspaceId === workspaceId;
  } catch (error) {
    if (error instanceof AppError) return false;
    throw error;
  }
}

function openStream(
  live: LiveHub,
  workspaceId: string,
  mayListen: () => Promise<boolean>,
): { stream: ReadableStream<Uint8Array>; end: () => void } {
  const encoder = new TextEncoder();
  let end = (): void => undefined;
  const stream = new ReadableStream<Uint8Array>({
    start(controller) {
      /** Messages that wait for an answer; undefined while nobody is in doubt. */
      let waiting: string[] | undefined;
      let isEnded = false;
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const prove = async (): Promise<void> => {
        if (waiting !== undefined) return;
        waiting = [];
        // Who cannot be asked about is let go: the screen comes back by itself.
        const isAllowed = await mayListen().catch(() => false);
        if (isEnded) return;
        if (!isAllowed) {
          end();
          controller.close();
          return;
        }
        for (const text of waiting) write(text);
        waiting = undefined;
      };
      write("retry: 3000\n\n");
      const leave = live.subscribe(workspaceId, {
        hear(message) {
          const text = `data: ${message}\n\n`;
          if (waiting === undefined) write(text);
          else waiting.push(text);
        },
        doubt: () => void prove(),
      });
      const heartbeat = setInterval(() => {
        write(": still here\n\n");
        void prove();
      }, heartbeatMs);
      end = () => {
        isEnded = true;
        clearInterval(heartbeat);
        leave();
      };
    },
    // A reader may go without the request being aborted; writing to a closed stream would end the process.
    cancel: () => end(),
  });
  return { stream, end: () => end() };
}
