import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { TagLine, TagSettings } from "../../contract/tag.ts";
import { listen } from "../listen-api.ts";
import { useLiveRefresh } from "../use-live-refresh.ts";

/** All tags of the workspace; they follow the live stream. */
export function useTags() {
  useLiveRefresh(["tags"], [listen.queries.tags.getTaxonomy.key()], 1000);
  return useQuery(listen.queries.tags.getTaxonomy.queryOptions());
}

/** After tags or rules have changed, everything that shows tags asks again. */
export function useTagRefresh(): () => Promise<void> {
  const queries = useQueryClient();
  const { tags, tagRules, mentions } = listen.queries;
  return async () => {
    await Promise.all(
      [tags.key(), tagRules.key(), mentions.key()].map((queryKey) => queries.invalidateQueries({ queryKey })),
    );
  };
}

/** What can be done with a tag. */
export function useTagActs() {
  const refresh = useTagRefresh();
  const { client } = listen;
  return {
    /** Writes a tag; one that nobody arranged yet is arranged with it. */
    save: async (id: string | null, settings: TagSettings): Promise<TagLine> => {
      const written =
        id === null
          ? await client.tags.createTag(settings)
          : await client.tags.updateTag({ ...settings, id });
      await refresh();
      return written;
    },
    merge: async (id: string, intoId: string): Promise<TagLine> => {
      const written = await client.tags.mergeTag({ id, intoId });
      await refresh();
      return written;
    },
    unmerge: async (id: string): Promise<void> => {
      await client.tags.unmergeTag({ id });
      await refresh();
    },
    remove: async (id: string): Promise<void> => {
      await client.tags.removeTag({ id });
      await refresh();
    },
  };
}

/** What people decide about a tag, without what the desk knows of it. */
export const settingsOf = (tag: TagLine): TagSettings => ({
  name: tag.name,
  parentId: tag.parentId,
  colour: tag.colour,
  description: tag.description,
  synonyms: tag.synonyms,
});

/** The query that finds what has a tag. */
export const queryOfTag = (name: string): string => `tag:"${name.replaceAll('"', "")}"`;
