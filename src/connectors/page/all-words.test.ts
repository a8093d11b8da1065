import { expect, it } from "vitest";
import { allWords } from "./all-words.ts";

it("finds what a page says in its head, its body and nowhere else", () => {
  const { text, asksPassword } = allWords(`<!doctype html><html><head><title>Humas</title>
    <meta property="og:description" content="Loket &amp; antrean"><script>rahasia()</script></head>
    <body><main><p>Buka <b>pagi</b></p></main></body></html>`);
  expect(text).toContain("Humas");
  expect(text).toContain("Loket & antrean");
  expect(text).toContain("Buka pagi");
  expect(text).not.toContain("rahasia");
  expect(asksPassword).toBe(false);
  expect(allWords('<form><input type="password"></form>').asksPassword).toBe(true);
});

it("bears what is no page", () => {
  expect(allWords("").asksPassword).toBe(false);
  expect(() => allWords("<".repeat(10_000))).not.toThrow();
});
