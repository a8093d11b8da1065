import { expect, test } from "vitest";
import { describeAgent } from "./describe-agent.ts";

const mozilla = "Mozilla/5.0";
test.each([
  [
    `${mozilla} (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36 Edg/140.0`,
    "Edge, Windows",
  ],
  [
    `${mozilla} (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0 Safari/537.36`,
    "Chrome, Linux",
  ],
  [
    `${mozilla} (Linux; Android 15) AppleWebKit/537.36 (KHTML, like Gecko) SamsungBrowser/28.0 Chrome/130.0.0.0 Mobile Safari/537.36`,
    "Samsung Internet, Android",
  ],
  [
    `${mozilla} (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 Version/18.0 Mobile/15E148 Safari/604.1`,
    "Safari, iPhone",
  ],
  [`${mozilla} (Macintosh; Intel Mac OS X 10.15; rv:140.0) Gecko/20100101 Firefox/140.0`, "Firefox, Mac"],
  ["curl/8.9.1", "curl"],
])("%s is %s", (agent, words) => {
  expect(describeAgent(agent)).toBe(words);
});

test("an agent of neither kind is unknown", () => {
  expect(describeAgent("")).toBeUndefined();
});
