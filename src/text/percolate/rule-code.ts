/**
 * A query as numbers: nodes of `[operation, size, …]`, where size is that of the whole node with all below it, so that
 * the next node begins at `at + size`. Negations stand at the leaves only.
 */
export const operation = {
  /** All of the features `f…` are there. */
  all: 1,
  /** One of `f…` at least. */
  any: 2,
  /** None of `f…`. */
  none: 3,
  /** One of `f…` at least is not there. */
  lacking: 4,
  /** `part, (feature, offset)…`: side by side, in one part of the document. */
  places: 5,
  noPlaces: 6,
  /** `part, distance, how many left, (how many numbers, (feature, offset)…)…, the same for the right`. */
  near: 7,
  notNear: 8,
  /** `slot` of a time condition. */
  time: 9,
  notTime: 10,
  /** Nodes. */
  and: 11,
  or: 12,
  always: 13,
  never: 14,
} as const;

/** Values of `part`. */
export const partNumber = { either: 0, title: 1, text: 2 } as const;

const HEADER = 2;
const PLACES_HEADER = 3;
const NEAR_HEADER = 4;

/** Where the nodes below an `and` or `or` begin. */
export const firstChild = (at: number): number => at + HEADER;

/** The features and time slots that a node asks for, with repetitions. */
export function readAsked(code: Int32Array, at: number): { features: number[]; times: number[] } {
  const features: number[] = [];
  const times: number[] = [];
  const read = (node: number): void => {
    const end = node + (code[node + 1] ?? 0);
    switch (code[node]) {
      case operation.all:
      case operation.any:
      case operation.none:
      case operation.lacking:
        for (let place = node + HEADER; place < end; place += 1) features.push(code[place] ?? 0);
        break;
      case operation.places:
      case operation.noPlaces:
        for (let place = node + PLACES_HEADER; place < end; place += 2) features.push(code[place] ?? 0);
        break;
      case operation.near:
      case operation.notNear:
        for (const side of readSides(code, node))
          for (const alternative of side) features.push(...alternative);
        break;
      case operation.time:
      case operation.notTime:
        times.push(code[node + HEADER] ?? 0);
        break;
      case operation.and:
      case operation.or:
        for (let child = firstChild(node); child < end; child += code[child + 1] ?? 0) read(child);
    }
  };
  read(at);
  return { features, times };
}

/** For both sides of a `near` node the features of each alternative. */
export function readSides(code: Int32Array, node: number): number[][][] {
  let at = node + NEAR_HEADER;
  return [0, 1].map(() => {
    const count = code[at] ?? 0;
    at += 1;
    return Array.from({ length: count }, () => {
      const size = code[at] ?? 0;
      const features: number[] = [];
      for (let place = 1; place < size + 1; place += 2) features.push(code[at + place] ?? 0);
      at += size + 1;
      return features;
    });
  });
}
