import type { Access, Connector, QuotaReading } from "#connectors/ports/connector.ts";
import type { BookedCall } from "./budgets/book-call.ts";
import type { HeardCalls, MadeCall, NetworkParts } from "./network-parts.ts";

/** The ways out for one account, which note every call and what its headers say of the quota. */
export function hearCalls(
  { network, now }: Pick<NetworkParts, "network" | "now">,
  connector: Connector,
  book?: (call: { at: Date; what: string; microUsd: number }) => Promise<BookedCall>,
): HeardCalls & { ways: Pick<Access, "fetch" | "stream" | "permit"> } {
  const calls: MadeCall[] = [];
  const quotas: QuotaReading[] = [];
  const heard =
    (way: typeof globalThis.fetch): typeof globalThis.fetch =>
    async (input, init) => {
      const begun = performance.now();
      const address = new URL(input instanceof Request ? input.url : input);
      const method = init?.method ?? (input instanceof Request ? input.method : "GET");
      const what = `${method} ${address.host}${hideSecrets(address.pathname)}`;
      const microUsd = connector.costOf?.(method, address) ?? 0;
      const booked = microUsd > 0 ? await book?.({ at: now(), what, microUsd }) : undefined;
      const note = async (status: number | null): Promise<void> => {
        const tookMs = Math.round(performance.now() - begun);
        if (booked) await booked.settle(status, tookMs);
        else calls.push({ at: now(), what, status, tookMs, microUsd });
      };
      try {
        const answer = await way(input, init);
        await note(answer.status);
        quotas.push(...(connector.quotaOf?.(answer.headers, now()) ?? []));
        return answer;
      } catch (error) {
        await note(null);
        throw error;
      }
    };
  const permit: Access["permit"] = async (host, port) => {
    const begun = performance.now();
    const note = (status: number | null): number =>
      calls.push({
        at: now(),
        what: `CONNECT ${host}:${port}`,
        status,
        tookMs: Math.round(performance.now() - begun),
      });
    try {
      const lookup = await network.permit(host, port);
      note(200);
      return lookup;
    } catch (error) {
      note(null);
      throw error;
    }
  };
  return { calls, quotas, ways: { fetch: heard(network.call), stream: heard(network.stream), permit } };
}

/** Some networks carry the token in the path (Telegram: `/bot<token>/getMe`). */
const hideSecrets = (pathname: string): string => pathname.replace(/\/bot\d+:[\w-]+/, "/bot…");
