import fc from "fast-check";
import { unzipSync } from "fflate";
import { afterAll, beforeAll, expect, test } from "vitest";
import { appContract } from "#app-contract.ts";
import type { OperationMeta } from "#platform/contract/operation.ts";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import type { Role } from "#shared/permissions.ts";
import { mayRole } from "#shared/permissions.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { testNow } from "#test/factories.ts";
import { findPersonalData } from "#text/personal-data/find-personal-data.ts";
import type { Channel } from "../../contract/mentions.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { writeExport } from "../transfers/write-export.ts";
import { usualRules } from "./rules-store.ts";
import { isPress } from "./veil.ts";

const analyst = openAnalyst(1);
let desk: TestDesk;
let owner: Caller;
let people: Record<"viewer" | "officer", Caller>;
let planted = 0;
beforeAll(async () => {
  desk = await testDesk();
  owner = await desk.signIn("owner");
  const { workspaceId } = owner;
  people = {
    viewer: await desk.signIn("viewer", workspaceId),
    officer: await desk.signIn("officer", workspaceId),
  };
});
afterAll(async () => {
  await analyst.close();
  await desk[Symbol.asyncDispose]();
});

type Reading = { path: string; role: Role };

/** Every operation that reads and that a role may call, whatever is added later. */
function readings(node: object): Reading[] {
  if (!("~orpc" in node)) return Object.values(node).flatMap((inner) => readings(inner as object));
  const { route, meta } = node["~orpc"] as { route: { method: string; path: string }; meta: OperationMeta };
  const { access } = meta;
  if (route.method !== "GET" || access === "public" || access === "signed_in") return [];
  const role = (["viewer", "officer"] as const).find((one) => mayRole(one, access));
  return role === undefined ? [] : [{ path: route.path, role }];
}

const digits = (count: number) => fc.stringMatching(new RegExp(`^[0-9]{${count}}$`));
/** What people write, each with numbers of its own. */
const personal = fc.oneof(
  digits(9).map((tail) => `hp 081${tail}`),
  fc.tuple(digits(4), digits(4)).map(([a, b]) => `WA 0812-${a}-${b}`),
  digits(4).map((tail) => `NIK 357801520385${tail.replace("0000", "0001")}`),
  fc.tuple(digits(4), digits(6)).map(([a, b]) => `transfer ke rek BCA ${a}${b}`),
  digits(5).map((tail) => `surel sari${tail}@contoh.co.id`),
  digits(4).map((tail) => `mobil L ${Number(tail) + 1000} AB`.replace(/ (\d{4})\d* /, " $1 ")),
  fc.tuple(digits(4), digits(5)).map(([a, b]) => `titik -7.2${a}, 112.7${b}`),
  digits(3).map((tail) => `Jl. Melati No. ${Number(tail) + 1} RT 03 RW 05`),
);
const words = fc.stringMatching(/^[a-z]{3,8}( [a-z]{3,8}){0,40}$/);
const talk = fc
  .array(fc.oneof(personal, words), { minLength: 1, maxLength: 8 })
  .map((parts) => parts.join(" "));
const channels: Channel[] = ["news", "x", "mail", "telegram", "field", "print"];
const said = fc.record({
  channel: fc.constantFrom(...channels),
  text: talk,
  earlier: talk,
  note: talk,
  cut: fc.nat({ max: 60 }),
  number: digits(8),
});
type Said = typeof said extends fc.Arbitrary<infer T> ? T : never;

/** What of a text must not be seen. */
function hidden(text: string, channel: Channel): string[] {
  const kinds = isPress(channel) ? usualRules.press : usualRules.others;
  return findPersonalData(text).flatMap(({ kind, start, end }) => {
    if (!kinds.includes(kind)) return [];
    const written = text.slice(start, end);
    return [written, ...(written.match(/\d{4,}/g) ?? [])];
  });
}

/** All strings of an answer, but what the desk itself made: ids, instants, cursors, fingerprints. */
function strings(value: unknown, key = ""): string[] {
  if (typeof value === "string")
    return /(?:^id|Id|At|at|nextCursor|hash|now|version)$/.test(key) || /^[0-9a-f]{8}-/.test(value)
      ? []
      : [value];
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => strings(inner, Array.isArray(value) ? key : name));
}

