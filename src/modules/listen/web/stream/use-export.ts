import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { useLive } from "#web/api/live.ts";
import type { ExportFormat } from "../../contract/exports.ts";
import { LiveMessage } from "../../contract/overview.ts";
import { listen } from "../listen-api.ts";

const lookEveryMs = 1500;

/** Begins the writing of a file and follows it to its end. */
export function useExport() {
  const queries = useQueryClient();
  const [id, setId] = useState<string>();
  const begin = useMutation(
    listen.queries.exports.createExport.mutationOptions({ onSuccess: (made) => setId(made.id) }),
  );
  const current = useQuery(
    listen.queries.exports.getExport.queryOptions({
      input: { id: id ?? "" },
      enabled: id !== undefined,
      refetchInterval: (query) =>
        query.state.data?.state === "done" || query.state.data?.state === "failed" ? false : lookEveryMs,
    }),
  );
  useLive((event) => {
    const message = LiveMessage.safeParse(event);
    if (message.success && message.data.type === "export" && message.data.exportId === id)
      void queries.invalidateQueries({ queryKey: listen.queries.exports.getExport.key() });
  });
  return {
    begin: (q: string, format: z.infer<typeof ExportFormat>, isPlain: boolean) =>
      begin.mutate({ q, format, isPlain }),
    isBeginning: begin.isPending,
    current: id === undefined ? undefined : current.data,
    error: begin.error ?? current.error,
    forget: () => setId(undefined),
  };
}
