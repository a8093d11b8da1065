import { existsSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import type { ConnectWay, Sentence } from "./ports/manifest.ts";
import { connectorOf, connectors } from "./registry.ts";

describe("the registry of networks", () => {
  it("has networks, each once", () => {
    const keys = connectors.map(({ manifest }) => manifest.key);
    expect(keys.length).toBeGreaterThan(0);
    expect(new Set(keys).size).toBe(keys.length);
    expect(connectorOf("fake").manifest.isForTrying).toBe(true);
    expect(() => connectorOf("friendster")).toThrow(RangeError);
  });

  describe.each(connectors.map((connector) => [connector.manifest.key, connector] as const))(
    "%s",
    (key, { manifest, consent, webhook }) => {
      it("has a folder of its name, and a rehearsal of what it promises", () => {
        expect(existsSync(new URL(`./${key}/conformance.test.ts`, import.meta.url))).toBe(true);
      });

      it("says everything in both languages", () => {
        const sentences = [...sentencesIn(manifest)];
        expect(sentences.length).toBeGreaterThan(10);
        for (const { id, en } of sentences) {
          expect(id.trim(), en).not.toBe("");
          expect(en.trim(), id).not.toBe("");
        }
      });

      it("gives a word to every field that it asks for, and to no other", () => {
        for (const { settings, secrets, words, key: way } of manifest.ways) {
          const asked = [...Object.keys(settings.shape), ...Object.keys(secrets.shape)];
          expect(Object.keys(words), way).toEqual(expect.arrayContaining(asked));
          const known = new Set(manifest.ways.flatMap(fieldsOf));
          expect(Object.keys(words).filter((field) => !known.has(field))).toEqual([]);
        }
      });

      it("asks for consent only where it knows how, and is pushed to only where it can prove who pushes", () => {
        const asksForConsent = manifest.ways.some(({ kind }) => kind === "oauth");
        expect(asksForConsent).toBe(consent !== undefined);
        const isPushed = manifest.abilities.inbox.push.can;
        if (webhook !== undefined) expect(isPushed).toBe(true);
      });

      it("has limits that can be kept", () => {
        const { limits } = manifest;
        for (const media of limits.media) {
          expect(media.most).toBeLessThanOrEqual(limits.mostMedia);
          expect(media.mostBytes).toBeGreaterThan(0);
          expect(media.mediaTypes.length).toBeGreaterThan(0);
        }
        expect(limits.mostLength).toBeGreaterThan(0);
        const canCarry = manifest.abilities.publish.media.can;
        expect(limits.media.length > 0).toBe(canCarry);
      });

      it("has options that need no answer, and names when its facts were looked up", () => {
        expect(manifest.options.safeParse({}).success).toBe(true);
        expect(z.iso.date().safeParse(manifest.checkedOn).success).toBe(true);
        for (const address of manifest.docs)
          expect(z.url({ protocol: /^https$/ }).safeParse(address).success).toBe(true);
        expect(manifest.sign.colour).toMatch(/^#[\da-f]{6}$/);
        expect(contrastWithWhite(manifest.sign.colour)).toBeGreaterThan(4.5);
        expect(manifest.sign.letters.length).toBeLessThanOrEqual(2);
      });
    },
  );
});

/** WCAG 2.2, "contrast ratio": the letters of a sign are white. */
function contrastWithWhite(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

const fieldsOf = ({ settings, secrets }: ConnectWay): string[] => [
  ...Object.keys(settings.shape),
  ...Object.keys(secrets.shape),
];

/** Every sentence in a manifest, wherever it stands. Schemas have none. */
function* sentencesIn(part: unknown): Iterable<Sentence> {
  if (typeof part !== "object" || part === null || part instanceof z.ZodType) return;
  if ("id" in part && "en" in part && typeof part.id === "string" && typeof part.en === "string") {
    yield { id: part.id, en: part.en };
    return;
  }
  for (const inner of Object.values(part)) yield* sentencesIn(inner);
}
