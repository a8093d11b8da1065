import { describe, expect, test } from "vitest";
import { checkNames } from "./check-names.ts";
import { plantTree } from "./lib/plant-tree.ts";

const SERVER = "src/modules/listen/server";
const CLEAN = {
  [`${SERVER}/accept-item.ts`]: "export async function acceptItem() {}",
  [`${SERVER}/send-note.ts`]: "export const sendNote = () => 1;",
  [`${SERVER}/search-mentions.ts`]: "export function searchMentions() {}",
  [`${SERVER}/search-words.ts`]: "export const words = 1;",
  [`${SERVER}/mention-store.ts`]: "export const x = 1;",
  [`${SERVER}/routes.ts`]:
    'import { searchMentions } from "./search-mentions.ts";\nimport type { T } from "./search-words.ts";',
  [`${SERVER}/migrations/001-listen.sql`]: "",
  [`${SERVER}/migrations/002-tags.sql`]: "",
  "src/platform/database/baseline.ts": "",
};

describe("checkNames", () => {
  test("passes names that say what is inside", async () => {
    expect(await checkNames(plantTree(CLEAN))).toEqual({ read: 9, problems: [] });
  });

  test.each([
    ["src/platform/utils/text.ts", "", "“utils” says nothing"],
    ["src/platform/mail/mail-service.ts", "", "“mail-service” says nothing"],
    ["src/platform/mail/base-store.ts", "", "“base-store” says nothing"],
    ["tools/common.ts", "", "“common” says nothing"],
    ["src/web/helpers.test.tsx", "", "“helpers” says nothing"],
    [`${SERVER}/accept-item.ts`, "export function takeItem() {}", "function acceptItem"],
    [`${SERVER}/accept-item.ts`, "export const acceptItem = 1;", "function acceptItem"],
    [`${SERVER}/search-mentions.ts`, "export function find() {}", "function searchMentions"],
    [`${SERVER}/migrations/004-late.sql`, "", "003 comes here"],
    [`${SERVER}/migrations/002-again.sql`, "", "003 comes here"],
    [`${SERVER}/migrations/3-short.sql`, "", "NNN-what-it-does.sql"],
  ])("refuses %s: %s", async (file, text, reason) => {
    const { problems } = await checkNames(plantTree({ ...CLEAN, [file]: text }));
    expect(problems.map((problem) => problem.message).join("\n")).toContain(reason);
  });

  test("refuses an empty tree", async () => {
    expect((await checkNames(plantTree({}))).problems[0]?.message).toContain("read nothing");
  });
});
