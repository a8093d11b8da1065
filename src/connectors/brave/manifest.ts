import { z } from "zod";
import type { Manifest } from "#connectors/ports/manifest.ts";
import { searchManifest } from "#connectors/web-search/search-manifest.ts";

export const braveSettings = z.object({
  index: z.enum(["news", "web"]).default("news"),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .default("ID"),
});

export const braveSecrets = z.object({ key: z.string().trim().min(1).max(200) });

/** Five US dollars for a thousand questions, in millionths of a dollar a question. */
export const searchMicroUsd = 5_000;

/** Brave Search API, https://api-dashboard.search.brave.com/app/documentation */
export const braveManifest: Manifest = searchManifest({
  key: "brave",
  name: { id: "Brave Search", en: "Brave Search" },
  sign: { letters: "Br", colour: "#b5371a" },
  summary: {
    id: "Pencarian berita dan web dengan indeks sendiri. Berbayar per pertanyaan.",
    en: "News and web search with an index of its own. Each question costs.",
  },
  words: {
    id: "Tiap tinjauan satu pertanyaan: paling banyak 50 berita atau 20 halaman web, dari tujuh hari terakhir.",
    en: "Each look is one question: at most 50 news items or 20 web pages, of the last seven days.",
  },
  domain: {
    id: "Halaman dari sebuah situs yang ditemukan Brave, bukan halaman yang menautkannya.",
    en: "Pages of a site as far as Brave found them, not pages that link to it.",
  },
  ways: [
    {
      key: "key",
      kind: "secret",
      name: { id: "Kunci API", en: "API key" },
      steps: [
        {
          id: "Buka api-dashboard.search.brave.com, buat akun, lalu pilih paket Search.",
          en: "Open api-dashboard.search.brave.com, sign up and choose the Search plan.",
        },
        {
          id: "Buat kunci di bagian API keys dan salin ke sini. Untuk mencobanya, satu pertanyaan berbayar diajukan.",
          en: "Make a key under API keys and copy it here. To try it, one question is asked, which costs.",
        },
        {
          id: "Setelah terhubung, tetapkan batas biaya bulanan di kartu akun ini.",
          en: "Once it is connected, set a monthly stop on the account's card.",
        },
      ],
      settings: braveSettings,
      secrets: braveSecrets,
      words: {
        index: {
          label: { id: "Yang dicari", en: "What is searched" },
          hint: { id: "news: berita; web: semua halaman.", en: "news: news only; web: all pages." },
        },
        country: {
          label: { id: "Negara", en: "Country" },
          hint: { id: "Kode dua huruf.", en: "Two letters." },
          example: "ID",
        },
        key: { label: { id: "Kunci API", en: "API key" } },
      },
      scopes: [],
    },
  ],
  quotas: [{ bucket: "1", calls: 50, perSeconds: 1 }],
  costs: [{ what: "search", microUsd: searchMicroUsd }],
  docs: ["https://api-dashboard.search.brave.com/app/documentation/news-search/get-started"],
  checkedOn: "2026-11-23",
});
