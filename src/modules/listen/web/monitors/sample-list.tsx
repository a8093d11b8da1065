import type { QueryNode } from "#text/query/tree.ts";
import { TimeText } from "#web/kit/time-text.tsx";
import type { MentionSummary } from "../../contract/mentions.ts";
import { DeskLink } from "../desk-link.tsx";
import { langOf } from "../lang-of.ts";
import { Hits } from "../stream/mark-hits.tsx";
import css from "./trial-view.module.css";

/** A few mentions, briefly, with what the query found in them marked; each opens in the stream. */
export function SampleList({
  mentions,
  tree,
}: {
  mentions: readonly MentionSummary[];
  tree: QueryNode | undefined;
}) {
  return (
    <ol className={css["list"]}>
      {mentions.map((mention) => (
        <li key={mention.id}>
          <TimeText at={mention.publishedAt} />
          <div lang={langOf(mention.language)}>
            <DeskLink to="/aliran" search={{ sel: mention.id }}>
              <Hits tree={tree} text={mention.title} part="title" />
            </DeskLink>
            <p>
              <b>{mention.outlet}</b> <Hits tree={tree} text={mention.excerpt} part="text" />
            </p>
          </div>
        </li>
      ))}
    </ol>
  );
}
