import { hashKey, MutationCache, QueryCache, QueryClient, type QueryKey } from "@tanstack/react-query";
import { isProblem } from "./problem-error.ts";

const retriesMax = 2;

/**
 * The cache of answers. `signedOut` is called when the server no longer knows who asks; `guardKey` names the question of
 * who is signed in, which is answered by the guard of the signed-in part instead.
 */
export function createQueryClient(guardKey: QueryKey, signedOut: () => void): QueryClient {
  return new QueryClient({
    queryCache: new QueryCache({
      onError: (error, query) => {
        if (hashKey(query.queryKey) !== hashKey(guardKey) && isProblem(error, "unauthenticated")) signedOut();
      },
    }),
    mutationCache: new MutationCache({
      onError: (error) => {
        if (isProblem(error, "unauthenticated")) signedOut();
      },
    }),
    defaultOptions: {
      queries: {
        staleTime: 15_000,
        // Our connection state decides nothing: the desk may well run on this very machine.
        networkMode: "always",
        // Only what may be different the next time is asked again: no answer, or a server that is busy.
        retry: (failures, error) =>
          failures < retriesMax && (isProblem(error, "offline") || isProblem(error, "unavailable")),
      },
      mutations: { networkMode: "always" },
    },
  });
}
