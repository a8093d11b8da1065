import { makeRandom } from "../random.ts";

const NEIGHBOURS = [-2, -1, 1, 2] as const;
/** The commonest words, as neighbours, tell most of what kind of word stands beside them. */
const CONTEXT_WORDS = 2500;
const ITERATIONS = 4;

/**
 * A vector of `width` numbers a word from the words around it: positive pointwise mutual information with the
 * commonest words at each of four places, taken down by subspace iteration (Levy and Goldberg 2014; Halko et al. 2011).
 * Rows have length one. `stream` holds word numbers, 0 for a rare word and -1 between sentences.
 */
export function wordVectors(stream: Int32Array, wordCount: number, width: number): Float32Array {
  const { starts, columns, values, columnCount } = mutualInformation(stream, wordCount);
  const random = makeRandom(7);
  let right = Float64Array.from({ length: columnCount * width }, () => random() - 0.5);
  let left = new Float64Array(wordCount * width);
  for (let round = 0; round < ITERATIONS; round += 1) {
    left = new Float64Array(wordCount * width);
    for (let row = 0; row < wordCount; row += 1)
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1)
        addScaled(left, row * width, right, (columns[at] ?? 0) * width, values[at] ?? 0, width);
    orthonormalise(left, wordCount, width);
    if (round === ITERATIONS - 1) break;
    right = new Float64Array(columnCount * width);
    for (let row = 0; row < wordCount; row += 1)
      for (let at = starts[row] ?? 0; at < (starts[row + 1] ?? 0); at += 1)
        addScaled(right, (columns[at] ?? 0) * width, left, row * width, values[at] ?? 0, width);
    orthonormalise(right, columnCount, width);
  }
  const vectors = Float32Array.from(left);
  for (let row = 0; row < wordCount; row += 1) normaliseRow(vectors, row * width, width);
  return vectors;
}

type SparseRows = { starts: Int32Array; columns: Int32Array; values: Float64Array; columnCount: number };

function mutualInformation(stream: Int32Array, wordCount: number): SparseRows {
  const contexts = Math.min(CONTEXT_WORDS, wordCount);
  const columnCount = contexts * NEIGHBOURS.length;
  const rows: Map<number, number>[] = Array.from({ length: wordCount }, () => new Map());
  const rowSums = new Float64Array(wordCount);
  const columnSums = new Float64Array(columnCount);
  let all = 0;
  for (let at = 0; at < stream.length; at += 1) {
    const word = stream[at] ?? -1;
    if (word < 1) continue;
    NEIGHBOURS.forEach((distance, place) => {
      const other = stream[at + distance] ?? -1;
      const between = stream[at + Math.sign(distance)] ?? -1;
      if (between < 0 || other < 1 || other >= contexts) return;
      const column = place * contexts + other;
      const row = rows[word];
      row?.set(column, (row.get(column) ?? 0) + 1);
      rowSums[word] = (rowSums[word] ?? 0) + 1;
      columnSums[column] = (columnSums[column] ?? 0) + 1;
      all += 1;
    });
  }
  const starts = new Int32Array(wordCount + 1);
  const columns: number[] = [];
  const values: number[] = [];
  rows.forEach((row, word) => {
    for (const [column, count] of row) {
      const value = Math.log((count * all) / ((rowSums[word] ?? 1) * ((columnSums[column] ?? 0) + 50)));
      if (value <= 0) continue;
      columns.push(column);
      // Rare pairs have the largest values and the least to say.
      values.push(value * Math.min(1, Math.sqrt(count / 3)));
    }
    starts[word + 1] = columns.length;
  });
  return { starts, columns: Int32Array.from(columns), values: Float64Array.from(values), columnCount };
}

function addScaled(
  to: Float64Array,
  toAt: number,
  from: Float64Array,
  fromAt: number,
  scale: number,
  width: number,
): void {
  for (let at = 0; at < width; at += 1)
    to[toAt + at] = (to[toAt + at] ?? 0) + scale * (from[fromAt + at] ?? 0);
}

/** Gram-Schmidt over columns, from left to right. */
function orthonormalise(matrix: Float64Array, rows: number, width: number): void {
  const dot = (one: number, other: number): number => {
    let sum = 0;
    for (let row = 0; row < rows; row += 1)
      sum += (matrix[row * width + one] ?? 0) * (matrix[row * width + other] ?? 0);
    return sum;
  };
  for (let column = 0; column < width; column += 1) {
    for (let before = 0; before < column; before += 1) {
      const overlap = dot(column, before);
      for (let row = 0; row < rows; row += 1)
        matrix[row * width + column] =
          (matrix[row * width + column] ?? 0) - overlap * (matrix[row * width + before] ?? 0);
    }
    const length = Math.sqrt(dot(column, column)) || 1;
    for (let row = 0; row < rows; row += 1)
      matrix[row * width + column] = (matrix[row * width + column] ?? 0) / length;
  }
}

function normaliseRow(vectors: Float32Array, from: number, width: number): void {
  let sum = 0;
  for (let at = from; at < from + width; at += 1) sum += (vectors[at] ?? 0) ** 2;
  const length = Math.sqrt(sum) || 1;
  for (let at = from; at < from + width; at += 1) vectors[at] = (vectors[at] ?? 0) / length;
}

/**
 * The class of each row: spherical k-means from the first `classCount` rows (the commonest words), so that nothing is
 * drawn by lot.
 */
export function classesOf(
  vectors: Float32Array,
  rowCount: number,
  width: number,
  classCount: number,
): Uint16Array {
  const centres = vectors.slice(width, (classCount + 1) * width);
  const classes = new Uint16Array(rowCount);
  for (let round = 0; round < 8; round += 1) {
    for (let row = 1; row < rowCount; row += 1) classes[row] = nearest(vectors, row * width, centres, width);
    const sums = new Float32Array(centres.length);
    for (let row = 1; row < rowCount; row += 1)
      for (let at = 0; at < width; at += 1) {
        const place = (classes[row] ?? 0) * width + at;
        sums[place] = (sums[place] ?? 0) + (vectors[row * width + at] ?? 0);
      }
    for (let one = 0; one < classCount; one += 1) normaliseRow(sums, one * width, width);
    centres.set(sums);
  }
  return classes;
}

function nearest(vectors: Float32Array, from: number, centres: Float32Array, width: number): number {
  let best = 0;
  let bestDot = Number.NEGATIVE_INFINITY;
  for (let centre = 0; centre * width < centres.length; centre += 1) {
    let sum = 0;
    const base = centre * width;
    for (let at = 0; at < width; at += 1) sum += (vectors[from + at] ?? 0) * (centres[base + at] ?? 0);
    if (sum > bestDot) {
      bestDot = sum;
      best = centre;
    }
  }
  return best;
}
