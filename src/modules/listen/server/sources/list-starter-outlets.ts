import { readFile } from "node:fs/promises";
import { z } from "zod";

const outlets = z.array(
  z.object({
    outlet: z.string(),
    domain: z.string(),
    feeds: z.array(z.object({ title: z.string(), url: z.url() })),
  }),
);
const shippedFile = new URL("../../../../../data/outlets/outlets.json", import.meta.url);

/** A PR officer who has just begun chooses from the shipped list of Indonesian outlets. */
export async function listStarterOutlets(): Promise<{ items: z.infer<typeof outlets> }> {
  return { items: outlets.parse(JSON.parse(await readFile(shippedFile, "utf8"))) };
}
