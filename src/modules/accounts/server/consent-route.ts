import { type RawRoute, rawRoute } from "#platform/http/raw-route.ts";
import { finishConsent } from "./finish-consent.ts";
import type { NetworkParts } from "./network-parts.ts";

/** Where networks send people back to; it sends them on to the accounts page, with what became of it. */
export const consentRoute = (parts: NetworkParts): RawRoute =>
  rawRoute({
    method: "GET",
    path: "/accounts/consents/return",
    tag: "accounts",
    summary: "A person comes back from a network's consent page",
    access: "signed_in",
    answers: { status: 303, mediaType: "text/html" },
    async handle(context, request) {
      const parameters = Object.fromEntries(new URL(request.url).searchParams);
      const end = await finishConsent(context, parameters, parts);
      const answer = new URLSearchParams(
        "accountId" in end ? { terhubung: end.accountId } : { gagal: end.why },
      );
      return new Response(null, { status: 303, headers: { location: `/akun-resmi?${answer}` } });
    },
  });
