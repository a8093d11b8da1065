import { Fragment, useMemo } from "react";
import css from "./marked-text.module.css";
import { cutAtMarks, type MarkedPiece, type NumberedFinding } from "./reading-layers.ts";

type Line = { start: number; pieces: MarkedPiece[] };

/** The pieces line by line, as a text is set in paragraphs. */
function inLines(pieces: readonly MarkedPiece[]): Line[] {
  const lines: Line[] = [{ start: 0, pieces: [] }];
  for (const piece of pieces) {
    let at = 0;
    const parts = piece.text.split("\n");
    for (const [index, text] of parts.entries()) {
      const start = piece.start + at;
      if (index > 0) lines.push({ start, pieces: [] });
      const isLast = index === parts.length - 1;
      if (text !== "" || (isLast && piece.numbers.length > 0))
        lines.at(-1)?.pieces.push({ ...piece, start, text, numbers: isLast ? piece.numbers : [] });
      at += text.length + 1;
    }
  }
  return lines.filter((line) => line.pieces.length > 0);
}

/**
 * A text with its findings underlined and numbered: wavy speaks against us, double for us. `picked` is the number of the
 * finding that is pointed out.
 */
export function MarkedText({
  text,
  findings,
  picked,
  language,
  hasTitle = false,
}: {
  text: string;
  findings: readonly NumberedFinding[];
  picked?: number | undefined;
  language?: string | undefined;
  /** Whether the first line is a headline. */
  hasTitle?: boolean;
}) {
  const lines = useMemo(() => inLines(cutAtMarks(text, findings)), [text, findings]);
  const chosen = findings.find(({ number }) => number !== null && number === picked);
  const isPicked = ({ start }: MarkedPiece) =>
    chosen !== undefined && start >= chosen.start && start < chosen.end;
  return (
    <div className={css["text"]} lang={language}>
      {lines.map((line, at) => (
        <p key={line.start} data-title={(hasTitle && at === 0) || undefined}>
          {line.pieces.map((piece) =>
            piece.look === undefined ? (
              <Fragment key={piece.start}>{piece.text}</Fragment>
            ) : (
              <Fragment key={piece.start}>
                <span
                  className={css["mark"]}
                  data-look={piece.look}
                  data-picked={isPicked(piece) || undefined}
                >
                  {piece.text}
                </span>
                {piece.numbers.length === 0 ? null : <sup>{piece.numbers.join(",")}</sup>}
              </Fragment>
            ),
          )}
        </p>
      ))}
    </div>
  );
}
