import iconv from "iconv-lite";
import { expect, test } from "vitest";
import { decodeBody } from "./decode-body.ts";

const text = '<?xml version="1.0"?><a>Yogyakarta – “résumé” né</a>';
const declared = (charset: string) => `<?xml version="1.0" encoding="${charset}"?><a>“résumé” né</a>`;

test.each([
  ["utf-8 without a word", Buffer.from(text), undefined, "utf-8", []],
  ["utf-8 with mark", Buffer.from(`\uFEFF${text}`), "text/xml; charset=iso-8859-1", "utf-8", []],
  ["utf-8 called latin-1", Buffer.from(text), "text/xml; charset=ISO-8859-1", "utf-8", ["charset-corrected"]],
  ["utf-16 with mark", iconv.encode(text, "utf-16le", { addBOM: true }), undefined, "utf-16le", []],
  ["utf-16 without mark", iconv.encode(text, "utf-16be"), undefined, "utf-16be", []],
  ["header", iconv.encode(text, "windows-1252"), 'text/xml; charset="windows-1252"', "windows-1252", []],
  [
    "latin-1 means windows-1252",
    iconv.encode(text, "windows-1252"),
    "text/xml; charset=latin1",
    "windows-1252",
    [],
  ],
  ["nothing declared", iconv.encode(text, "windows-1252"), "text/xml", "windows-1252", ["charset-guessed"]],
  [
    "utf-8 declared, is not",
    iconv.encode(text, "windows-1252"),
    "text/xml; charset=utf-8",
    "windows-1252",
    ["charset-corrected"],
  ],
  [
    "nobody knows it",
    iconv.encode(text, "windows-1252"),
    "text/xml; charset=aksara-jawa",
    "windows-1252",
    ["charset-unknown"],
  ],
])("%s", (_, bytes, header, charset, notes) => {
  const body = decodeBody(bytes, header);
  expect(body.text).toBe(text);
  expect([body.charset, body.notes.map(({ code }) => code)]).toEqual([charset, notes]);
});

test("XML declaration and meta are heard", () => {
  expect(decodeBody(iconv.encode(declared("windows-1251"), "windows-1251")).charset).toBe("windows-1251");
  const page = '<html><meta http-equiv="Content-Type" content="text/html; charset=Shift_JIS"><p>日本';
  expect(decodeBody(iconv.encode(page, "shift_jis"), "text/html").text).toBe(page);
});

test("utf-8 cut in the middle of a character stays utf-8", () => {
  const bytes = Buffer.from("harga é naik é lagi é");
  const body = decodeBody(bytes.subarray(0, bytes.length - 1), "text/xml; charset=utf-8");
  expect(body.text).toBe("harga é naik é lagi \uFFFD");
  expect(body.notes).toEqual([{ code: "charset-damaged", detail: "utf-8" }]);
});

test("any bytes become a text", () => {
  for (let seed = 0; seed < 200; seed++) {
    const bytes = Uint8Array.from({ length: seed }, (_, index) => (index * 73 + seed * 151) % 256);
    expect(typeof decodeBody(bytes, `text/xml; charset=${String.fromCharCode(97 + (seed % 26))}`).text).toBe(
      "string",
    );
  }
});
