import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { restartLive } from "./live.ts";
import { meQuery } from "./session.ts";
import { chooseWorkspace } from "./workspace-choice.ts";

/** Works in another workspace: everything known about the old one is forgotten, and the desk opens at Beranda. */
export function useSwitchWorkspace(): (slug: string) => void {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return (slug) => {
    chooseWorkspace(slug);
    queries.removeQueries({ predicate: (query) => query.queryKey[0] !== meQuery.queryKey[0] });
    void queries.invalidateQueries();
    restartLive();
    void navigate({ to: "/" });
  };
}
