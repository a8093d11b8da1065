import { describe, expect, test } from "vitest";
import { checkMessages } from "./check-messages.ts";
import { plantTree } from "./lib/plant-tree.ts";

const FOLDER = "src/modules/listen/web/messages";
const ID = {
  title: "Aliran",
  new_other: "{{count}} baru dari {{outlet}}",
  row: { open: "Buka <b>{{name}}</b>", kind: { press: "Pers", radio: "Radio" } },
  menu: "Menu",
};
const EN = {
  title: "Stream",
  new_one: "one new from {{outlet}}",
  new_other: "{{count}} new from {{outlet}}",
  row: { open: "Open <b>{{name}}</b>", kind: { press: "Press", radio: "Radio" } },
  menu: "Menu",
};
const PAGE = [
  'const { t } = useTranslation("listen");',
  'const { t: row } = useTranslation("listen", { keyPrefix: "row" });',
  't("title"); t(isMany ? "new" : "title", { count }); row("open"); row(`kind.${kind}`);',
  'const items = [{ label: "menu" }];',
].join("\n");

type Tree = { id?: unknown; en?: unknown; page?: string; more?: Record<string, string> };

function plant({ id = ID, en = EN, page = PAGE, more = {} }: Tree): string {
  const texts = { [`${FOLDER}/id.json`]: JSON.stringify(id), [`${FOLDER}/en.json`]: JSON.stringify(en) };
  return plantTree({ ...texts, "src/modules/listen/web/stream-page.tsx": page, ...more });
}

async function say(tree: Tree): Promise<string> {
  const { problems } = await checkMessages(plant(tree));
  return problems.map(({ message }) => message).join("\n");
}

describe("checkMessages", () => {
  test("passes languages that agree and code that asks for what is there", async () => {
    const more = {
      "src/platform/i18n/messages/id.json": '{ "errors": { "not_found": "Tidak ada." } }',
      "src/platform/i18n/messages/en.json": '{ "errors": { "not_found": "Not there." } }',
      "src/platform/x.ts":
        'throw new AppError("not_found", "not_found"); translate(locale, `errors.${key}`);',
    };
    expect(await checkMessages(plant({ more }))).toEqual({ read: 2, problems: [] });
  });

  test.each<[string, Tree, string]>([
    [
      "a sentence in one language only",
      { en: { ...EN, title: undefined } },
      "lacks title, which id.json has",
    ],
    ["an empty sentence", { en: { ...EN, title: " " } }, "title is empty"],
    ["something that is no text", { en: { ...EN, title: 3 } }, "title is not a text"],
    [
      "another variable",
      { en: { ...EN, menu: "Menu {{n}}" } },
      "menu fills in {{n}}; id.json fills in nothing",
    ],
    [
      "another tag",
      { en: { ...EN, row: { ...EN.row, open: "Open {{name}}" } } },
      "row.open fills in {{name}}",
    ],
    ["a plural without its singular", { en: { ...EN, new_one: undefined } }, "new lacks its form _one"],
    [
      "an Indonesian singular",
      { id: { ...ID, new_one: "satu dari {{outlet}}" } },
      "a form _one, which id never uses",
    ],
    [
      "a plural in one language",
      { en: { ...EN, menu: undefined, menu_one: "Menu", menu_other: "Menus" } },
      "menu is plural in one language only",
    ],
    [
      "a sentence nobody asks for",
      { id: { ...ID, old: "Lama" }, en: { ...EN, old: "Old" } },
      "old is never asked for",
    ],
    ["a key that is not there", { page: `${PAGE} t("titel");` }, "asks for titel, which listen does not say"],
    ["a prefixed key that is not there", { page: `${PAGE} row("close");` }, "asks for row.close"],
    [
      "a template that fits nothing",
      { page: `${PAGE} t(\`rows.\${x}\`);` },
      "asks for rows.…, and nothing like it is said",
    ],
    [
      "an error nobody explains",
      { more: { "src/platform/x.ts": 'throw new AppError("conflict", "taken");' } },
      "errors.taken, which no message file says",
    ],
    ["a missing file", { more: { "src/web/messages/id.json": "{}" } }, "cannot be read"],
    ["a broken file", { more: { [`${FOLDER}/en.json`]: "{" } }, "cannot be read"],
  ])("refuses %s", async (_, tree, reason) => {
    expect(await say(tree)).toContain(reason);
  });

  describe("of pages that bring their words", () => {
    const STORIES = "src/modules/listen/web/stories";
    const words = { stories: { open: "Buka" } };
    const openedWith = (named: string, further: Record<string, string> = {}): Promise<string> =>
      say({
        more: {
          "src/web/main.tsx": 'import "#modules/listen/web/index.tsx";',
          "src/modules/listen/web/index.tsx": `const page = { load: () => import("./stories/stories-page.tsx"), ${named} };`,
          [`${STORIES}/stories-page.tsx`]: 'import { Line } from "./line.tsx";',
          [`${STORIES}/line.tsx`]: 'const { t } = useTranslation("listen"); t("stories.open");',
          [`${STORIES}/messages/id.json`]: JSON.stringify(words),
          [`${STORIES}/messages/en.json`]: JSON.stringify(words),
          ...further,
        },
      });

    test("passes a page that names the folder of what its parts say", async () => {
      expect(await openedWith('words: ["stories"]')).toBe("");
    });

    test.each<[string, string, Record<string, string>, string]>([
      [
        "a page without the names that it takes from every module",
        'words: ["stories"]',
        {
          [`${STORIES}/line.tsx`]: 't("stories.open"); const name = useCodeName("jobs.");',
          "src/web/jobs/messages/id.json": '{ "jobs": { "poll": "Melihat" } }',
          "src/web/jobs/messages/en.json": '{ "jobs": { "poll": "Looking" } }',
        },
        "stories-page.tsx shows desk:jobs.poll, which is not said everywhere",
      ],
      ["a page without its words", "", {}, 'shows stories.open: "stories" is missing among its words'],
      ["words that it never shows", 'words: ["stories", "tags"]', {}, "there are no words in tags/messages"],
      [
        "words of nothing on it",
        'words: ["stories"]',
        { [`${STORIES}/line.tsx`]: "", "src/modules/listen/web/x.tsx": 't("stories.open");' },
        'shows none of the words of "stories"',
      ],
      [
        "the shell asking for what only a page brings",
        'words: ["stories"]',
        { "src/web/bar.tsx": 't("listen:stories.open");', "src/web/main.tsx": 'import "./bar.tsx";' },
        "reaches stories.open, which only stories/messages says",
      ],
      [
        "a sentence in two folders",
        'words: ["stories"]',
        {
          "src/modules/listen/web/tags/messages/id.json": JSON.stringify(words),
          "src/modules/listen/web/tags/messages/en.json": JSON.stringify(words),
        },
        "says stories.open, as src/modules/listen/web/stories/messages does",
      ],
    ])("refuses %s", async (_, named, further, reason) => {
      expect(await openedWith(named, further)).toContain(reason);
    });
  });

  test("refuses an empty tree", async () => {
    expect((await checkMessages(plantTree({}))).problems[0]?.message).toContain("read nothing");
  });
});
