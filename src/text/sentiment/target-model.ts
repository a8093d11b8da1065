/**
 * What decides the tone towards a target: the logits of what is said of it, of the rest of the text where something is
 * said of it and where nothing is, a comparison won or lost, and a constant.
 */
export const TARGET_FEATURES = [
  "own negative",
  "own neutral",
  "own positive",
  "rest negative",
  "rest neutral",
  "rest positive",
  "alone negative",
  "alone neutral",
  "alone positive",
  "preferred",
  "constant",
] as const;

/** What each feature adds to the logits of negative, neutral and positive. */
export type TargetModel = readonly (readonly [number, number, number])[];

/** Reads lines of feature, tab, three numbers. Throws RangeError where a feature is missing. */
export function readTargetModel(source: string): TargetModel {
  const rows = new Map(
    source.split("\n").map((line) => {
      const [name = "", negative, neutral, positive] = line.split("\t");
      return [name, [Number(negative), Number(neutral), Number(positive)] as const];
    }),
  );
  return TARGET_FEATURES.map((name) => {
    const row = rows.get(name);
    if (row === undefined || row.some(Number.isNaN)) throw new RangeError(`No weights for ${name}.`);
    return row;
  });
}
