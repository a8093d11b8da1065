import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import type { Analyst } from "#platform/language/open-analyst.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { readPush, receivePush, verifyIntent } from "./receive-push.ts";

const plain = { "content-type": "text/plain; charset=utf-8", "x-content-type-options": "nosniff" };

/** The hook that WebSub hubs call. Public: a hub proves itself by its token and its signature. */
export function pushRoutes(keys: KeyRing, analyst?: Analyst): RawRoute[] {
  const path = "/hooks/websub/{token}";
  return [
    rawRoute({
      method: "GET",
      path,
      tag: "sources",
      summary: "A WebSub hub asks whether we want its news",
      access: "public",
      answers: { status: 200, mediaType: "text/plain" },
      async handle(context, request, parameters) {
        const query = new URL(request.url).searchParams;
        const challenge = await verifyIntent(context, parameters["token"] ?? "", query);
        return challenge === undefined
          ? new Response("", { status: 404, headers: plain })
          : new Response(challenge, { status: 200, headers: plain });
      },
    }),
    rawRoute({
      method: "POST",
      path,
      tag: "sources",
      summary: "A WebSub hub sends news",
      access: "public",
      answers: { status: 202, mediaType: "text/plain" },
      async handle(context, request, parameters) {
        const body = await readPush(request);
        if (!body) return new Response("", { status: 413, headers: plain });
        const { headers } = request;
        const taken = await receivePush(
          { db: context.db, keys, now: context.now, analyst },
          parameters["token"] ?? "",
          headers.get("x-hub-signature"),
          headers.get("content-type"),
          body,
        );
        // WebSub §7.1: a wrong signature is answered like a right one, and the body is ignored.
        return new Response("", { status: taken === "unknown" ? 410 : 202, headers: plain });
      },
    }),
  ];
}
