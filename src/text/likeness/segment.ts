import { SKETCH_WORDS, type Sketch } from "./sketch.ts";

/** Texts in a segment; the smallest unit that expires at once. */
export const SEGMENT_TEXTS = 32_768;
const HEADS = 2 ** 18;
/** Room for keys grows by this factor. */
const GROWTH = 1.5;

/** A stretch of the window: sketches side by side in flat arrays, and a table from keys to the texts that have them. */
export class Segment {
  readonly ids: string[] = [];
  readonly bits = new Uint32Array(SEGMENT_TEXTS * SKETCH_WORDS);
  /** Seconds since 1970; 0 is gone. */
  readonly times = new Uint32Array(SEGMENT_TEXTS);
  readonly isHeadline = new Uint8Array(SEGMENT_TEXTS);
  newestS = 0;
  oldestS = 0xffffffff;
  private readonly heads = new Int32Array(HEADS).fill(-1);
  private next = new Int32Array(SEGMENT_TEXTS);
  private texts = new Uint16Array(SEGMENT_TEXTS);
  /** The upper half of each entry's key: keys that only meet in the table are passed over. */
  private tags = new Uint16Array(SEGMENT_TEXTS);
  private entries = 0;

  get count(): number {
    return this.ids.length;
  }

  get isFull(): boolean {
    return this.ids.length >= SEGMENT_TEXTS;
  }

  /** Bytes of the flat arrays. */
  get bytes(): number {
    return (
      this.bits.byteLength +
      this.times.byteLength +
      this.isHeadline.byteLength +
      this.heads.byteLength +
      this.next.byteLength +
      this.texts.byteLength +
      this.tags.byteLength
    );
  }

  add(id: string, sketch: Sketch, timeS: number): number {
    const slot = this.ids.length;
    this.ids.push(id);
    this.bits.set(sketch.bits, slot * SKETCH_WORDS);
    this.times[slot] = timeS;
    this.isHeadline[slot] = sketch.kind === "headline" ? 1 : 0;
    this.newestS = Math.max(this.newestS, timeS);
    this.oldestS = Math.min(this.oldestS, timeS);
    for (const key of sketch.keys) this.enter(key, slot);
    return slot;
  }

  remove(slot: number): void {
    this.times[slot] = 0;
  }

  /** Calls back with texts under a key, newest first, at most `most`. */
  under(key: number, most: number, found: (slot: number) => void): void {
    const tag = key >>> 16;
    let entry = this.heads[key & (HEADS - 1)] ?? -1;
    for (let left = most; entry >= 0 && left > 0; entry = this.next[entry] ?? -1) {
      if (this.tags[entry] !== tag) continue;
      left -= 1;
      found(this.texts[entry] ?? 0);
    }
  }

  private enter(key: number, slot: number): void {
    if (this.entries >= this.next.length) {
      const room = Math.ceil(this.next.length * GROWTH);
      const [next, texts, tags] = [new Int32Array(room), new Uint16Array(room), new Uint16Array(room)];
      next.set(this.next);
      texts.set(this.texts);
      tags.set(this.tags);
      [this.next, this.texts, this.tags] = [next, texts, tags];
    }
    const head = key & (HEADS - 1);
    this.next[this.entries] = this.heads[head] ?? -1;
    this.texts[this.entries] = slot;
    this.tags[this.entries] = key >>> 16;
    this.heads[head] = this.entries;
    this.entries += 1;
  }
}
