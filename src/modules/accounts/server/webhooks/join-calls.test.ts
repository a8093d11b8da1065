import { describe, expect, it } from "vitest";
import { joinCalls } from "./join-calls.ts";

describe("calls for the same key", () => {
  it("that come while one is under way share the next, and those for another key do not wait", async () => {
    const begun: string[] = [];
    const ends: (() => void)[] = [];
    const call = joinCalls((key) => {
      begun.push(key);
      return new Promise<void>((resolve) => ends.push(resolve));
    });
    const [first, second, third, other] = [call("a"), call("a"), call("a"), call("b")];
    expect(begun).toEqual(["a", "b"]);
    ends[1]?.();
    await other;
    ends[0]?.();
    await first;
    await Promise.resolve();
    expect(begun).toEqual(["a", "b", "a"]);
    ends[2]?.();
    await Promise.all([second, third]);
    expect(begun).toHaveLength(3);
  });

  it("begin anew after one that failed", async () => {
    let calls = 0;
    const call = joinCalls(async () => {
      calls += 1;
      if (calls === 1) throw new Error("not now");
    });
    const [first, second] = [call("a"), call("a")];
    await expect(first).rejects.toThrow("not now");
    await second;
    expect(calls).toBe(2);
  });
});
