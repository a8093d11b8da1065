import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cleanName, isShownInBrowser, mediaTypes, nameForType, textType } from "./media-type.ts";

const typeOf = (text: string, name = "berkas"): string | undefined => textType(Buffer.from(text), name);

describe("kinds of text", () => {
  it.each([
    ["judul;tanggal\nBanjir;2025-06-18", "data.csv", "text/csv"],
    ["judul\ttanggal", "DATA.TSV", "text/tab-separated-values"],
    ["\ufeffjudul,tanggal", "data.csv", "text/csv"],
    ["catatan rapat", "catatan.md", "text/plain"],
    ['{"a":1}', "x", "application/json"],
    ['[\n{"a":1}\n]', "x.txt", "application/json"],
    ['{"a":1}\n{"a":2}\n', "x.txt", "application/x-ndjson"],
    ['{"a":1}', "x.jsonl", "application/x-ndjson"],
  ])("%j named %s", (text, name, type) => {
    expect(typeOf(text, name)).toBe(type);
  });

  it.each([
    "<svg onload='alert(1)'/>",
    "\ufeff<?xml version='1.0'?><svg/>",
    "  <!DOCTYPE html>",
    "<!-- x --><html>",
    "<script>",
    "MZ\u0000\u0001",
    "abc\u0000def",
    "  \n",
    "",
  ])("%j is not kept, whatever its name", (text) => {
    expect(typeOf(text, "data.csv")).toBeUndefined();
  });

  it("UTF-16 and Windows code pages, as spreadsheets export them, are text", () => {
    expect(textType(Buffer.from("\ufeffjudul;nilai", "utf16le"), "a.csv")).toBe("text/csv");
    expect(textType(Buffer.from("caf\u00e9;nilai", "latin1"), "a.csv")).toBe("text/csv");
    expect(textType(Buffer.from("\ufeff<svg/>", "utf16le"), "a.csv")).toBeUndefined();
  });
});

describe("names", () => {
  it.each([
    ["../../etc/passwd", "passwd"],
    ["C:\\Users\\humas\\kliping.pdf", "kliping.pdf"],
    ["foto\u202Egpj.exe", "fotogpj.exe"],
    ['a"b\r\nSet-Cookie: x', "abSet-Cookie x"],
    [".htaccess", "htaccess"],
    ["...", "berkas"],
    ["", "berkas"],
    ["Siaran  pers é.pdf", "Siaran pers é.pdf"],
  ])("%j becomes %j", (name, clean) => {
    expect(cleanName(name)).toBe(clean);
  });

  it("are always safe, short, and stay as they are the second time", () => {
    fc.assert(
      fc.property(fc.string({ unit: "binary", maxLength: 400 }), (name) => {
        const clean = cleanName(name);
        expect(clean).not.toBe("");
        expect([...clean].length).toBeLessThanOrEqual(160);
        expect(clean).not.toMatch(/[/\\"<>]|\p{Cc}|^\./u);
        expect(cleanName(clean)).toBe(clean);
      }),
    );
  });

  it("get the extension of what the file is", () => {
    expect(nameForType("foto.avif", "image/webp")).toBe("foto.webp");
    expect(nameForType("foto.JPEG", "image/jpeg")).toBe("foto.JPEG");
    expect(nameForType("laporan v1.2", "application/pdf")).toBe("laporan v1.2.pdf");
    expect(nameForType("data.exe", "text/plain")).toBe("data.exe.txt");
  });

  it("only images and PDF are shown in the browser", () => {
    expect(mediaTypes.filter(isShownInBrowser)).toEqual([
      "image/jpeg",
      "image/png",
      "image/webp",
      "image/gif",
      "image/avif",
      "application/pdf",
    ]);
  });
});
