import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    expect: { requireAssertions: true },
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "unit",
          include: ["src/**/*.test.ts", "tools/**/*.test.ts"],
          globalSetup: ["src/test/global-setup.ts"],
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: {
          name: "e2e",
          include: ["e2e/**/*.test.ts"],
          // Two journeys go on at once: one alone leaves half of two cores idle. A busy machine takes twice as long for
          // a step, and is no fault.
          testTimeout: 300_000,
          hookTimeout: 300_000,
          expect: { requireAssertions: true, poll: { timeout: 45_000 } },
        },
      },
    ],
  },
});
