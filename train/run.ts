/**
 * Makes shipped files of `data/` anew from the declared inputs: `node train/run.ts stem normalise`. Without a name it
 * says which there are; an engine that reads another's files stands behind it.
 */
import { existsSync } from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";

type Training = {
  run(options: { dataFolder: string; outputFolder: string; say: (line: string) => void }): Promise<void>;
};

/** Every training, by the name it is asked for. */
const trainings: Record<string, () => Promise<Training>> = {
  gazetteer: () => import("./gazetteer.ts"),
  stem: () => import("./stem.ts"),
  normalise: () => import("./normalise.ts"),
  "word-frequency": () => import("./word-frequency.ts"),
  language: () => import("./language.ts"),
  sentiment: () => import("./sentiment.ts"),
  intent: () => import("./intent.ts"),
  entities: () => import("./entities.ts"),
  likeness: () => import("./likeness.ts"),
  teaching: () => import("./teaching.ts"),
};

const root = path.join(import.meta.dirname, "..");
const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    data: { type: "string", default: path.join(root, "..", "shared", "data") },
    output: { type: "string", default: path.join(root, "data") },
  },
});
const unknown = positionals.filter((name) => !(name in trainings));
if (positionals.length === 0 || unknown.length > 0) {
  const names = Object.keys(trainings).join(", ");
  console.error(unknown.length > 0 ? `No such training: ${unknown.join(", ")}.` : "Which training?");
  console.error(`There are: ${names}.`);
  process.exit(2);
}

if (!existsSync(values.data)) {
  console.error(`The sets to learn from are not at ${values.data}; name their folder with --data.`);
  process.exit(1);
}

for (const name of positionals) {
  const training = await trainings[name]?.();
  await training?.run({
    dataFolder: values.data,
    outputFolder: values.output,
    say: (line) => console.error(`${name}: ${line}`),
  });
}
