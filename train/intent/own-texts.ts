import { readFile } from "node:fs/promises";
import path from "node:path";
import { INTENTS, type Intent } from "#text/intent/intent.ts";
import type { Random } from "../random.ts";

/** A text written for this project, or made from a pattern of it. */
export interface OwnText {
  readonly text: string;
  readonly intent: Intent;
}

/** The sentences written one by one. */
export async function readOwnSentences(folder: string): Promise<OwnText[]> {
  const lines = (await readFile(path.join(folder, "own-sentences.tsv"), "utf8")).trim().split("\n").slice(1);
  return lines.map((line) => {
    const [intent = "", text = ""] = line.split("\t");
    return { text, intent: toIntent(intent) };
  });
}

/** Texts made by filling the slots of every pattern `each` times, each text once. */
export async function makeTexts(folder: string, each: number, random: Random): Promise<OwnText[]> {
  const lines = (await readFile(path.join(folder, "own-templates.tsv"), "utf8"))
    .trimEnd()
    .split("\n")
    .slice(1);
  const slots = new Map<string, readonly string[]>();
  const made = new Map<string, OwnText>();
  for (const line of lines) {
    const [kind = "", name = "", pattern = ""] = line.split("\t");
    if (kind === "slot") slots.set(name, pattern.split("|"));
    else {
      for (let time = 0; time < each; time += 1) {
        const text = pattern
          .replace(/\{(\w+)\}/g, (_, slot: string) => {
            const choices = slots.get(slot);
            if (choices === undefined) throw new Error(`no slot "${slot}" for "${pattern}"`);
            return choices[Math.floor(random() * choices.length)] ?? "";
          })
          .replace(/\s+([,.?]|$)/g, "$1")
          .trim();
        made.set(text, { text, intent: toIntent(kind) });
      }
    }
  }
  return [...made.values()];
}

function toIntent(name: string): Intent {
  const intent = INTENTS.find((one) => one === name);
  if (intent === undefined) throw new Error(`no intent "${name}"`);
  return intent;
}
