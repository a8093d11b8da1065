import { createHash, randomBytes, scryptSync } from "node:crypto";
import { chmod, link, mkdir, open, readFile, stat, unlink } from "node:fs/promises";
import path from "node:path";
import { SecretError } from "./secret-error.ts";

/** 32 bytes for AES-256 and the short public name under which sealed texts remember them. */
export interface SecretKey {
  readonly id: string;
  readonly bytes: Uint8Array;
}

/** The key that seals, and older ones that still open what was sealed before a change. */
export interface KeyRing {
  readonly current: SecretKey;
  readonly older: readonly SecretKey[];
}

/** Name of the generated key file inside the data folder. A backup without it cannot open any secret. */
export const KEY_FILE_NAME = "secret.key";

/** Shorter than this, a secret from the settings could be guessed from a stolen database. */
const SHORTEST_SECRET = 32;
const KEY_BYTES = 32;

/**
 * The keys for secrets at rest.
 *
 * With `fromEnv` (the value of `GAUNG_SECRET`) the key is derived from it; several secrets separated by commas are the
 * current one and its predecessors, newest first. Without it, a key is generated once into `<dataDir>/secret.key`,
 * readable by the owner only. An existing key file stays usable for opening when `GAUNG_SECRET` is set later.
 * @throws SecretError `weak_secret` for a secret under 32 characters, `bad_key_file` for a file that is no key (it is
 *   never overwritten: what it sealed would be lost). Errors of the disk pass through.
 */
export async function loadOrCreateKey(dataDir: string, fromEnv?: string): Promise<KeyRing> {
  const file = path.join(dataDir, KEY_FILE_NAME);
  const secrets = (fromEnv ?? "")
    .split(",")
    .flatMap((secret) => (secret.trim() === "" ? [] : [secret.trim()]));
  const [current, ...older] = secrets.map(keyFromSecret);
  if (current !== undefined) {
    const stored = await readKeyFile(file);
    return { current, older: stored === undefined ? older : [...older, stored] };
  }
  const stored = (await readKeyFile(file)) ?? (await createKeyFile(file));
  return { current: stored, older: [] };
}

/** Derives a key from a secret in the settings. Slow on purpose (about 50 ms): offices type sentences, not noise. */
function keyFromSecret(secret: string): SecretKey {
  if (secret.length < SHORTEST_SECRET) {
    throw new SecretError(
      "weak_secret",
      `GAUNG_SECRET is shorter than ${SHORTEST_SECRET} characters. Use a random one, for example from: openssl rand -base64 32`,
    );
  }
  // The salt is fixed because the same secret must give the same key on every machine that shares the database.
  const cost = { N: 2 ** 15, r: 8, p: 1, maxmem: 64 * 1024 * 1024 };
  return keyOf(scryptSync(secret, "gaung secrets at rest v1", KEY_BYTES, cost));
}

function keyOf(bytes: Uint8Array): SecretKey {
  const id = createHash("sha256").update("gaung key id").update(bytes).digest("hex").slice(0, 12);
  return { id, bytes };
}

async function readKeyFile(file: string): Promise<SecretKey | undefined> {
  let text: string;
  try {
    text = await readFile(file, "utf8");
  } catch (error) {
    if (isCode(error, "ENOENT")) return undefined;
    throw error;
  }
  const bytes = Buffer.from(text.trim(), "base64url");
  if (bytes.byteLength !== KEY_BYTES || bytes.toString("base64url") !== text.trim()) {
    throw new SecretError(
      "bad_key_file",
      `${file} is not a key of Gaung. Put back the one from your backup.`,
    );
  }
  // A copy or a restore may have widened the mode. Windows has no such bits.
  if (process.platform !== "win32" && ((await stat(file)).mode & 0o077) !== 0) await chmod(file, 0o600);
  return keyOf(bytes);
}

/** Writes a new key so that it is there whole or not at all, and so that of two processes only one wins. */
async function createKeyFile(file: string): Promise<SecretKey> {
  const folder = path.dirname(file);
  await mkdir(folder, { recursive: true });
  const draft = `${file}.${randomBytes(6).toString("hex")}`;
  const handle = await open(draft, "wx", 0o600);
  try {
    await handle.writeFile(`${randomBytes(KEY_BYTES).toString("base64url")}\n`);
    await handle.sync();
  } finally {
    await handle.close();
  }
  try {
    await link(draft, file);
    await syncFolder(folder);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    await unlink(draft);
  }
  const key = await readKeyFile(file);
  if (key === undefined) throw new SecretError("bad_key_file", `${file} vanished while it was being made.`);
  return key;
}

async function syncFolder(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  await handle.sync().finally(() => handle.close());
}

function isCode(error: unknown, code: string): boolean {
  return typeof error === "object" && error !== null && "code" in error && error.code === code;
}
