import { keepPreviousData, useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useTabTitle } from "#web/kit/page.tsx";
import { QueryView } from "#web/kit/query-view.tsx";
import type { StoryDetail } from "../../contract/story.ts";
import { listen } from "../listen-api.ts";
import css from "./stories.module.css";
import { StoryCompany } from "./story-company.tsx";
import { StoryDecisions } from "./story-decisions.tsx";
import { StoryHead } from "./story-head.tsx";
import { StoryJourney } from "./story-journey.tsx";
import { StoryMentions } from "./story-mentions.tsx";
import { StoryPhases } from "./story-phases.tsx";
import { StoryTraceSection } from "./story-trace-section.tsx";
import { useStoriesLive } from "./use-stories.ts";

/** One story: what it is about, how it went on, where it began, who speaks in it, and which mentions it is made of. */
export default function StoryPage() {
  const { id = "" }: { id?: string } = useParams({ strict: false });
  useStoriesLive();
  const query = useQuery(
    listen.queries.stories.getStory.queryOptions({ input: { id }, placeholderData: keepPreviousData }),
  );
  return (
    <QueryView query={query} rows={8}>
      {(story) => <StoryView key={story.id} story={story} />}
    </QueryView>
  );
}

function StoryView({ story }: { story: StoryDetail }) {
  const { t } = useTranslation("listen");
  useTabTitle(t("stories.tab", { title: story.title }));
  return (
    <div className={css["page"]}>
      <StoryHead story={story} />
      <StoryJourney story={story} />
      <div className={css["columns"]}>
        <div className={css["side"]}>
          <StoryTraceSection story={story} />
          <StoryPhases story={story} />
        </div>
        <div className={css["side"]}>
          <StoryCompany story={story} />
        </div>
      </div>
      <StoryMentions story={story} />
      <StoryDecisions story={story} />
    </div>
  );
}
