import i18next from "i18next";
import { beforeEach, expect, test, vi } from "vitest";
import { bringLanguage, bringPage, bringWords, keepLanguage, type Messages, startWords } from "./words.ts";

const says = (messages: Messages) => vi.fn(async () => messages);
const files = {
  listen: {
    "./messages/id.json": says({ nav: { home: "Beranda" } }),
    "./messages/en.json": says({ nav: { home: "Home" } }),
    "./stories/messages/id.json": says({ stories: { open: "Buka" } }),
    "./stories/messages/en.json": says({ stories: { open: "Open" } }),
    "./jobs/messages/id.json": says({ jobs: { poll: "Melihat" } }),
    "./jobs/messages/en.json": says({ jobs: { poll: "Looking" } }),
  },
  desk: {
    "./jobs/messages/id.json": says({ jobs: { backup: "Mencadangkan" } }),
    "./jobs/messages/en.json": says({ jobs: { backup: "Backing up" } }),
  },
};
const said = (locale: string, key: string): unknown =>
  i18next.getResource(locale, key.split(":")[0] ?? "", key.split(":")[1] ?? "");

beforeEach(async () => {
  vi.clearAllMocks();
  await i18next.init({ lng: "id", ns: Object.keys(files), resources: {} });
  startWords(files, "id");
});

test("a page comes with the words of the folders that it names, and each file once", async () => {
  const load = async () => ({ default: "page" });
  expect(await bringPage("listen", { load, words: ["stories"] })).toEqual({ default: "page" });
  await bringWords("listen", ["", "stories"]);
  expect(said("id", "listen:stories.open")).toBe("Buka");
  expect(said("id", "listen:nav.home")).toBe("Beranda");
  expect(files.listen["./stories/messages/id.json"]).toHaveBeenCalledTimes(1);
  expect(files.listen["./stories/messages/en.json"]).not.toHaveBeenCalled();
});

test("another language brings what was brought before, and from then on pages bring that one", async () => {
  await bringWords("listen", ["", "stories"]);
  await bringLanguage("en");
  expect(said("en", "listen:stories.open")).toBe("Open");
  keepLanguage("en");
  await bringWords("listen", ["jobs"]);
  expect(said("en", "listen:jobs.poll")).toBe("Looking");
  expect(files.listen["./jobs/messages/id.json"]).not.toHaveBeenCalled();
});

test("a folder of every module comes from each that has one", async () => {
  await bringWords("desk", ["*/jobs"]);
  expect([said("id", "listen:jobs.poll"), said("id", "desk:jobs.backup")]).toEqual([
    "Melihat",
    "Mencadangkan",
  ]);
});

test("a file that did not come is told of, and asked for again by the next page", async () => {
  const lost = vi.fn(async (): Promise<Messages> => {
    throw new Error("no network");
  });
  startWords({ tags: { "./messages/id.json": lost } }, "id");
  await expect(bringWords("tags", [""])).rejects.toThrow("no network");
  await expect(bringWords("tags", [""])).rejects.toThrow("no network");
  expect(lost).toHaveBeenCalledTimes(2);
  await expect(bringWords("tags", ["gone"])).rejects.toThrow("No words");
});
