import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** ISO 216, in points of 1/72 inch. */
export const A4 = { width: 595.28, height: 841.89 };
export const margin = { top: 64, right: 56, bottom: 62, left: 56 };
export const textWidth = A4.width - margin.left - margin.right;

export const inks = { ink: "#23211d", soft: "#67625a", rule: "#cfc8ba", brass: "#8a6d2f" };
export const toneInks = { negative: "#b0432f", neutral: "#8d887d", positive: "#2f7d5b", unsure: "#b59a56" };

/** The names under which the letters are known to a document. */
export const fonts = { text: "text", italic: "italic", bold: "bold", title: "title", head: "head" };

const files: Record<keyof typeof fonts, string> = {
  text: "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-400-normal.woff",
  italic: "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-400-italic.woff",
  bold: "@fontsource/hanken-grotesk/files/hanken-grotesk-latin-700-normal.woff",
  title: "@fontsource/newsreader/files/newsreader-latin-600-normal.woff",
  head: "@fontsource/newsreader/files/newsreader-latin-500-normal.woff",
};

/** Gives a document its letters (SIL Open Font Licence): a subset of each is embedded. */
export function loadFonts(doc: PDFKit.PDFDocument): void {
  for (const [name, file] of Object.entries(files))
    doc.registerFont(name, readFileSync(fileURLToPath(import.meta.resolve(file))));
}

/** What the embedded letters hold: Latin as Indonesian and English write it, with their punctuation. */
const drawn =
  /[\u0020-\u007e\u00a0-\u00ff\u0131\u0152\u0153\u02c6\u02da\u02dc\u2010-\u2015\u2018-\u201e\u2022\u2026\u2032\u2033\u20ac\u2122\u2212]/u;

/**
 * A text as the embedded letters can draw it: letters with marks they lack lose the marks, other letters become "?", and
 * emoji and other signs are left out.
 */
export function printable(text: string): string {
  let shown = "";
  for (const sign of text.normalize("NFC")) {
    if (drawn.test(sign)) shown += sign;
    else if (/\s/u.test(sign)) shown += " ";
    else {
      const plain = [...sign.normalize("NFKD")].filter((part) => drawn.test(part)).join("");
      shown += plain !== "" ? plain : /\p{L}|\p{N}/u.test(sign) ? "?" : "";
    }
  }
  return shown.replace(/ {2,}/g, " ").trim();
}
