import { expect, it } from "vitest";
import { browserName } from "./browser-name.ts";

it("browsers are told apart although most claim to be several", () => {
  const named = [
    "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0.0.0",
    "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Mobile Safari/537.36",
    "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.5 Safari/605.1.15",
    "curl/8",
  ].map((userAgent) => Object.values(browserName(userAgent)).join(" "));
  expect(named).toEqual(["Edge Windows", "Chrome Android", "Firefox Linux", "Safari macOS", "? ?"]);
});
