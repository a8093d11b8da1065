import fc from "fast-check";
import sanitizeHtml from "sanitize-html";
import { describe, expect, test } from "vitest";
import { bounded, DROPPED_WITH_CONTENT } from "./foreign-html.ts";
import {
  decodeEntityName,
  hasMarkup,
  plainLine,
  plainText,
  readHtmlText,
  tidyLine,
  tidyLines,
} from "./plain-text.ts";

describe("plain text", () => {
  test.each([
    ["<p>satu</p><p>dua<br>tiga</p>", "satu\n\ndua\ntiga"],
    ["<ul><li>a</li><li>b</li></ul>", "a\n\nb"],
    ["Tom &amp; Jerry &eacute; &#8220;x&#8221; &tidakada;", "Tom & Jerry é “x” &tidakada;"],
    ["a\u202Eb\u0000c\u200Bd", "abcd"],
    ["&lt;script&gt;alert(1)&lt;/script&gt;x", "x"],
    ["&amp;lt;iframe src=x&amp;gt;y", "&lt;iframe src=x&gt;y"],
    ["tag &lt;blink&gt; lama", "tag <blink> lama"],
    ["&#x110000;&#0;", "��"],
  ])("%s", (given, wanted) => expect(plainText(given)).toBe(wanted));

  test("lines are one line, and cut", () => {
    expect(plainLine(" a\n<b>b</b>  c ")).toBe("a b c");
    expect(tidyLine("a".repeat(50), 10)).toBe("aaaaaaaaa…");
    expect(tidyLine(`${"a".repeat(8)}😀😀`, 10)).toBe("aaaaaaaa…");
    expect(hasMarkup("1 < 2 & 3")).toBe(false);
    expect(hasMarkup("a &amp; b") && hasMarkup("<br/>")).toBe(true);
    expect(decodeEntityName("eacute")).toBe("é");
    expect(["tidakada", "notit", "a b", "lt", "semi"].map(decodeEntityName)).toEqual([
      undefined,
      undefined,
      undefined,
      "<",
      ";",
    ]);
  });

  test("of an article: its words and its first picture, active elements named in it left out", () => {
    expect(
      readHtmlText(
        `<figure><img src="p.gif" width="1" height="1"><img data-src="/k.jpg" src="abu.gif" alt="x"></figure>
         <p>Satu &amp; <b>dua</b>.</p><img src="/lain.jpg"><script>a()</script>&lt;blink&gt; &lt;iframe src=x&gt;`,
        "https://contoh.id/a/b",
      ),
    ).toEqual({ text: "Satu & dua.\n<blink>", imageUrl: "https://contoh.id/k.jpg" });
    expect(readHtmlText("a<iframe src=x>b <b>c</b>")).toEqual({ text: "ab c" });
    expect(readHtmlText("a  b")).toEqual({ text: "a b" });
  });

  test("lines are tidied one by one", () => {
    expect(tidyLines(" a \t b \r\n\n\u2028 \n c\u00A0d\uD800 ")).toBe("a b\n\nc d\uFFFD");
    expect(tidyLines("<script>a()</script>x <blink>")).toBe("x");
  });

  test("the words of HTML that another sanitiser has cleaned are those that are read from it as it came", () => {
    const piece = fc.constantFrom(
      "<p>",
      "</p>",
      "<b>",
      "</b>",
      "<a href='x'>",
      "</a>",
      "<td>",
      "&amp;",
      "&lt;b&gt;",
      "kata",
      " ",
      "<img src=x>",
      "<script>",
      "</script>",
      "<h1>",
      "\n",
      "<iframe>",
      "</iframe>",
      "<title>",
      "</title>",
      "<select><option>x",
      "<div",
      "<br>",
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        const html = parts.join("");
        const clean = sanitizeHtml(html, {
          allowedTags: ["p", "b", "a", "td", "h1", "div", "br"],
          nonTextTags: DROPPED_WITH_CONTENT,
        });
        expect(readHtmlText(html).text.replace(/\s+/g, " ")).toBe(
          readHtmlText(clean).text.replace(/\s+/g, " "),
        );
      }),
    );
  });

  test("time grows with length only", () => {
    for (const hostile of [
      "<div>".repeat(300_000),
      "a ".repeat(500_000),
      "!".repeat(1_000_000),
      `${"x ".repeat(500_000)}\n`,
      "</p>".repeat(300_000),
      "&".repeat(1_000_000),
      "<".repeat(500_000),
    ]) {
      expect(plainText(hostile).length).toBeLessThanOrEqual(hostile.length);
      expect(bounded(hostile).length).toBeLessThanOrEqual(2_000_000);
    }
  }, 10_000);
});
