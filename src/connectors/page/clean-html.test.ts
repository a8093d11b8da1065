import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { expectSafeHtml } from "#test/expect-no-markup.ts";
import {
  bounded,
  decodeEntityName,
  hasMarkup,
  plainLine,
  plainText,
  sanitizeContent,
  textOfSanitized,
  tidyLine,
} from "./clean-html.ts";

describe("sanitizeContent", () => {
  test.each([
    ['<p class="x" style="color:red" onclick="a()">a</p>', "<p>a</p>"],
    ['<a href="/b" target="_blank">c</a>', '<a href="https://contoh.id/b">c</a>'],
    ['<a href="javascript:alert(1)">c</a><a href=" JaVaScRiPt:1">d</a>', "<a>c</a><a>d</a>"],
    ['<a href="mailto:a@contoh.id">s</a>', '<a href="mailto:a@contoh.id">s</a>'],
    [
      '<img src="k.gif" data-src="asli.jpg" alt="x" onerror="a()">',
      '<img src="https://contoh.id/a/asli.jpg" alt="x" />',
    ],
    ['<img src="https://hitung.id/p.gif" width="1" height="1">a', "a"],
    ['<img src="data:image/png;base64,xx">a', "a"],
    ["a<script>b</script><style>c</style><svg><script>d</script></svg>e", "ae"],
    ["a<iframe src=x>b <b>c</b>", "ab <b>c</b>"],
    ["<form><input value=x><p>isi</p></form>", "<p>isi</p>"],
    ["1 < 2 & 3", "1 &lt; 2 &amp; 3"],
  ])("%s", (given, wanted) => {
    expect(sanitizeContent(given, "https://contoh.id/a/b")).toBe(wanted);
  });
});

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
    expect(decodeEntityName("tidakada")).toBeUndefined();
  });

  test("the words of cleaned HTML are those that a parser finds", () => {
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
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (parts) => {
        const clean = sanitizeContent(parts.join(""), "https://contoh.id/");
        expectSafeHtml(clean, "any");
        expect(textOfSanitized(clean).replace(/\s+/g, " ")).toBe(plainText(clean).replace(/\s+/g, " "));
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
