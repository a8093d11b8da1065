import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { slug } from "#shared/ids.ts";
import { workspaceSlug } from "./workspace-slug.ts";

describe("the address of a workspace", () => {
  it.each([
    ["Humas Kota Bandung", 1, "humas-kota-bandung"],
    ["  Dinas PU & Penataan Ruang (Jawa Barat) ", 1, "dinas-pu-penataan-ruang-jawa-barat"],
    ["Café Résumé", 3, "cafe-resume-3"],
    ["广播", 1, "ruang"],
    ["A", 2, "ruang-a-2"],
  ])("%j, attempt %i: %s", (name, attempt, expected) => {
    expect(workspaceSlug(name, attempt)).toBe(expected);
  });

  it("fits the rule for addresses whatever the name is", () => {
    fc.assert(
      fc.property(
        fc.string({ unit: "grapheme", maxLength: 120 }),
        fc.integer({ min: 1, max: 9999 }),
        (name, attempt) => {
          expect(slug.safeParse(workspaceSlug(name, attempt)).success).toBe(true);
        },
      ),
    );
  });
});
