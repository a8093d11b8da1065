import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { EntityRule, EntityRuleDraft } from "../../contract/entity-rules.ts";
import { listen } from "../listen-api.ts";

/** The rules of the workspace on what names mean, and what can be done with them. */
export function useEntityRules() {
  const queries = useQueryClient();
  const query = useQuery(listen.queries.entityRules.listEntityRules.queryOptions());
  // With the rules the engine's readings change, and how many of the old ones are out of date.
  const refresh = async () => {
    await Promise.all([
      queries.invalidateQueries({ queryKey: listen.queries.entityRules.key() }),
      queries.invalidateQueries({ queryKey: listen.queries.analysis.key() }),
    ]);
  };
  return {
    query,
    /** Adds a rule, or changes the one whose id is given. */
    save: async (draft: EntityRuleDraft, id?: string): Promise<EntityRule> => {
      const saved =
        id === undefined
          ? await listen.client.entityRules.createEntityRule(draft)
          : await listen.client.entityRules.updateEntityRule({ ...draft, id });
      await refresh();
      return saved;
    },
    /** Puts a rule before, or behind, the nearest one that is about the same name. */
    move: async (id: string, direction: "up" | "down"): Promise<void> => {
      await listen.client.entityRules.moveEntityRule({ id, direction });
      await refresh();
    },
    remove: async (id: string): Promise<void> => {
      await listen.client.entityRules.removeEntityRule({ id });
      await refresh();
    },
  };
}
