import v8 from "node:v8";

const usualGrowth = 2;

/**
 * Lets the room for young objects grow as usual, or not at all. What a start compiles and reads makes that room grow to
 * its full size, and V8 keeps the pages: some 70 MB that a desk at rest has no use for. While texts are read in earnest it
 * has to grow, or a quarter of the speed is lost.
 */
export function letYoungMemoryGrow(isAllowed: boolean): void {
  v8.setFlagsFromString(`--semi-space-growth-factor=${isAllowed ? usualGrowth : 1}`);
}
