import { expect, it } from "vitest";
import { cachedAnswer } from "./cached-answer.ts";

const modifiedAt = new Date("2026-11-20T02:00:00.700Z");
const ask = (headers: Record<string, string> = {}): Response =>
  cachedAnswer(new Request("http://127.0.0.1/", { headers }), {
    body: "isi",
    mediaType: "text/plain",
    freshSeconds: 60,
    modifiedAt,
    headers: { link: "<a>" },
  });

it("is given whole, and then only the word that nothing changed, by tag or by date", () => {
  const whole = ask();
  const etag = whole.headers.get("etag") ?? "";
  expect(whole.headers.get("last-modified")).toBe("Fri, 20 Nov 2026 02:00:00 GMT");
  expect(ask({ "if-none-match": `"lain", W/${etag}` }).status).toBe(304);
  expect(ask({ "if-none-match": "*" }).status).toBe(304);
  expect(ask({ "if-modified-since": "Fri, 20 Nov 2026 02:00:00 GMT" }).status).toBe(304);
  expect(ask({ "if-modified-since": "Fri, 20 Nov 2026 01:59:59 GMT" }).status).toBe(200);
  expect(ask({ "if-modified-since": "kemarin" }).status).toBe(200);
  expect(ask({ "if-none-match": etag }).headers.get("link")).toBe("<a>");
});

it("believes the tag before the date", () => {
  const since = { "if-modified-since": "Fri, 20 Nov 2026 03:00:00 GMT" };
  expect(ask({ ...since, "if-none-match": '"lain"' }).status).toBe(200);
});
