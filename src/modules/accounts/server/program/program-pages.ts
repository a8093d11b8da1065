import { publicHalf } from "#connectors/dpop/signing-key.ts";
import { connectors } from "#connectors/registry.ts";
import type { PublicPage } from "#platform/http/public-page.ts";
import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import type { NetworkParts } from "../network-parts.ts";
import { callbackOf, documentOf, documentPath, loopbackPath } from "./program-addresses.ts";
import { programKey } from "./program-key.ts";

type Parts = NetworkParts & { readonly deskUrl: () => string };

/** Networks keep it so long; the key in it stays. */
const freshSeconds = 600;

/** What the desk says of itself to networks that fetch it from its own address. */
export const programPages = (parts: Parts): PublicPage[] =>
  connectors.flatMap(({ manifest, consent }) => {
    const describe = consent?.describe;
    if (describe === undefined) return [];
    return [
      {
        path: documentPath(manifest.key),
        async handle() {
          const home = parts.deskUrl();
          const id = documentOf(home, manifest.key);
          if (id === null) return new Response("Not found\n", { status: 404 });
          const key = publicHalf(await programKey(parts));
          const document = describe({ id, home, callback: callbackOf(home), key });
          return new Response(`${JSON.stringify(document, null, 2)}\n`, {
            headers: {
              "content-type": "application/json; charset=utf-8",
              "cache-control": `public, max-age=${freshSeconds}`,
            },
          });
        },
      },
    ];
  });

/**
 * People come back here by the machine's number, where the desk does not know their session: they are sent on to its name.
 * What is proven is proven there.
 */
export const loopbackRoute = ({ deskUrl }: Pick<Parts, "deskUrl">): RawRoute =>
  rawRoute({
    method: "GET",
    path: loopbackPath,
    tag: "accounts",
    summary: "A person comes back from a network to a desk on their own machine",
    access: "public",
    answers: { status: 303, mediaType: "text/html" },
    async handle(_context, request) {
      const location = `${callbackOf(deskUrl())}${new URL(request.url).search}`;
      return new Response(null, { status: 303, headers: { location } });
    },
  });
