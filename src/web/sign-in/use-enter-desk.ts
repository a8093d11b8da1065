import { useQueryClient } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { chooseWorkspace } from "../api/workspace-choice.ts";
import { wantedAddress } from "./wanted-address.ts";

/** Goes on into the desk after a sign-in, to the address that was wanted; `workspace` chooses where to work. */
export function useEnterDesk(): (workspace?: string) => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  const search: Record<string, unknown> = useSearch({ strict: false });
  return async (workspace) => {
    if (workspace !== undefined) chooseWorkspace(workspace);
    queries.clear();
    await navigate({ href: wantedAddress(search), replace: true });
  };
}
