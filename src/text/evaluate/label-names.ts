/** Engines that give one label to a text, and are scored on files of texts with labels. */
export const labelEngines = ["sentiment", "intent", "language", "hostility"] as const;
export type LabelEngine = (typeof labelEngines)[number];

/** Under which names people write the labels of each engine. */
const names: Record<LabelEngine, Readonly<Record<string, string>>> = {
  sentiment: {
    negative: "negatif negatip neg -1",
    neutral: "netral neutral neu net",
    positive: "positif positip pos +1",
  },
  intent: {
    complaint: "complaints complain keluhan komplain pengaduan aduan laporan",
    question: "questions pertanyaan tanya bertanya inquiry",
    aspiration: "aspirations aspirasi saran usul usulan suggestion harapan",
    appreciation: "apresiasi pujian praise thanks terima_kasih terimakasih dukungan",
    other: "others lainnya lain lain-lain",
  },
  language: {
    id: "ind in id-id indonesian indonesia bahasa_indonesia",
    ms: "msa zsm zlm may malay melayu bahasa_melayu malaysia",
    en: "eng english inggris bahasa_inggris",
    jv: "jav javanese jawa bahasa_jawa",
    su: "sun sundanese sunda bahasa_sunda",
    mad: "madurese madura bahasa_madura",
    min: "minangkabau minang padang bahasa_minangkabau",
    ban: "balinese bali bahasa_bali",
    bjn: "banjarese banjar bahasa_banjar",
    bug: "buginese bugis bahasa_bugis",
    ace: "acehnese aceh bahasa_aceh",
    nij: "ngaju dayak_ngaju bahasa_dayak_ngaju",
    bbc: "toba_batak batak_toba batak btk bahasa_batak",
    mixed: "campuran mix code-mixed code_mixed",
    und: "other lainnya unknown",
  },
  hostility: {
    hostile:
      "1 2 3 true yes ya hate hs hate_speech hatespeech ujaran_kebencian abusive abuse kasar offensive toxic toksik cyberbullying bullying insult obscenity slur threat",
    none: "0 false no tidak clean normal neutral netral non_hs nonhs non-hs not_hate non_hate non-hate non_hate_speech not_abusive non_abusive non-abusive not_offensive bukan_ujaran_kebencian bukan bersih aman non_toxic non_bullying",
  },
};

const tables = new Map(
  labelEngines.map((engine) => [
    engine,
    new Map(
      Object.entries(names[engine]).flatMap(([label, others]) => [
        [label, label] as const,
        ...others.split(" ").map((other) => [other, label] as const),
      ]),
    ),
  ]),
);

/** The engine's own name of a label, however it is spelt; undefined where it is none of the engine's. */
export function labelNamed(engine: LabelEngine, written: string): string | undefined {
  const key = written.trim().toLowerCase().replace(/\s+/g, "_");
  const table = tables.get(engine);
  return table?.get(key) ?? table?.get(key.replace(/\.0$/, ""));
}

/** The engine's labels. */
export const labelsOf = (engine: LabelEngine): string[] => Object.keys(names[engine]);

/** Numbers that stand for tones, by the numbers that a file has. */
const toneScales: readonly Readonly<Record<string, string>>[] = [
  { "-1": "negative", "0": "neutral", "1": "positive" },
  { "0": "negative", "1": "positive" },
  { "0": "negative", "1": "neutral", "2": "positive" },
  { "1": "negative", "2": "negative", "3": "neutral", "4": "positive", "5": "positive" },
];

/**
 * The scale that the numbers of a sentiment file are on: -1 to 1, 0 and 1, 0 to 2, or one to five stars; undefined where
 * the labels are no numbers or fit none.
 */
export function toneScale(
  written: ReadonlySet<string>,
): { of: (label: string) => string | undefined; shown: string } | undefined {
  const numbers = new Set([...written].map((label) => label.trim().replace(/^\+|\.0$/g, "")));
  const scale = toneScales.find(
    (one) => [...numbers].every((number) => number in one) && (numbers.has("-1") || !("-1" in one)),
  );
  if (scale === undefined) return undefined;
  const shown = Object.entries(scale)
    .filter(([number]) => numbers.has(number))
    .map(([number, tone]) => `${number} ${tone}`)
    .join(", ");
  return { of: (label) => scale[label.trim().replace(/^\+|\.0$/g, "")], shown };
}
