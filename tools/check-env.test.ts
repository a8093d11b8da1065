import { describe, expect, test } from "vitest";
import { checkEnv } from "./check-env.ts";
import { plantTree } from "./lib/plant-tree.ts";

const CLEAN = {
  "src/config.ts": [
    "const settings = {",
    '  GAUNG_PORT: z.coerce.number().default(7300).describe("Port"),',
    "  DATABASE_URL: z.string().optional(),",
    "};",
    "export const read = (env = process.env) => [settings, env];",
  ].join("\n"),
  ".env.example": "# The port.\nGAUNG_PORT=7300\n# DATABASE_URL=\n",
};

async function say(more: Record<string, string>): Promise<string> {
  const { problems } = await checkEnv(plantTree({ ...CLEAN, ...more }));
  return problems.map(({ file, message }) => `${file}: ${message}`).join("\n");
}

describe("checkEnv", () => {
  test("passes when example and config agree", async () => {
    const more = {
      "src/platform/x.test.ts": "process.env;",
      "src/platform/y.ts": 'export const s = "process.env";',
    };
    expect(await checkEnv(plantTree({ ...CLEAN, ...more }))).toEqual({ read: 2, problems: [] });
  });

  test("refuses a setting that the example lacks, one that config lacks, and another default", async () => {
    expect(await say({ ".env.example": "GAUNG_PORT=7300" })).toBe(
      ".env.example: does not list DATABASE_URL, which src/config.ts reads",
    );
    expect(await say({ ".env.example": `${CLEAN[".env.example"]}OLD=1` })).toContain(
      "lists OLD, which src/config.ts does not read",
    );
    expect(await say({ ".env.example": "GAUNG_PORT=80\nDATABASE_URL=" })).toContain("its default is “7300”");
  });

  test("refuses another reader of the environment", async () => {
    expect(await say({ "src/platform/x.ts": 'export const home = process.env["HOME"];' })).toContain(
      "reads the environment",
    );
    expect(
      await say({ "src/platform/x.ts": 'import { env } from "node:process";\nexport { env };' }),
    ).toContain("reads the environment");
  });

  test("refuses an empty tree", async () => {
    expect((await checkEnv(plantTree({}))).problems.map(({ message }) => message).join()).toContain(
      "read nothing",
    );
  });
});
