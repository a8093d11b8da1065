import { type QueryClient, queryOptions, useQuery } from "@tanstack/react-query";
import { platformContract } from "#platform/contract/index.ts";
import type { Desk, Me } from "#platform/contract/session.ts";
import type { Zone } from "#shared/ids.ts";
import type { Permission } from "#shared/permissions.ts";
import { apiFor } from "./client.ts";
import { useWorkspaceChoice } from "./workspace-choice.ts";

export const platform = apiFor("platform", platformContract);

/** What kind of desk this is; asked once, before anyone is known. */
export const deskQuery = queryOptions({
  ...platform.queries.session.getDesk.queryOptions(),
  staleTime: Number.POSITIVE_INFINITY,
});

/** Who is signed in. */
export const meQuery = queryOptions({ ...platform.queries.session.getMe.queryOptions(), staleTime: 60_000 });

/** The person signed in; undefined outside the signed-in part of the desk. */
export const useMe = (): Me | undefined => useQuery({ ...meQuery, enabled: false }).data;

/** Asks anew who is signed in, after something about them changed. */
export const refreshMe = (queries: QueryClient): Promise<Me> =>
  queries.fetchQuery({ ...meQuery, staleTime: 0 });

/** What kind of desk this is; undefined until known. */
export const useDesk = (): Desk | undefined => useQuery(deskQuery).data;

/** The membership in the workspace at work: the chosen one, else the first. */
function membershipOf(me: Me | undefined, slug: string | undefined) {
  return me?.memberships.find((one) => one.slug === slug) ?? me?.memberships[0];
}

/** The workspace at work, with the person's role and permissions in it. */
export function useMembership() {
  const slug = useWorkspaceChoice();
  return membershipOf(useMe(), slug);
}

/** Whether the person may do this in the workspace at work: to hide what would be refused, never to decide it. */
export function useMay(permission: Permission): boolean {
  return useMembership()?.permissions.includes(permission) ?? false;
}

/** The zone of the office, Jakarta's until known. */
export const useZone = (): Zone => useMembership()?.zone ?? "Asia/Jakarta";
