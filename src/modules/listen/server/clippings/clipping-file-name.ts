import type { ClippingSheet } from "./lay-clipping.ts";

/** What the file of a clipping is called. */
export function clippingFileName({ title, date }: Pick<ClippingSheet, "title" | "date">): string {
  const stem = `${title} ${date}`
    .normalize("NFKD")
    .replace(/[^\p{L}\p{N}]+/gu, "-")
    .replace(/[^\x20-\x7e]/g, "")
    .replace(/^-+|-+$/g, "")
    .toLowerCase();
  return `${stem.slice(0, 100)}.pdf`;
}
