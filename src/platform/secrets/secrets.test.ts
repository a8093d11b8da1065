import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { KEY_FILE_NAME, type KeyRing, loadOrCreateKey } from "./key-ring.ts";
import { isSealedWithOlderKey, open, seal } from "./sealed-text.ts";
import type { SecretError } from "./secret-error.ts";

const SECRET = "sebuah rahasia yang cukup panjang 1";
const NEXT_SECRET = "sebuah rahasia lain yang juga panjang";

let dataDir: string;
beforeEach(async () => {
  dataDir = await mkdtemp(path.join(tmpdir(), "gaung-secrets-"));
});
afterEach(() => rm(dataDir, { recursive: true, force: true }));

function kindOf(work: () => unknown): string {
  try {
    work();
  } catch (error) {
    return (error as SecretError).kind;
  }
  return "none";
}

describe("the key", () => {
  it("is generated once, for the owner only, and nothing else is left behind", async () => {
    const first = await loadOrCreateKey(path.join(dataDir, "baru"));
    const second = await loadOrCreateKey(path.join(dataDir, "baru"));
    expect(second).toEqual(first);
    expect(await readdir(path.join(dataDir, "baru"))).toEqual([KEY_FILE_NAME]);
    if (process.platform !== "win32") {
      expect((await stat(path.join(dataDir, "baru", KEY_FILE_NAME))).mode & 0o777).toBe(0o600);
    }
  });

  it("is the same for processes that start together", async () => {
    const rings = await Promise.all(Array.from({ length: 8 }, () => loadOrCreateKey(dataDir)));
    expect(new Set(rings.map(({ current }) => current.id)).size).toBe(1);
  });

  it.skipIf(process.platform === "win32")("file loses a mode that others can read", async () => {
    await loadOrCreateKey(dataDir);
    const file = path.join(dataDir, KEY_FILE_NAME);
    await chmod(file, 0o644);
    await loadOrCreateKey(dataDir);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  it.each(["", "bukan kunci", "QUJD\n"])("file with %j is refused and kept", async (content) => {
    const file = path.join(dataDir, KEY_FILE_NAME);
    await writeFile(file, content);
    await expect(loadOrCreateKey(dataDir)).rejects.toMatchObject({ kind: "bad_key_file" });
    expect(await readFile(file, "utf8")).toBe(content);
  });

  it("from the settings is the same on every machine and makes no file", async () => {
    const here = await loadOrCreateKey(dataDir, SECRET);
    const there = await loadOrCreateKey(path.join(dataDir, "lain"), `  ${SECRET} `);
    expect(there).toEqual(here);
    expect(await readdir(dataDir)).toEqual([]);
  });

  it("from the settings must be long", async () => {
    await expect(loadOrCreateKey(dataDir, "pendek")).rejects.toMatchObject({ kind: "weak_secret" });
    await expect(loadOrCreateKey(dataDir, `${SECRET},pendek`)).rejects.toMatchObject({ kind: "weak_secret" });
  });
});

describe("a sealed secret", () => {
  let ring: KeyRing;
  beforeEach(async () => {
    ring = await loadOrCreateKey(dataDir);
  });

  it("opens again where it belongs, and never looks the same twice", () => {
    fc.assert(
      fc.property(fc.string({ unit: "grapheme" }), fc.string(), (plain, context) => {
        const sealed = seal(ring, plain, context);
        expect(open(ring, sealed, context)).toBe(plain);
        expect(seal(ring, plain, context)).not.toBe(sealed);
        expect(kindOf(() => open(ring, sealed, `${context}x`))).toBe("altered");
      }),
    );
  });

  it("does not open after any change to any of its characters", () => {
    const sealed = seal(ring, "token", "akun:1");
    for (let at = 0; at < sealed.length; at += 1) {
      const other = sealed[at] === "A" ? "B" : "A";
      const changed = sealed.slice(0, at) + other + sealed.slice(at + 1);
      expect(["altered", "wrong_key", "not_sealed"]).toContain(kindOf(() => open(ring, changed, "akun:1")));
    }
  });

  it.each(["", "token", "g1.abc", "g1.0123456789ab.AAAA", "g2.0123456789ab.AAAA"])(
    "%j was never sealed",
    (text) => {
      expect(kindOf(() => open(ring, text, "akun:1"))).toBe("not_sealed");
    },
  );

  it("names the key that is missing", async () => {
    const sealed = seal(ring, "token", "akun:1");
    const stranger = await loadOrCreateKey(path.join(dataDir, "lain"));
    expect(kindOf(() => open(stranger, sealed, "akun:1"))).toBe("wrong_key");
    expect(() => open(stranger, sealed, "akun:1")).toThrow(ring.current.id);
  });

  it("survives a change of keys, and says when it should be sealed anew", async () => {
    const byFile = seal(ring, "token", "akun:1");
    const before = await loadOrCreateKey(dataDir, SECRET);
    const bySecret = seal(before, "token", "akun:1");
    const after = await loadOrCreateKey(dataDir, `${NEXT_SECRET}, ${SECRET}`);
    for (const sealed of [byFile, bySecret]) {
      expect(open(after, sealed, "akun:1")).toBe("token");
      expect(isSealedWithOlderKey(after, sealed)).toBe(true);
    }
    expect(isSealedWithOlderKey(after, seal(after, "token", "akun:1"))).toBe(false);
  });
});
