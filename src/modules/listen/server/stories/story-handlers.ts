import type { RequestContext } from "#platform/http/request-context.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { getMentionStory } from "./get-mention-story.ts";
import { getStory } from "./get-story.ts";
import { judgeStory } from "./judge-story.ts";
import { listStories } from "./list-stories.ts";
import { listStoryMentions } from "./list-story-mentions.ts";
import { undoStoryDecision } from "./undo-story-decision.ts";

/** One handler for each operation of `storyContract`. */
export const storyHandlers = () => ({
  listStories: (context: RequestContext, input: Parameters<typeof listStories>[1]) =>
    listStories(context, input),
  getStory: (context: RequestContext, input: { id: string }) => getStory(context, input, openStoryReader()),
  listStoryMentions: (context: RequestContext, input: Parameters<typeof listStoryMentions>[1]) =>
    listStoryMentions(context, input),
  getMentionStory: (context: RequestContext, input: { id: string }) => getMentionStory(context, input),
  judgeStory: (context: RequestContext, input: Parameters<typeof judgeStory>[1]) =>
    judgeStory(context, input, openStoryReader()),
  undoStoryDecision: (context: RequestContext, input: { id: string }) =>
    undoStoryDecision(context, input, openStoryReader()),
});
