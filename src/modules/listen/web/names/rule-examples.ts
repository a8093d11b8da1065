import type { EntityRuleDraft } from "../../contract/entity-rules.ts";

/** The example that an empty page teaches with: one name, a person or a city. */
export const exampleRules: readonly EntityRuleDraft[] = [
  {
    kind: "person",
    name: "Susilo Bambang Yudhoyono",
    placeCode: null,
    aliases: ["SBY", "Pak Beye"],
    near: ["presiden", "Cikeas", "Demokrat"],
    within: null,
    unless: [],
  },
  {
    kind: "place",
    name: "Kota Surabaya",
    placeCode: "35.78",
    aliases: ["SBY"],
    near: ["Pemkot", "Jatim", "macet", "banjir"],
    within: null,
    unless: [],
  },
];

/** Texts to try the example with; Indonesian, as what is read here. */
export const exampleTexts = [
  { key: "person", text: "SBY menerima tamu di Cikeas sore ini." },
  { key: "city", text: "sby macet parah, kapan Pemkot turun tangan?" },
  { key: "open", text: "Acara di SBY ramai sekali." },
] as const;

/** A rule that says nothing yet. */
export const emptyRule: EntityRuleDraft = {
  kind: "person",
  name: "",
  placeCode: null,
  aliases: [],
  near: [],
  within: null,
  unless: [],
};
