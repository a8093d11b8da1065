import { assert, property, string } from "fast-check";
import { describe, expect, it } from "vitest";
import { plainText } from "#connectors/page/plain-text.ts";
import { articleSlug } from "./article-slug.ts";
import { headlineOf } from "./headline-of.ts";
import { articleHtml, htmlOfText } from "./html-of-text.ts";

describe("a text as an article", () => {
  it("keeps paragraphs, lines and addresses", () => {
    expect(htmlOfText("Satu\r\ndua\n\n\nLihat https://kota.go.id/a?b=1&c=2.\n")).toBe(
      '<p>Satu<br>dua</p>\n<p>Lihat <a href="https://kota.go.id/a?b=1&amp;c=2">https://kota.go.id/a?b=1&amp;c=2</a>.</p>',
    );
  });

  it("holds no markup but its own, whatever was written", () => {
    expect(htmlOfText(`<script>alert("1")</script> & 'x' https://a.id/"onload=x`)).not.toMatch(
      /<script|"onload/,
    );
    const isEscaped = property(string({ unit: "binary", maxLength: 200 }), (text) => {
      const foreign = htmlOfText(text).replace(/<\/?p>|<br>|<a href="https?:[^"<>]*">|<\/a>/g, "");
      return !/[<>"]/.test(foreign);
    });
    expect(() => assert(isEscaped)).not.toThrow();
  });

  it("says the same when it is read as plain text again", () => {
    const text = "Pengumuman: 5 < 7 & 8 > 2\nbaris kedua\n\nLihat https://kota.go.id/x hari ini";
    expect(plainText(htmlOfText(text))).toBe(text);
  });

  it("names the address that goes with it once, and its files below the text", () => {
    const file = { url: "https://kota.go.id/f", alt: 'Wali "kota"', name: "a.png" };
    expect(
      articleHtml({ text: "Isi", link: "https://kota.go.id" }, [{ ...file, mediaType: "image/png" }]),
    ).toBe(
      '<p>Isi</p>\n<p><a href="https://kota.go.id">https://kota.go.id</a></p>\n<figure><img src="https://kota.go.id/f" alt="Wali &quot;kota&quot;"></figure>',
    );
    expect(
      articleHtml({ text: "https://kota.go.id", link: "https://kota.go.id" }, [
        { ...file, mediaType: "application/pdf", alt: "" },
      ]),
    ).toMatch(/<a href="https:\/\/kota\.go\.id\/f">a\.png<\/a>/);
  });
});

describe("a headline", () => {
  it("is the title, else the first sentence, cut between words", () => {
    expect(headlineOf({ title: " Layanan\nbuka ", text: "x" })).toBe("Layanan buka");
    expect(headlineOf({ text: "Loket dibuka lagi hari ini. Sampai sore." })).toBe(
      "Loket dibuka lagi hari ini.",
    );
    const long = headlineOf({ text: "kata ".repeat(60) });
    expect(long.length).toBeLessThanOrEqual(91);
    expect(long).toMatch(/kata…$/);
    expect(headlineOf({ text: "" })).toBe("");
  });
});

describe("an article's address", () => {
  it("is readable, and proves by its end which statement it is", () => {
    const slug = articleSlug("Jalan Séno–Médan ditutup!", "mark-1");
    expect(slug).toMatch(/^jalan-seno-medan-ditutup-[a-z0-9]{10}$/);
    expect(articleSlug("Jalan Séno–Médan ditutup!", "mark-2")).not.toBe(slug);
    expect(articleSlug("公告", "mark-1")).toMatch(/^[a-z0-9]{10}$/);
  });
});
