/**
 * Words that end like a clitic but are whole. Gathered by reading the most frequent candidates of Indonesian news;
 * a word that is missing here is merely found together with its stem, never lost.
 */

/** Whole words that are never shortened. */
export const WHOLE_WORDS: ReadonlySet<string> = new Set(
  `adalah majalah telah setelah fadilah fadillah ubaidilah alhamdulilah risalah basmalah berulah dullah mengalah memilah sebilah haflah fadhilah alhamdullilah
  langkah selangkah melangkah alangkah rangkah serangkah tingkah bertingkah naskah berkah barokah nafkah menafkah sedekah bersedekah paskah serakah
  makkah mekkah menikah dinikah pernikah syarikah ataukah
  maupun adapun meskipun ataupun walaupun biarpun sungguhpun kendatipun rumpun serumpun ampun
  maluku bangku sebangku mangku pemangku memangku dipangku hamengku tengku tungku teuku tunku sripoku berjibaku
  jibaku berliku terpaku membeku beku bersuku haiku wuku lukaku daifuku dibangku sangku
  bertamu tetamu meramu peramu diramu kualanamu hansamu jammu teemu
  bertanya ditanya menanya tertanya nyonya empunya catalunya kenya
  moto2 usd2`
    .split(/\s+/u)
    .filter((word) => word !== ""),
);

/** Roots at the end of a word that also protect its prefixed forms: "salah" keeps "bersalah" and "kesalah". */
export const WHOLE_ENDINGS: readonly string[] = [
  "salah",
  "kalah",
  "masalah",
  "olah",
  "belah",
  "pilah",
  "jumlah",
  "istilah",
  "kilah",
  "llah",
  "himpun",
  "laku",
  "ngaku",
  "temu",
  "nemu",
  "jamu",
  "ilmu",
];
