import { describe, expect, it } from "vitest";
import { createDemoClock, demoStart } from "./demo-clock.ts";

describe("the demo's clock", () => {
  it("stands until it is begun, runs faster, and stands at the end", () => {
    let wall = 500;
    const end = new Date(demoStart.getTime() + 3_600_000);
    const clock = createDemoClock(60, () => wall, demoStart, end);
    wall = 10_000;
    expect(clock.now()).toEqual(demoStart);
    clock.begin();
    wall += 1_000;
    expect(clock.now()).toEqual(new Date(demoStart.getTime() + 60_000));
    expect(clock.isOver()).toBe(false);
    wall += 3_600_000;
    expect(clock.now()).toEqual(end);
    expect(clock.isOver()).toBe(true);
  });
  it("stands where it was left until it is begun", () => {
    let wall = 0;
    const clock = createDemoClock(60, () => wall);
    const left = new Date("2019-09-13T00:00:00+07:00");
    clock.standAt(left);
    wall = 5_000;
    expect(clock.now()).toEqual(left);
    clock.begin();
    wall = 6_000;
    expect(clock.now()).toEqual(new Date(left.getTime() + 60_000));
  });
  it("goes on where it was left", () => {
    let wall = 0;
    const clock = createDemoClock(60, () => wall);
    const left = new Date("2019-09-12T00:00:00+07:00");
    clock.begin(left);
    wall = 1_000;
    expect(clock.now()).toEqual(new Date(left.getTime() + 60_000));
  });
});
