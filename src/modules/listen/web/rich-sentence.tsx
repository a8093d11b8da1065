import { Fragment, type ReactNode } from "react";

const open = "\u0002";
const close = "\u0003";

/**
 * A translated sentence with something other than text in its gaps. `say` translates with the values given to it;
 * what a name of `parts` stands for is put where its value would be. No markup is read out of sentence or values.
 */
export function RichSentence({
  say,
  parts,
}: {
  say: (values: Record<string, string>) => string;
  parts: Readonly<Record<string, ReactNode>>;
}) {
  const marks = Object.fromEntries(Object.keys(parts).map((name) => [name, `${open}${name}${close}`]));
  const pieces = say(marks).split(open);
  return (
    <>
      {pieces.map((piece, index) => {
        const [name = "", rest] = piece.split(close);
        return (
          // biome-ignore lint/suspicious/noArrayIndexKey: a piece is its place in the sentence
          <Fragment key={index}>
            {rest === undefined ? piece : parts[name]}
            {rest}
          </Fragment>
        );
      })}
    </>
  );
}
