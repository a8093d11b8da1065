import type { Sentence } from "#modules/accounts/contract/accounts.ts";

/** Something that can be measured of what is said. */
export type VoiceMeasure = "length" | "first_line" | "hashtags" | "asks" | "picture" | "link";

/** A habit of a network: what to do, why, and where it can be measured, how much of it. */
export interface VoiceRule {
  readonly measure: VoiceMeasure | null;
  /** Not more than this; of `asks`, `picture` and `link`, at least this. */
  readonly bound: number;
  readonly advice: Sentence;
  readonly why: Sentence;
}

const firstLine = (bound: number): VoiceRule => ({
  measure: "first_line",
  bound,
  advice: {
    id: `Baris pertama paling banyak ${bound} karakter.`,
    en: `A first line of at most ${bound} characters.`,
  },
  why: {
    id: "Di layar ponsel sisanya terlipat; baris pertama menentukan apakah orang membuka lipatannya.",
    en: "A phone folds the rest away; the first line decides whether people unfold it.",
  },
});

const picture: VoiceRule = {
  measure: "picture",
  bound: 1,
  advice: { id: "Sertakan gambar.", en: "Add a picture." },
  why: {
    id: "Kiriman bergambar lebih sering dilihat dan dibuka daripada yang hanya berisi teks.",
    en: "Posts with a picture are seen and opened more often than text alone.",
  },
};

const fewTags = (bound: number): VoiceRule => ({
  measure: "hashtags",
  bound,
  advice: { id: `Paling banyak ${bound} tagar.`, en: `At most ${bound} hashtags.` },
  why: {
    id: "Banyak tagar terbaca seperti iklan; satu dua yang tepat sudah cukup untuk ditemukan.",
    en: "Many hashtags read like advertising; one or two that fit are enough to be found.",
  },
});

const asks: VoiceRule = {
  measure: "asks",
  bound: 1,
  advice: {
    id: "Akhiri dengan pertanyaan atau ajakan menjawab.",
    en: "End with a question that people can answer.",
  },
  why: {
    id: "Di sini kantor berbicara sebagai teman; pertanyaan membuka percakapan, pengumuman menutupnya.",
    en: "Here the office speaks as a friend; a question opens a conversation, an announcement ends it.",
  },
};

const said = (advice: Sentence, why: Sentence): VoiceRule => ({ measure: null, bound: 0, advice, why });

const supple = said(
  { id: "Luwes dan diplomatis, tidak politis.", en: "Supple and diplomatic, never political." },
  {
    id: "Satu kalimat di sini dikutip media dalam hitungan menit, lepas dari konteksnya.",
    en: "One sentence here is quoted by the press within minutes, out of its context.",
  },
);

const link: VoiceRule = {
  measure: "link",
  bound: 1,
  advice: { id: "Sertakan tautan ke keterangan lengkap.", en: "Link to the full statement." },
  why: {
    id: "Ruangnya pendek; tautan membuat orang dapat memeriksa sendiri.",
    en: "There is little room; a link lets people check for themselves.",
  },
};

const plainMail = said(
  {
    id: "Judul menyebut isinya; satu surel satu pokok.",
    en: "The subject says what it is; one matter a mail.",
  },
  {
    id: "Orang memutuskan dari judul apakah surel dibuka.",
    en: "People decide by the subject whether to open a mail.",
  },
);

const article = said(
  {
    id: "Yang terpenting di paragraf pertama: siapa, apa, kapan, di mana.",
    en: "What matters first: who, what, when, where.",
  },
  {
    id: "Wartawan mengutip paragraf pertama; mesin pencari menampilkannya.",
    en: "Journalists quote the first paragraph; search engines show it.",
  },
);

const short: VoiceRule = {
  measure: "length",
  bound: 1_000,
  advice: { id: "Paling banyak 1.000 karakter.", en: "At most 1,000 characters." },
  why: {
    id: "Batas jaringannya jauh lebih panjang, tetapi orang berhenti membaca lebih dulu.",
    en: "The network allows far more, but people stop reading earlier.",
  },
};

/** What is said of each network, and of places that only a person posts to, by the site they stand on. */
export const voicePacks: Readonly<Record<string, readonly VoiceRule[]>> = {
  bluesky: [supple, firstLine(120), picture, fewTags(2), link],
  fediverse: [supple, firstLine(120), picture, fewTags(3)],
  fake: [supple, firstLine(120), fewTags(2)],
  telegram: [short, firstLine(100), fewTags(3)],
  email: [plainMail],
  wordpress: [article],
  ghost: [article],
  "x.com": [supple, firstLine(120), picture, fewTags(2), link],
  "twitter.com": [supple, firstLine(120), picture, fewTags(2), link],
  "facebook.com": [short, firstLine(80), asks, picture],
  "instagram.com": [picture, firstLine(125), fewTags(5)],
  "threads.net": [asks, firstLine(120), fewTags(1)],
  "threads.com": [asks, firstLine(120), fewTags(1)],
  "tiktok.com": [firstLine(80), fewTags(5)],
  "linkedin.com": [article, firstLine(140), fewTags(3)],
};
