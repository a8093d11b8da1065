import { useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { signOut } from "../api/auth.ts";
import { chooseWorkspace } from "../api/workspace-choice.ts";
import { clearToasts } from "../kit/toasts.tsx";

/** Ends this session and leaves nothing of it in the page. */
export function useSignOut(): () => Promise<void> {
  const queries = useQueryClient();
  const navigate = useNavigate();
  return async () => {
    await signOut();
    chooseWorkspace(undefined);
    clearToasts();
    await navigate({ to: "/masuk" });
    queries.clear();
  };
}
