import { diffWordsWithSpace } from "diff";
import { useMemo } from "react";
import css from "./trial-view.module.css";

/** Two queries in one: what went is struck through, what came is underlined. Not by colour alone. */
export function QueryDifference({ before, after }: { before: string; after: string }) {
  const changes = useMemo(() => diffWordsWithSpace(before, after), [before, after]);
  return (
    <code className={css["difference"]}>
      {changes.map((change, index) => {
        const Part = change.added ? "ins" : change.removed ? "del" : "span";
        // biome-ignore lint/suspicious/noArrayIndexKey: a change is its place in the text
        return <Part key={index}>{change.value}</Part>;
      })}
    </code>
  );
}
