import { readFileSync } from "node:fs";
import { summariseTexts } from "#text/digest/summarise-texts.ts";
import { readWordFrequency } from "#text/digest/word-frequency.ts";
import { makeIndonesianReader, readReaderKnowledge } from "#text/read/make-indonesian-reader.ts";
import { chooseLead, describeStory } from "#text/stories/describe-story.ts";
import type { Extract, Phase, TaskText, TimedText } from "./clipping-task.ts";

function openReader() {
  const text = (name: string): string =>
    readFileSync(new URL(`../../../../../data/language/${name}`, import.meta.url), "utf8");
  return {
    read: makeIndonesianReader(
      readReaderKnowledge({
        roots: text("stem/roots.tsv"),
        slang: text("normalise/own.txt"),
        moreSlang: text("normalise/indocollex.txt"),
        words: text("normalise/words.tsv"),
      }),
    ),
    frequency: readWordFrequency(text("words/document-frequency.tsv")),
  };
}
let opened: ReturnType<typeof openReader> | undefined;
const reader = () => {
  opened ??= openReader();
  return opened;
};

/** Of a text's beginning: what it is about stands there. Characters. */
const readLength = 1_200;

/** The text of each group whose headline says best what the group is about. @param groups none is empty */
export function leadTexts(groups: readonly (readonly TaskText[])[]): string[] {
  const { read, frequency } = reader();
  return groups.map((texts) =>
    chooseLead(
      texts.map(({ id, title, text }, at) => ({
        id,
        time: at,
        title: title === "" ? null : read(title),
        body: text === "" ? null : read(text.slice(0, readLength)),
      })),
      frequency,
    ),
  );
}

/** Where what is spoken of changes in each story; one phase where it never does. @param stories none is empty */
export function phaseTexts(stories: readonly (readonly TimedText[])[]): Phase[][] {
  const { read, frequency } = reader();
  return stories.map((texts) =>
    describeStory(
      texts.map(({ id, title, text, time }) => ({
        id,
        time,
        title: title === "" ? null : read(title),
        body: text === "" ? null : read(text.slice(0, readLength)),
      })),
      frequency,
    ).phases.map(({ from, leadId }) => ({ from, leadId })),
  );
}

/** The one or two sentences that say most of each text, where they stand in it. */
export function extractTexts(texts: readonly TaskText[]): Extract[] {
  const { read, frequency } = reader();
  return texts.map(({ id, title, text }) => ({
    id,
    parts: summariseTexts([read(text)], [title === "" ? null : read(title)], frequency, 2).map(
      ({ start, end }) => ({ start, end }),
    ),
  }));
}
