import { describe, expect, test } from "vitest";
import { canonicalOf, whereItLed } from "./where-it-led.ts";

const asked = "https://www.kabar.test/daerah/2026/03/01/123456/warga-minta-lampu-jalan";

describe("an address that was asked again", () => {
  test.each([
    ["https://www.kabar.test/daerah/2026/03/01/123456/warga-minta-lampu-jalan"],
    ["https://kabar.test/daerah/2026/03/01/123456/warga-minta-lampu-jalan/?utm_source=x"],
    ["http://www.kabar.test/daerah/2026/03/01/123456/warga-minta-lampu-jalan/amp"],
    // Another title, the same number; the same title, elsewhere in the site.
    ["https://www.kabar.test/read/123456/lampu-jalan-menyala"],
    ["https://www.kabar.test/nusantara/warga-minta-lampu-jalan-dinyalakan"],
  ])("still has its article at %s", (answered) => {
    expect(whereItLed(asked, answered, null)).toBe("there");
  });
  test.each([
    ["https://www.kabar.test/"],
    ["https://kabar.test"],
    ["https://www.kabar.test/daerah"],
    ["https://www.kabar.test/daerah/2026/03/01"],
    ["https://www.kabar.test/404.html"],
    ["https://www.kabar.test/olahraga/999999/persebaya-menang-telak"],
    ["https://www.lain.test/"],
  ])("leads elsewhere at %s", (answered) => {
    expect(whereItLed(asked, answered, null)).toBe("elsewhere");
  });
  test("is judged by what the page calls itself, where that is a front page or a section", () => {
    expect(whereItLed(asked, asked, "https://www.kabar.test/")).toBe("elsewhere");
    expect(whereItLed(asked, asked, "https://www.kabar.test/daerah")).toBe("elsewhere");
    expect(whereItLed(asked, asked, "https://rumah.test/asal/warga-minta-lampu-jalan")).toBe("there");
  });
  test("that is a front page itself is still there", () => {
    expect(whereItLed("https://kabar.test/", "https://kabar.test/", "https://kabar.test/")).toBe("there");
  });
});

test("the address that a page gives itself is read where it stands, relative or not", () => {
  const page = '<html><head><LINK REL="alternate canonical" HREF="/a/b"><link rel=canonical href=/c>';
  expect(canonicalOf(page, "https://kabar.test/x")).toBe("https://kabar.test/a/b");
  expect(canonicalOf("<p>tanpa", "https://kabar.test/x")).toBeNull();
  expect(canonicalOf('<link rel="canonical" href="http://[">', "https://kabar.test/x")).toBeNull();
});
