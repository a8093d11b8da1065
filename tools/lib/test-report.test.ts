import { expect, test } from "vitest";
import { countTests } from "./test-report.ts";

const report = (passed: number, failed: number, testResults: unknown[] = []): string =>
  JSON.stringify({ numPassedTests: passed, numFailedTests: failed, testResults });

test.each([
  ["a good run", report(7, 0), 0, { passed: 7, failed: 0 }],
  [
    "failed tests",
    report(5, 2, [{ status: "failed", assertionResults: [{ status: "failed" }] }]),
    1,
    { passed: 5, failed: 2 },
  ],
  [
    "a file that cannot be loaded",
    report(5, 0, [{ status: "failed", assertionResults: [] }]),
    1,
    { passed: 5, failed: 1 },
  ],
  ["no tests", report(0, 0), 0, { passed: 0, failed: 1 }],
  ["an error outside all tests", report(5, 0), 1, { passed: 5, failed: 1 }],
  ["a crash before the report", undefined, 0, { passed: 0, failed: 1 }],
  ["half a report", '{"numPassedTests": 5', 0, { passed: 0, failed: 1 }],
])("counts %s", (_, text, code, counts) => {
  expect(countTests(text, code)).toEqual(counts);
});
