import { lookup, Resolver } from "node:dns/promises";
import type { HostAddress } from "./address-policy.ts";

/** Finds the addresses of a host name; rejects when there are none. */
export type ResolveHost = (hostname: string) => Promise<readonly HostAddress[]>;

/** Answers of the name server itself that mean "I know no such name", as opposed to silence. */
const NO_SUCH_NAME = new Set(["ENOTFOUND", "ENODATA", "ECONNREFUSED", "EBADNAME", "EREFUSED"]);

/**
 * The ordinary resolver: asks the name servers for A and AAAA, IPv4 first.
 *
 * Names that only the system knows (hosts file, container networks, search domains) are looked up by the system
 * second. The order matters: the system look-up occupies one of the few threads that disk work shares, and a hostile
 * name server could hold them all by answering slowly; the first way holds none.
 */
export const resolveHost: ResolveHost = async (hostname) => {
  const resolver = new Resolver({ timeout: 2_000, tries: 2 });
  const [v4, v6] = await Promise.allSettled([resolver.resolve4(hostname), resolver.resolve6(hostname)]);
  const found: HostAddress[] = [];
  if (v4.status === "fulfilled") found.push(...v4.value.map((address) => ({ address, family: 4 as const })));
  if (v6.status === "fulfilled") found.push(...v6.value.map((address) => ({ address, family: 6 as const })));
  if (found.length > 0) return found;
  const isUnknown = [v4, v6].every((answer) => answer.status === "rejected" && isNoSuchName(answer.reason));
  if (!isUnknown && v4.status === "rejected") throw v4.reason;
  const answers = await lookup(hostname, { all: true, order: "ipv4first" });
  return answers.map(({ address, family }) => ({ address, family: family === 6 ? 6 : 4 }));
};

function isNoSuchName(reason: unknown): boolean {
  return (
    typeof reason === "object" &&
    reason !== null &&
    "code" in reason &&
    typeof reason.code === "string" &&
    NO_SUCH_NAME.has(reason.code)
  );
}
