import { z } from "zod";
import type { Manifest } from "#connectors/ports/manifest.ts";
import { searchManifest } from "#connectors/web-search/search-manifest.ts";

export const searxngSettings = z.object({
  server: z.url({ protocol: /^https?$/ }).max(300),
  categories: z.enum(["news", "general", "news,general"]).default("news"),
  timeRange: z.enum(["day", "month", "year"]).default("month"),
  language: z
    .string()
    .regex(/^[a-z]{2,3}(-[A-Z]{2})?$/)
    .default("id"),
});

export const searxngSecrets = z.object({});

/** SearXNG of one's own, https://docs.searxng.org/dev/search_api.html */
export const searxngManifest: Manifest = searchManifest({
  key: "searxng",
  name: { id: "SearXNG", en: "SearXNG" },
  sign: { letters: "SX", colour: "#2f54a5" },
  summary: {
    id: "Mesin pencari gabungan milik kantor sendiri. Tanpa biaya dan tanpa kunci.",
    en: "A metasearch engine of the office's own. No cost, no key.",
  },
  words: {
    id: "SearXNG bertanya ke mesin lain; yang ditemukan bergantung pada mesin yang diaktifkan, dan tidak semua menyebut tanggal.",
    en: "SearXNG asks other engines; what it finds depends on those that are switched on, and not all name dates.",
  },
  domain: {
    id: "Sejauh mesin-mesin yang ditanya mengenal site:.",
    en: "As far as the engines that it asks know site:.",
  },
  ways: [
    {
      key: "open",
      kind: "secret",
      name: { id: "Server sendiri", en: "A server of one's own" },
      steps: [
        {
          id: "Pasang SearXNG di server kantor, lalu aktifkan format json pada bagian search di settings.yml.",
          en: "Install SearXNG on a server of the office, and allow the format json under search in settings.yml.",
        },
        {
          id: "Jika server berada di jaringan dalam, izinkan alamatnya pada GAUNG_ALLOWED_PRIVATE_HOSTS.",
          en: "If the server is on the inner network, allow its address in GAUNG_ALLOWED_PRIVATE_HOSTS.",
        },
      ],
      settings: searxngSettings,
      secrets: searxngSecrets,
      words: {
        server: {
          label: { id: "Alamat server", en: "Server address" },
          example: "https://cari.contoh.go.id",
        },
        categories: {
          label: { id: "Yang dicari", en: "What is searched" },
          hint: { id: "news: berita; general: semua halaman.", en: "news: news only; general: all pages." },
        },
        timeRange: {
          label: { id: "Rentang waktu", en: "Time range" },
          hint: { id: "Bagi mesin yang mengenalnya.", en: "For engines that know it." },
        },
        language: { label: { id: "Bahasa", en: "Language" }, example: "id" },
      },
      scopes: [],
    },
  ],
  quotas: [],
  costs: [],
  docs: ["https://docs.searxng.org/dev/search_api.html"],
  checkedOn: "2026-11-23",
});
