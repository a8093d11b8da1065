import type { FieldWords } from "#connectors/ports/manifest.ts";

/** What the composer's form calls the options of an article. When it is published is the composer's own question. */
export const optionWords: Readonly<Record<string, FieldWords>> = {
  kind: {
    label: { id: "Jenis", en: "Kind" },
    choices: {
      post: { id: "Artikel", en: "Article" },
      page: { id: "Halaman", en: "Page" },
    },
  },
  status: {
    label: { id: "Status di situs", en: "State on the site" },
    choices: {
      publish: { id: "Tayang", en: "Published" },
      draft: { id: "Draf", en: "Draft" },
      pending: { id: "Menunggu tinjauan", en: "Waits for review" },
      private: { id: "Hanya untuk pengelola situs", en: "For the site's staff only" },
    },
  },
  categories: {
    label: { id: "Kategori", en: "Categories" },
    hint: { id: "Nama kategori yang sudah ada di situs.", en: "Names of categories that the site has." },
  },
  tags: {
    label: { id: "Tag", en: "Tags" },
    hint: { id: "Tag yang belum ada akan dibuat.", en: "Tags that are missing are made." },
  },
  excerpt: { label: { id: "Ringkasan", en: "Excerpt" } },
  isFirstPictureFeatured: {
    label: { id: "Gambar pertama jadi gambar utama", en: "The first picture is the featured one" },
  },
};