async function plant(all: readonly Said[]): Promise<{ ids: string[]; secrets: Set<string> }> {
  const secrets = new Set<string>();
  const drafts = all.map(({ channel, text, cut, number }) => {
    const phone = `62812${number}`;
    for (const secret of hidden(text, channel)) secrets.add(secret);
    for (const secret of hidden(`+${phone}`, channel)) secrets.add(secret.replace("+", ""));
    planted += 1;
    return aDraft(planted, {
      channel,
      author: `+${phone}`,
      title: channel === "news" ? text : `${text.slice(0, cut)}…`,
      text,
      url: `https://wa.me/${phone}`,
      externalId: `${phone}@pesan.test`,
      threadId: phone,
      place: channel === "print" ? "hal. 3" : null,
    });
  });
  const db = desk.desk.db;
  const earlier = drafts.map((draft, n) => ({ ...draft, text: all[n]?.earlier ?? "" }));
  for (const { earlier: text, note, channel } of all)
    for (const secret of [...hidden(text, channel), ...hidden(note, "x")]) secrets.add(secret);
  const { ids } = await storeMentions(db, owner.workspaceId, earlier, testNow, analyst);
  await storeMentions(db, owner.workspaceId, drafts, new Date(testNow.getTime() + 3_600_000), analyst);
  for (const [n, id] of ids.entries()) {
    await owner.call("POST", `/listen/mentions/${id}/notes`, { text: all[n]?.note });
    await owner.call("POST", `/listen/mentions/${id}/judgements`, {
      trait: "tone",
      value: "neutral",
      reason: all[n]?.note.slice(0, 400),
    });
  }
  return { ids, secrets };
}

async function exported(workspaceId: string, format: "csv" | "jsonl" | "xlsx"): Promise<string> {
  const parts = { db: desk.desk.db, translate: (_locale: unknown, key: string) => key };
  const wish = {
    q: "",
    format,
    locale: "id",
    receivedBefore: new Date("2027-01-01"),
    now: testNow,
    zone: "Asia/Jakarta",
  };
  const chunks: Uint8Array[] = [];
  for await (const chunk of writeExport(parts, workspaceId, wish as never, () => undefined))
    chunks.push(chunk);
  const bytes = Buffer.concat(chunks);
  if (format !== "xlsx") return bytes.toString("utf8");
  return Object.values(unzipSync(bytes))
    .map((file) => Buffer.from(file).toString("utf8"))
    .join("\n");
}

const reads = readings(appContract);
/** What shows mentions, and so must have answered for the test to say anything. */
const ofMentions = new Set([
  "/listen/mentions",
  "/listen/mentions/{id}",
  "/listen/mentions/{id}/analysis",
  "/listen/judgements",
  "/listen/analysis/coding",
  "/listen/overview",
]);

type Seen = [where: string, text: string];

/** Every string that a person gets to read, by where they read it. */
async function readAll(ids: readonly string[]): Promise<Seen[]> {
  const seen: Seen[] = [];
  for (const { path, role } of reads)
    for (const id of path.includes("{id}") ? ids : [""]) {
      const where = `${path.replace("{id}", id)}?trait=tone&hours=720&limit=100`;
      const answer = await people[role === "viewer" ? "viewer" : "officer"].call("GET", where);
      if (ofMentions.has(path)) expect([where, answer.status]).toEqual([where, 200]);
      for (const text of strings(await answer.json())) seen.push([where, text]);
    }
  return seen;
}

/** Every string of an export, without the desk's own ids and instants. */
async function readExports(workspaceId: string): Promise<Seen[]> {
  const own = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|\d{4}-\d\d-\d\d[T ][\d:.]+Z?/g;
  const seen: Seen[] = [];
  for (const format of ["csv", "jsonl", "xlsx"] as const) {
    const file = await exported(workspaceId, format);
    const text = format === "xlsx" ? (file.match(/<t[^>]*>[^<]*/g) ?? []).join("\n") : file;
    seen.push([format, text.replace(own, "")]);
  }
  return seen;
}

const leaks = (seen: readonly Seen[], secrets: ReadonlySet<string>): string[] =>
  seen.flatMap(([where, text]) =>
    [...secrets].filter((secret) => text.includes(secret)).map((secret) => `${where} shows ${secret}`),
  );

test("no reading, list or export shows a viewer or an officer anything of what is covered", async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(said, { minLength: 2, maxLength: 5 }), async (mentions) => {
      const { ids, secrets } = await plant(mentions);
      expect(secrets.size).toBeGreaterThan(0);
      const seen = [...(await readAll(ids)), ...(await readExports(owner.workspaceId))];
      expect(leaks(seen, secrets)).toEqual([]);
    }),
    { numRuns: 6, seed: 18 },
  );
}, 240_000);

test("an office that covers nothing sees everything, in every place where it is covered otherwise", async () => {
  expect((await owner.call("PUT", "/listen/personal-data", { press: [], others: [] })).status).toBe(200);
  const text = "Jalan rusak, hubungi 0812-9876-5432 segera";
  const mention = {
    channel: "x",
    text,
    earlier: `${text} ya`,
    note: text,
    cut: 60,
    number: "98765432",
  } as const;
  const { ids, secrets } = await plant([mention]);
  const seen = [...(await readAll(ids)), ...(await readExports(owner.workspaceId))];
  const where = new Set(
    leaks(seen, secrets).map((leak) => leak.replace(/(?:\?| shows).*$/, "").replace(ids[0] ?? "", "{id}")),
  );
  expect([...where].sort()).toEqual([
    "/listen/judgements",
    "/listen/mentions",
    "/listen/mentions/{id}",
    "/listen/mentions/{id}/analysis",
    "/listen/overview",
    "csv",
    "jsonl",
    "xlsx",
  ]);
});
