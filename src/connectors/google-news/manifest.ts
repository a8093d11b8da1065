import { z } from "zod";
import type { Manifest } from "#connectors/ports/manifest.ts";
import { searchManifest } from "#connectors/web-search/search-manifest.ts";

export const googleNewsSettings = z.object({
  acceptsTerms: z.literal(true),
  edition: z.enum(["id-ID", "en-ID", "en-US"]).default("id-ID"),
});

export const googleNewsSecrets = z.object({});

export const googleNewsManifest: Manifest = searchManifest({
  key: "google-news",
  name: { id: "Google News (RSS)", en: "Google News (RSS)" },
  sign: { letters: "GN", colour: "#1a56b0" },
  summary: {
    id: "Hasil pencarian Google News sebagai RSS. Tidak didokumentasikan; syarat Google membatasinya untuk pemakaian pribadi.",
    en: "Google News search results as RSS. Undocumented; Google's terms limit it to personal use.",
  },
  words: {
    id: "Paling banyak 100 hasil, tanpa isi. Alamatnya sering hanya pengalih milik Google, sehingga artikel yang sama dapat tercatat dua kali; pengenal salinan tetap menyatukannya menurut judul.",
    en: "At most 100 results, without text. Addresses are often mere redirects of Google's, so that one article may be kept twice; the recognition of copies still joins them by title.",
  },
  domain: {
    id: "Dengan site:, sejauh Google mengenal situsnya.",
    en: "By site:, as far as Google knows the site.",
  },
  ways: [
    {
      key: "open",
      kind: "secret",
      name: { id: "Setelah menyetujui syaratnya", en: "After accepting its terms" },
      steps: [
        {
          id: "Baca syarat Google lebih dahulu: umpan ini disediakan untuk pembaca perorangan dan dapat dihentikan kapan saja. Mintalah pertimbangan bagian hukum.",
          en: "Read Google's terms first: this feed is meant for individual readers and may be ended at any time. Ask your legal department.",
        },
        {
          id: "Bila tersedia, dahulukan Brave Search, GDELT, atau umpan media itu sendiri.",
          en: "Where you can, prefer Brave Search, GDELT or the outlets' own feeds.",
        },
      ],
      settings: googleNewsSettings,
      secrets: googleNewsSecrets,
      words: {
        acceptsTerms: {
          label: { id: "Kantor ini menyetujui syarat itu", en: "This office accepts those terms" },
          hint: {
            id: "Tanpa persetujuan ini Google News tidak dipakai.",
            en: "Without this Google News is not used.",
          },
        },
        edition: { label: { id: "Edisi", en: "Edition" } },
      },
      scopes: [],
    },
  ],
  quotas: [],
  costs: [],
  docs: ["https://support.google.com/news/publisher-center/"],
  checkedOn: "2026-11-23",
});
