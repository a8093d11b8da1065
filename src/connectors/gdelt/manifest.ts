import { z } from "zod";
import type { Manifest } from "#connectors/ports/manifest.ts";
import { searchManifest } from "#connectors/web-search/search-manifest.ts";

export const gdeltSettings = z.object({
  isIndonesianOnly: z.boolean().default(true),
});

export const gdeltSecrets = z.object({});

/** GDELT DOC 2.0, https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/ */
export const gdeltManifest: Manifest = searchManifest({
  key: "gdelt",
  name: { id: "GDELT", en: "GDELT" },
  sign: { letters: "GD", colour: "#4a5a23" },
  summary: {
    id: "Arsip berita dunia milik GDELT Project, tiga bulan terakhir. Tanpa biaya dan tanpa kunci.",
    en: "The GDELT Project's archive of the world's news, the last three months. No cost, no key.",
  },
  words: {
    id: "Hanya judul dan alamat, tanpa isi. Waktunya adalah saat GDELT melihat berita itu, sampai 15 menit setelah terbit.",
    en: "Titles and addresses only, no text. The time is when GDELT saw the article, up to 15 minutes after it appeared.",
  },
  domain: {
    id: "Berita dari sebuah situs, sejauh GDELT membacanya.",
    en: "Articles of a site, as far as GDELT reads it.",
  },
  ways: [
    {
      key: "open",
      kind: "secret",
      name: { id: "Tanpa kunci", en: "Without a key" },
      steps: [
        {
          id: "Tidak perlu mendaftar. GDELT meminta paling banyak satu pertanyaan dalam lima detik; Gaung menaatinya.",
          en: "No sign-up is needed. GDELT asks for one question in five seconds at most; Gaung keeps to it.",
        },
      ],
      settings: gdeltSettings,
      secrets: gdeltSecrets,
      words: {
        isIndonesianOnly: {
          label: { id: "Hanya berita berbahasa Indonesia", en: "Only news in Indonesian" },
        },
      },
      scopes: [],
    },
  ],
  quotas: [{ bucket: "all", calls: 1, perSeconds: 5 }],
  costs: [],
  docs: ["https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/"],
  checkedOn: "2026-11-23",
});
