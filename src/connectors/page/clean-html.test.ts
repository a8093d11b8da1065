import { describe, expect, test } from "vitest";
import { sanitizeContent } from "./clean-html.ts";

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
