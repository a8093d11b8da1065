import { describe, expect, it } from "vitest";
import { createHostGate, type GateClock } from "./host-gate.ts";

/** A clock that moves only when told. */
function handClock() {
  let nowMs = 0;
  const due: { atMs: number; callback: () => void }[] = [];
  const clock: GateClock = {
    nowMs: () => nowMs,
    after: (delayMs, callback) => void due.push({ atMs: nowMs + delayMs, callback }),
  };
  const advance = (ms: number): void => {
    nowMs += ms;
    for (const entry of due.splice(0)) {
      if (entry.atMs <= nowMs) entry.callback();
      else due.push(entry);
    }
  };
  return { clock, advance };
}

const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

describe("the gate of a host", () => {
  it("lets one through at a time, in order, and other hosts beside it", async () => {
    const gate = createHostGate();
    const order: string[] = [];
    const first = Promise.withResolvers<void>();
    const a1 = gate.run("a", async () => {
      order.push("a1");
      await first.promise;
    });
    const a2 = gate.run("a", async () => void order.push("a2"));
    await gate.run("b", async () => void order.push("b1"));
    expect(order).toEqual(["a1", "b1"]);
    first.resolve();
    await Promise.all([a1, a2]);
    expect(order).toEqual(["a1", "b1", "a2"]);
    expect(gate.size()).toBe(0);
  });

  it("gives lanes turns, so that a long list does not starve a short one", async () => {
    const gate = createHostGate();
    const order: string[] = [];
    const run = (name: string, lane: string) => gate.run("a", async () => void order.push(name), { lane });
    const all = ["x1", "x2", "x3", "x4"].map((name) => run(name, "x"));
    all.push(run("y1", "y"), run("y2", "y"));
    await Promise.all(all);
    expect(order).toEqual(["x1", "x2", "y1", "x3", "y2", "x4"]);
  });

  it("passes on results and failures, and goes on after a failure", async () => {
    const gate = createHostGate();
    const failing = gate.run("a", () => {
      throw new Error("gagal");
    });
    const next = gate.run("a", async () => 7);
    await expect(failing).rejects.toThrow("gagal");
    expect(await next).toBe(7);
  });

  it("rests between two requests", async () => {
    const { clock, advance } = handClock();
    const gate = createHostGate({ minGapMs: 1_000, clock });
    const order: number[] = [];
    await gate.run("a", async () => void order.push(1));
    const second = gate.run("a", async () => void order.push(2));
    await settle();
    advance(999);
    await settle();
    expect(order).toEqual([1]);
    advance(1);
    await second;
    expect(order).toEqual([1, 2]);
  });

  it("lets one who gave up leave the queue", async () => {
    const gate = createHostGate();
    const hold = Promise.withResolvers<void>();
    const running = gate.run("a", () => hold.promise);
    const stop = new AbortController();
    let hasRun = false;
    const waiting = gate.run(
      "a",
      async () => {
        hasRun = true;
      },
      { signal: stop.signal },
    );
    stop.abort(new Error("cukup"));
    await expect(waiting).rejects.toThrow("cukup");
    await expect(gate.run("a", async () => {}, { signal: stop.signal })).rejects.toThrow("cukup");
    hold.resolve();
    await running;
    expect(hasRun).toBe(false);
    expect(gate.size()).toBe(0);
  });
});
