import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { listen } from "../listen-api.ts";
import type { SourceWish } from "./starter-outlets.ts";

const batch = 25;

/** Starts following many addresses, some at a time, so that progress can be shown; known ones are left as they are. */
export function useFollow() {
  const queries = useQueryClient();
  const [progress, setProgress] = useState<{ done: number; total: number; created: number; known: number }>();
  const [error, setError] = useState<unknown>();
  const follow = async (wishes: readonly SourceWish[]): Promise<boolean> => {
    setError(undefined);
    let [created, known] = [0, 0];
    setProgress({ done: 0, total: wishes.length, created, known });
    try {
      for (let at = 0; at < wishes.length; at += batch) {
        const sources = wishes.slice(at, at + batch);
        const result = await listen.client.sources.createSources({ sources });
        created += result.created;
        known += result.known;
        setProgress({ done: at + sources.length, total: wishes.length, created, known });
      }
      return true;
    } catch (failure) {
      // What went through stays followed; doing it again only adds the rest.
      setError(failure);
      return false;
    } finally {
      void queries.invalidateQueries({ queryKey: listen.queries.sources.key() });
    }
  };
  return { follow, progress, error };
}
