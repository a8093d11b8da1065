import v8 from "node:v8";
import vm from "node:vm";

const usualGrowth = 2;

/**
 * Lets the room for young objects grow as usual, or not at all. What a start compiles and reads makes that room grow to
 * its full size, and V8 keeps the pages: some 70 MB that a desk at rest has no use for. While texts are read in earnest it
 * has to grow, or a quarter of the speed is lost.
 */
export function letYoungMemoryGrow(isAllowed: boolean): void {
  v8.setFlagsFromString(`--semi-space-growth-factor=${isAllowed ? usualGrowth : 1}`);
}

/**
 * From here on V8 lays everything that is made among the young objects. By itself it puts what often outlived a cleaning in
 * the first second among the old ones for good: then whatever is made for a text lies there, which costs a sixth of the
 * reading of texts and megabytes of garbage. Told so at the start it would keep 40 MB more at rest.
 */
export function layEverythingAmongYoung(): void {
  v8.setFlagsFromString("--no-allocation-site-pretenuring");
}

const lookEveryMs = 5_000;
/** A process that used less than this share of a core since the last look rests. */
const restingShare = 0.1;
/** The heap is worth tidying when it has grown by this factor since it was tidied last. */
const worthwhileGrowth = 1.1;

/**
 * Gives memory back once the process rests after work: V8 by itself keeps what a busy minute made the heap grow to, some
 * 100 MB. Tidying takes about a tenth of a second in which nobody is answered, and so is done at rest only.
 */
export function giveMemoryBackAtRest(): void {
  v8.setFlagsFromString("--expose-gc");
  // Only a context that is made after the flag was set has the function.
  const collect: (how: { type: "major"; flavor: "last-resort" }) => void = vm.runInNewContext("gc");
  let used = process.cpuUsage();
  let tidied = 0;
  setInterval(() => {
    const since = process.cpuUsage(used);
    used = process.cpuUsage();
    if (since.user + since.system > lookEveryMs * 1_000 * restingShare) return;
    if (v8.getHeapStatistics().total_physical_size < tidied * worthwhileGrowth) return;
    collect({ type: "major", flavor: "last-resort" });
    tidied = v8.getHeapStatistics().total_physical_size;
  }, lookEveryMs).unref();
}
