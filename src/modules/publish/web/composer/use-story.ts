import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef, useState } from "react";
import type { OwnContent } from "../../contract/content.ts";
import type { Draft } from "../../contract/drafts.ts";
import { publish } from "../publish-api.ts";

/** What a person writes of a story. */
export type Story = Pick<Draft, "title" | "whyNow" | "objective" | "content" | "sources">;

const storyOf = ({ title, whyNow, objective, content, sources }: Draft): Story => ({
  title,
  whyNow,
  objective,
  content,
  sources,
});

const isSame = (one: unknown, other: unknown): boolean => JSON.stringify(one) === JSON.stringify(other);

/**
 * A story and its variants as they are written here, before they are kept. What somebody else keeps meanwhile takes the
 * place of what was not touched here.
 */
export function useStory(draft: Draft) {
  const queries = useQueryClient();
  const [story, setStory] = useState(() => storyOf(draft));
  const [own, setOwn] = useState<Readonly<Record<string, OwnContent>>>({});
  const known = useRef(storyOf(draft));
  useEffect(() => {
    const now = storyOf(draft);
    const before = known.current;
    known.current = now;
    setStory((written) => (isSame(written, before) ? now : written));
  }, [draft]);
  const changed = draft.variants.filter(
    ({ id, own: kept }) => own[id] !== undefined && !isSame(own[id], kept),
  );
  const isStoryChanged = !isSame(story, storyOf(draft));

  /** Keeps the story first, then what accounts say of their own: each has the version that the story left it. */
  async function save(): Promise<void> {
    let kept = draft;
    if (isStoryChanged)
      kept = await publish.client.updateDraft({ id: draft.id, revision: draft.revision, ...story });
    for (const { id } of changed) {
      const variant = kept.variants.find((one) => one.id === id);
      const words = own[id];
      if (variant === undefined || words === undefined) continue;
      await publish.client.updateVariant({
        id,
        version: variant.version,
        own: words,
        options: variant.options,
      });
    }
    setOwn({});
    await queries.invalidateQueries({ queryKey: publish.queries.key() });
  }
  return {
    story,
    setStory,
    own,
    setOwn: (id: string, words: OwnContent) => setOwn((before) => ({ ...before, [id]: words })),
    isChanged: isStoryChanged || changed.length > 0,
    save,
  };
}
