import { PhraseTable } from "../phrase-table.ts";
import {
  AMBIGUOUS_ORGANISATIONS,
  CAPITAL_HEADS,
  FIELD_HEADS,
  OFFICE_FIELDS,
  ORGANISATIONS,
} from "./organisation-words.ts";

/** Well-known bodies, and offices by what they are for ("dinas kesehatan"). */
export const knownBodies = new PhraseTable<true>();
const ambiguous = new Set(AMBIGUOUS_ORGANISATIONS.trim().split(/,\s*/));
for (const name of ORGANISATIONS.trim().split(/,\s*/))
  if (!ambiguous.has(name)) knownBodies.add(name, () => true);
for (const head of FIELD_HEADS.split(", "))
  for (const field of OFFICE_FIELDS.trim().split(/,\s*/)) knownBodies.add(`${head} ${field}`, () => true);

/** Heads behind which words in capitals name a body: "Yayasan Pelita Bangsa". */
export const capitalHeads: ReadonlySet<string> = new Set(CAPITAL_HEADS.trim().split(/\s+/));

export const streetWords: ReadonlySet<string> = new Set(["jalan", "jl", "jln", "gang", "gg"]);
