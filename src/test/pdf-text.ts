import { inflateSync } from "node:zlib";

/**
 * The text of a PDF as a reader copies it, for tests: one line for each piece that is drawn, in the order of drawing.
 * Knows what our own pages consist of: deflated streams, composite fonts with a ToUnicode map (ISO 32000-1, 9.10.3).
 */
export function pdfText(pdf: Uint8Array): string {
  const raw = Buffer.from(pdf).toString("latin1");
  const objects = new Map<string, string>();
  for (const [, id = "", body = ""] of raw.matchAll(/(\d+) 0 obj\s([\s\S]*?)\sendobj/g))
    objects.set(id, body);
  const streamOf = (id: string): string => {
    const body = objects.get(id) ?? "";
    const packed = /stream\r?\n([\s\S]*?)\r?\nendstream/.exec(body)?.[1] ?? "";
    return body.includes("/FlateDecode")
      ? inflateSync(Buffer.from(packed, "latin1")).toString("latin1")
      : packed;
  };
  const lettersOf = (fontId: string): Map<string, string> => {
    const map = /\/ToUnicode (\d+) 0 R/.exec(objects.get(fontId) ?? "")?.[1];
    const letters = new Map<string, string>();
    if (map === undefined) return letters;
    for (const [, from = "", list = ""] of streamOf(map).matchAll(/<(\w+)> <\w+> \[([^\]]*)\]/g))
      for (const [at, [, hex = ""]] of [...list.matchAll(/<([\w ]+)>/g)].entries())
        letters.set(
          (Number.parseInt(from, 16) + at).toString(16).padStart(4, "0"),
          Buffer.from(hex.replaceAll(" ", ""), "hex").swap16().toString("utf16le"),
        );
    return letters;
  };
  const resources = (page: string): string => {
    const id = /\/Resources (\d+) 0 R/.exec(page)?.[1];
    return id === undefined ? page : (objects.get(id) ?? "");
  };
  const lines: string[] = [];
  for (const page of objects.values()) {
    const content = /\/Type \/Page\b/.test(page) ? /\/Contents (\d+) 0 R/.exec(page)?.[1] : undefined;
    if (content === undefined) continue;
    const fonts = new Map(
      [...resources(page).matchAll(/\/(F\d+) (\d+) 0 R/g)].map(([, name = "", id = ""]) => [
        name,
        lettersOf(id),
      ]),
    );
    let letters = new Map<string, string>();
    for (const [, font, pieces] of streamOf(content).matchAll(/\/(F\d+) [\d.]+ Tf|\[([^\]]*)\] TJ/g)) {
      if (font !== undefined) letters = fonts.get(font) ?? letters;
      if (pieces === undefined) continue;
      const codes = [...pieces.matchAll(/<(\w+)>/g)].map(([, hex = ""]) => hex).join("");
      lines.push((codes.match(/\w{4}/g) ?? []).map((code) => letters.get(code) ?? "").join(""));
    }
  }
  return lines.join("\n");
}
