import { useMemo } from "react";
import { colourQuery } from "#text/query/colour-query.ts";

/** A query with its operators, fields and mistakes marked, to stand behind or in the place of what is typed. */
export function ColouredQuery({ text }: { text: string }) {
  const spans = useMemo(() => colourQuery(text), [text]);
  const pieces: React.ReactNode[] = [];
  let at = 0;
  for (const { start, end, kind } of spans) {
    if (start > at) pieces.push(text.slice(at, start));
    pieces.push(
      <span key={start} data-kind={kind}>
        {text.slice(start, end)}
      </span>,
    );
    at = end;
  }
  return (
    <>
      {pieces}
      {text.slice(at)}
    </>
  );
}
