import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { useTranslation } from "react-i18next";
import { showToast } from "#web/kit/toasts.tsx";
import type { Source } from "../../contract/sources.ts";
import { listen } from "../listen-api.ts";

/** Pausing, resuming and looking now; a pause is offered to be taken back. */
export function useSourceActs() {
  const { t } = useTranslation("listen");
  const queries = useQueryClient();
  const refresh = () => void queries.invalidateQueries({ queryKey: listen.queries.sources.key() });
  const change = useMutation({
    mutationFn: ({ source, state }: { source: Source; state: "active" | "paused" }) =>
      listen.client.sources.updateSource({ id: source.id, state }),
    onSettled: refresh,
  });
  const look = useMutation({
    mutationFn: (source: Source) => listen.client.sources.pollSource({ id: source.id }),
    onSuccess: (_result, source) => showToast({ text: t("sources.act.polling", { title: source.title }) }),
    onSettled: refresh,
  });
  const { mutate: changeState } = change;
  const { mutate: lookNow } = look;
  const error = change.error ?? look.error;
  return useMemo(
    () => ({
      error,
      poll: (source: Source) => lookNow(source),
      setState: (source: Source, state: "active" | "paused") =>
        changeState(
          { source, state },
          {
            onSuccess: () =>
              showToast({
                text: t(state === "paused" ? "sources.act.paused" : "sources.act.resumed", {
                  title: source.title,
                }),
                undo: () => changeState({ source, state: state === "paused" ? "active" : "paused" }),
              }),
          },
        ),
    }),
    [error, lookNow, changeState, t],
  );
}
