/** The same numbers in an array that holds `size` or more; the array itself where it is long enough. */
export function grownInts(ints: Int32Array, size: number): Int32Array {
  if (size <= ints.length) return ints;
  const grown = new Int32Array(Math.max(size, Math.ceil(ints.length * 1.5)));
  grown.set(ints);
  return grown;
}

/** Room for `size` numbers: few different sizes, so that what one block leaves behind fits another. */
export function blockSize(size: number): number {
  if (size <= 16) return (size + 1) & ~1;
  const step = 1 << (29 - Math.clz32(size - 1));
  return Math.ceil(size / step) * step;
}

/**
 * Many small lists of numbers in one flat array. A block that is given back is used again for one of its size, so
 * that the array stops growing when what is taken and what is given back are in balance. No block begins at 0.
 */
export class IntBlocks {
  ints: Int32Array = new Int32Array(256);
  private end = 2;
  private readonly freed = new Map<number, number[]>();

  /** The beginning of a block for `size` numbers. What stands in it is left from before. */
  take(size: number): number {
    const room = blockSize(size);
    const reused = this.freed.get(room)?.pop();
    if (reused !== undefined) return reused;
    const at = this.end;
    this.end += room;
    this.ints = grownInts(this.ints, this.end);
    return at;
  }

  /** Gives back the block that was taken for `size` numbers. */
  give(at: number, size: number): void {
    const room = blockSize(size);
    const known = this.freed.get(room);
    if (known === undefined) this.freed.set(room, [at]);
    else known.push(at);
  }

  /** Bytes of the flat array. */
  get bytes(): number {
    return this.ints.byteLength;
  }
}
