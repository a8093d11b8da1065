import type { FieldWords } from "#connectors/ports/manifest.ts";

/** What the composer's form calls the options of a statement on the Fediverse. Polls are for programs. */
export const optionWords: Readonly<Record<string, FieldWords>> = {
  visibility: {
    label: { id: "Terlihat oleh", en: "Visible to" },
    choices: {
      public: { id: "Semua orang", en: "Everybody" },
      unlisted: { id: "Semua orang, tidak di lini masa umum", en: "Everybody, not on public timelines" },
      private: { id: "Pengikut saja", en: "Followers only" },
      direct: { id: "Yang disebut saja", en: "Only those it names" },
    },
  },
  contentWarning: {
    label: { id: "Peringatan isi", en: "Content warning" },
    hint: {
      id: "Kalimat yang tampil sebelum kiriman dibuka.",
      en: "A line that is shown before the post is opened.",
    },
  },
  isSensitive: { label: { id: "Tutupi gambar sampai dibuka", en: "Cover pictures until opened" } },
};
