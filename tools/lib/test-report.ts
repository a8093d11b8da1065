/** Counts what a test runner did, from the report it leaves: a crash or an empty run is a failure, never a pass. */

export type Counts = { passed: number; failed: number };

type VitestReport = {
  numPassedTests?: number;
  numFailedTests?: number;
  testResults?: { status?: string; assertionResults?: { status?: string }[] }[];
};

/**
 * @param text the runner's JSON report, undefined when it left none
 * @param code how the runner ended
 */
export function countTests(text: string | undefined, code: number): Counts {
  const report = readReport(text);
  if (report === undefined) return { passed: 0, failed: 1 };
  const passed = report.numPassedTests ?? 0;
  const brokenFiles = (report.testResults ?? []).filter(
    ({ status, assertionResults }) =>
      status === "failed" && !assertionResults?.some((one) => one.status === "failed"),
  );
  const failed = (report.numFailedTests ?? 0) + brokenFiles.length;
  const isUnexplained = failed === 0 && (code !== 0 || passed === 0);
  return { passed, failed: isUnexplained ? 1 : failed };
}

function readReport(text: string | undefined): VitestReport | undefined {
  try {
    return text === undefined ? undefined : (JSON.parse(text) as VitestReport);
  } catch {
    return undefined;
  }
}
