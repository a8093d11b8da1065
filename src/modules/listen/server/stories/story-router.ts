import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { storyContract } from "../../contract/story.ts";
import { getMentionStory } from "./get-mention-story.ts";
import { getStory } from "./get-story.ts";
import { judgeStory } from "./judge-story.ts";
import { listStories } from "./list-stories.ts";
import { listStoryMentions } from "./list-story-mentions.ts";
import { undoStoryDecision } from "./undo-story-decision.ts";

/** Joins the operations of stories to their contract. */
export function storyRouter() {
  const api = implement(storyContract).$context<RequestContext>();
  return api.router({
    listStories: api.listStories.handler(({ context, input }) => listStories(context, input)),
    getStory: api.getStory.handler(({ context, input }) => getStory(context, input, openStoryReader())),
    listStoryMentions: api.listStoryMentions.handler(({ context, input }) =>
      listStoryMentions(context, input),
    ),
    getMentionStory: api.getMentionStory.handler(({ context, input }) => getMentionStory(context, input)),
    judgeStory: api.judgeStory.handler(({ context, input }) => judgeStory(context, input, openStoryReader())),
    undoStoryDecision: api.undoStoryDecision.handler(({ context, input }) =>
      undoStoryDecision(context, input, openStoryReader()),
    ),
  });
}
