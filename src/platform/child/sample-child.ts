import { answerTasks } from "./answer-tasks.ts";

/** What the runner's tests have done in a child. */
export type SampleTask =
  | { kind: "double"; value: number }
  | { kind: "throw" | "hang" | "fill" | "exit" | "who" };

answerTasks((task: SampleTask): unknown => {
  switch (task.kind) {
    case "double":
      return task.value * 2;
    case "throw":
      throw new RangeError("no such number");
    case "hang":
      for (;;);
    case "fill": {
      const kept: number[][] = [];
      for (;;) kept.push(new Array<number>(1_000_000).fill(kept.length));
    }
    case "exit":
      console.error("last words");
      return process.exit(3);
    case "who":
      return { pid: process.pid, report: process.report.getReport() };
  }
});
