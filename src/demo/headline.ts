/** A shipped headline, as `data/demo/headlines.jsonl` holds it. */
export type Headline = {
  outlet: string;
  title: string;
  url: string;
  /** ISO 8601 with offset. */
  at: string;
  precision?: "day" | undefined;
  category?: string | undefined;
};

/** Names of the outlets as their readers know them, by domain. */
export const outletTitles: Readonly<Record<string, string>> = {
  "fimela.com": "Fimela",
  "kapanlagi.com": "KapanLagi",
  "kompas.com": "Kompas.com",
  "okezone.com": "Okezone",
  "posmetro-medan.com": "Posmetro Medan",
  "sindonews.com": "SINDOnews",
  "tempo.co": "Tempo",
  "tribunnews.com": "Tribunnews",
};
