import type { SourceWish } from "../sources/starter-outlets.ts";

/** What the first step of the first run ends with: sources to follow, or the shipped sample. */
export type FirstChoice = { kind: "sources"; wishes: SourceWish[] } | { kind: "sample" };
