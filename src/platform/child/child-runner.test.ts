import { afterEach, describe, expect, it, vi } from "vitest";
import { type ChildLimits, createChildRunner } from "./child-runner.ts";
import type { SampleTask } from "./sample-child.ts";

const file = new URL("./sample-child.ts", import.meta.url);
const runner = (limits: Partial<ChildLimits> = {}) =>
  createChildRunner<SampleTask, unknown>(file, {
    timeMs: 20_000,
    memoryMb: 64,
    idleMs: 20_000,
    ...limits,
  });

const isAlive = (pid: number): boolean => {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
};

afterEach(() => vi.unstubAllEnvs());

describe("work in a child process", () => {
  it("is answered in turn, elsewhere, without our environment", async () => {
    vi.stubEnv("GAUNG_SECRET", "rahasia");
    const { run } = runner();
    const answers = [1, 2, 3].map((value) => run({ kind: "double", value }));
    expect(await Promise.all(answers)).toEqual([2, 4, 6]);
    const { pid, report } = (await run({ kind: "who" })) as { pid: number; report: object };
    expect(pid).not.toBe(process.pid);
    expect(report).toHaveProperty("environmentVariables");
    expect(JSON.stringify(report)).not.toContain("rahasia");
  });

  it("that throws fails alone", async () => {
    const { run } = runner();
    const [thrown, fine] = await Promise.allSettled([
      run({ kind: "throw" }),
      run({ kind: "double", value: 4 }),
    ]);
    expect(thrown).toMatchObject({ reason: { name: "RangeError", message: "no such number" } });
    expect(fine).toMatchObject({ value: 8 });
  });

  it("that takes too long is given up", async () => {
    const { run } = runner({ timeMs: 1_000 });
    await expect(run({ kind: "hang" })).rejects.toMatchObject({ name: "ChildError", kind: "time" });
  });

  it.each([
    ["fill", "memory", /heap out of memory/],
    ["exit", "broken", /ended with 3\nlast words/],
  ] as const)(
    "that would %s is given up, and the next task is done",
    async (kind, why, message) => {
      const { run } = runner();
      const lost = run({ kind });
      const after = run({ kind: "double", value: 5 });
      await expect(lost).rejects.toMatchObject({
        name: "ChildError",
        kind: why,
        message: expect.stringMatching(message),
      });
      expect(await after).toBe(10);
    },
    30_000,
  );

  it("is given up when nobody waits for it any more, at work or in the queue", async () => {
    const { run } = runner();
    const work = new AbortController();
    const queue = new AbortController();
    const atWork = run({ kind: "hang" }, work.signal);
    const queued = run({ kind: "double", value: 1 }, queue.signal);
    const after = run({ kind: "double", value: 6 });
    queue.abort(new Error("no longer wanted"));
    await expect(queued).rejects.toThrow("no longer wanted");
    work.abort(new Error("the desk closes"));
    await expect(atWork).rejects.toThrow("the desk closes");
    expect(await after).toBe(12);
    await expect(run({ kind: "double", value: 1 }, work.signal)).rejects.toThrow("the desk closes");
  });

  it("cannot be given what cannot be copied", async () => {
    const { run } = runner();
    const task = { kind: "double", value: () => 1 } as unknown as SampleTask;
    await expect(run(task)).rejects.toThrow("could not be cloned");
    expect(await run({ kind: "double", value: 7 })).toBe(14);
  });

  it("keeps this process alive only as long as it lasts", async () => {
    const holding = (): string[] => process.getActiveResourcesInfo().filter((kind) => /Wrap$/.test(kind));
    const before = holding();
    const { run } = runner();
    const answer = run({ kind: "double", value: 1 });
    expect(holding().length).toBeGreaterThan(before.length);
    await answer;
    expect(holding()).toEqual(before);
  });

  it("leaves no process behind once it is idle", async () => {
    const { run } = runner({ idleMs: 0 });
    const { pid } = (await run({ kind: "who" })) as { pid: number };
    await expect.poll(() => isAlive(pid), { timeout: 10_000 }).toBe(false);
    expect(await run({ kind: "double", value: 2 })).toBe(4);
  });
});
