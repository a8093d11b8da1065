import { z } from "zod";
import type { FieldWords } from "#connectors/ports/manifest.ts";

const visibilities = ["public", "unlisted", "private", "direct"] as const;

/** How long a poll is open; a day where nothing is said. */
const pollTimes = ["5m", "1h", "6h", "1d", "3d", "7d"] as const;

/** What a statement on the Fediverse may carry besides its text. Without a visibility: public, an answer as what it answers. */
export const fediverseOptions = z.object({
  visibility: z.enum(visibilities).optional(),
  contentWarning: z.string().max(500).optional(),
  /** Pictures are covered until a reader uncovers them. */
  isSensitive: z.boolean().optional(),
  /** None, or two to ten; empty lines of a form are none. */
  pollChoices: z
    .array(z.string().trim().max(100))
    .max(30)
    .transform((lines) => lines.filter((line) => line !== ""))
    .refine(({ length }) => length === 0 || (length >= 2 && length <= 10))
    .optional(),
  pollEnds: z.enum(pollTimes).optional(),
  pollIsMultiple: z.boolean().optional(),
  pollHidesTotals: z.boolean().optional(),
});

/** What the composer's form calls the options of a statement on the Fediverse. */
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
  pollChoices: {
    label: { id: "Jajak pendapat", en: "Poll" },
    hint: {
      id: "Satu pilihan di tiap baris, dua sampai sepuluh; server biasanya menerima empat. Tidak bisa bersama gambar. Kosongkan bila tanpa jajak pendapat.",
      en: "One choice a line, two to ten; servers usually take four. Not together with pictures. Empty: no poll.",
    },
    isLines: true,
  },
  pollEnds: {
    label: { id: "Jajak pendapat ditutup", en: "Poll ends" },
    choices: {
      "5m": { id: "Sesudah 5 menit", en: "After 5 minutes" },
      "1h": { id: "Sesudah 1 jam", en: "After an hour" },
      "6h": { id: "Sesudah 6 jam", en: "After 6 hours" },
      "1d": { id: "Sesudah 1 hari (biasanya)", en: "After a day (usual)" },
      "3d": { id: "Sesudah 3 hari", en: "After 3 days" },
      "7d": { id: "Sesudah 7 hari", en: "After 7 days" },
    },
  },
  pollIsMultiple: { label: { id: "Boleh memilih lebih dari satu", en: "More than one may be chosen" } },
  pollHidesTotals: { label: { id: "Sembunyikan hasil sampai ditutup", en: "Hide results until it ends" } },
};
