import { createORPCClient } from "@orpc/client";
import { type AnyContractRouter, type ContractRouterClient, isContractProcedure } from "@orpc/contract";
import { OpenAPILink } from "@orpc/openapi-client/fetch";
import { createTanstackQueryUtils, type RouterUtils } from "@orpc/tanstack-query";
import { isProblem } from "./problem-error.ts";
import { deskHeaders, request } from "./request.ts";

/** 128 random bits in hex; `crypto.randomUUID` is missing on plain http outside localhost. */
const newKey = (): string =>
  [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

function isCreate(contract: AnyContractRouter, path: readonly string[]): boolean {
  let at: unknown = contract;
  for (const step of path) at = (at as Record<string, unknown> | undefined)?.[step];
  return isContractProcedure(at) && (at["~orpc"].meta as { isCreate?: boolean }).isCreate === true;
}

/**
 * A typed client of a contract's operations, over the public REST interface. Failures are `ProblemError`s. A create
 * whose answer was lost on the way is asked once more under the same `Idempotency-Key`, so nothing is made twice.
 */
function clientFor<C extends AnyContractRouter>(contract: C): ContractRouterClient<C> {
  const link = new OpenAPILink(contract, {
    url: `${location.origin}/api`,
    headers: (_options, path) => ({
      ...deskHeaders(),
      ...(isCreate(contract, path) ? { "Idempotency-Key": newKey() } : {}),
    }),
    fetch: async (call, init) => {
      if (!call.headers.has("Idempotency-Key")) return request(call, init);
      const again = call.clone();
      try {
        return await request(call, init);
      } catch (error) {
        if (isProblem(error, "offline")) return request(again, init);
        throw error;
      }
    },
  });
  return createORPCClient(link);
}

/**
 * A module's door to its operations: `client` to call them, `queries` for TanStack Query
 * (`useQuery(api.queries.mentions.search.queryOptions({ input }))`). `name` keeps the query keys of modules apart.
 */
export function apiFor<C extends AnyContractRouter>(
  name: string,
  contract: C,
): { client: ContractRouterClient<C>; queries: RouterUtils<ContractRouterClient<C>> } {
  const client = clientFor(contract);
  return { client, queries: createTanstackQueryUtils(client, { path: [name] }) };
}
