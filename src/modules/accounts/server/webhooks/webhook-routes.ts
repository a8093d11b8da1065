import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { type DoorParts, openDoor } from "./open-door.ts";

/** Networks send far less; what is larger is nothing for us. Bytes. */
const mostBytes = 1024 * 1024;

/** The door. Public: a network proves itself by its signature over the raw body. */
export function webhookRoutes(parts: DoorParts): RawRoute[] {
  const take = openDoor(parts);
  const handle: RawRoute["handle"] = async (_context, request, parameters) => {
    const body = await readBody(request);
    if (!body) return answer(413, "", "text/plain");
    const {
      status,
      body: said,
      mediaType,
    } = await take(parameters["accountId"] ?? "", {
      method: request.method,
      headers: Object.fromEntries(request.headers),
      query: Object.fromEntries(new URL(request.url).searchParams),
      body,
    });
    return answer(status, said, mediaType);
  };
  const route = {
    path: "/webhooks/{accountId}",
    tag: "webhooks",
    access: "public" as const,
    answers: { status: 200, mediaType: "text/plain" },
    handle,
  };
  return [
    rawRoute({ ...route, method: "GET", summary: "A network asks whether we are here" }),
    rawRoute({ ...route, method: "POST", summary: "A network brings what happened on an account" }),
  ];
}

/** Text whatever a network asked us to repeat: nothing of it is ever run in a browser. */
const answer = (status: number, body: string, mediaType: string): Response =>
  new Response(body, {
    status,
    headers: {
      "content-type": mediaType === "application/json" ? mediaType : "text/plain; charset=utf-8",
      "x-content-type-options": "nosniff",
    },
  });

async function readBody(request: Request): Promise<Uint8Array | undefined> {
  if (Number(request.headers.get("content-length") ?? 0) > mostBytes) return undefined;
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of request.body ?? []) {
    bytes += chunk.byteLength;
    if (bytes > mostBytes) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}
