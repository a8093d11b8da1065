import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openAnalyst } from "#platform/language/open-analyst.ts";
import { type Caller, type TestDesk, testDesk } from "#test/desk.ts";
import { testNow } from "#test/factories.ts";
import { Place, TextTrial } from "../../contract/analysis.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";

const analyst = openAnalyst(1);
let desk: TestDesk;
let officer: Caller;
let owner: Caller;
beforeAll(async () => {
  desk = await testDesk();
  owner = await desk.signIn("owner");
  officer = await desk.signIn("officer", owner.workspaceId);
});
afterAll(async () => {
  await analyst.close();
  await desk[Symbol.asyncDispose]();
});
const json = async (answer: Promise<Response>): Promise<unknown> => (await answer).json();
const tried = async (text: string) =>
  TextTrial.parse(await json(officer.call("POST", "/listen/analysis/try", { text })));

describe("over HTTP", () => {
  test("a text is tried with everything the engine knows of it", async () => {
    const text =
      "Warga Kabupaten Sidoarjo kecewa! Dalam rangka pelaksanaan perbaikan, kami pasti menjamin 100% selesai besok. " +
      "Hubungi Pak Budi Santoso di 0812-3456-7890, dasar goblok!";
    const trial = await tried(text);
    const said = (places: readonly { start: number; end: number }[]) =>
      places.map(({ start, end }) => text.slice(start, end)).join("|");
    expect(trial.tone.best).toBe("negative");
    expect(said(trial.personalData)).toContain("0812-3456-7890");
    expect(said(trial.slips)).toContain("pasti");
    expect(said(trial.plainness.places)).toContain("Dalam rangka");
    expect(trial.entities.flatMap(({ places }) => places.map(({ code }) => code))).toContain("35.15");
    expect(trial.hostility.level).toBeGreaterThan(0);
    expect(trial.keyPhrases.length).toBeGreaterThan(0);
    expect(trial.summary.length).toBeGreaterThan(0);
  });

  test.each(["", " ", "👍", "\ud83d", "a".repeat(10_000), "<p>&nbsp;</p>", "新聞 اخبار", "!!!???"])(
    "an awkward text has an answer of the same shape: %j",
    async (text) => {
      expect((await tried(text)).tookMs).toBeGreaterThanOrEqual(0);
    },
  );

  test("provinces, cities and regencies are listed with their codes", async () => {
    const { items } = (await json(officer.call("GET", "/listen/places"))) as { items: unknown[] };
    const places = items.map((item) => Place.parse(item));
    expect(places.filter(({ level }) => level === "province")).toHaveLength(38);
    expect(places).toContainEqual(
      expect.objectContaining({ code: "35.78", name: "Kota Surabaya", level: "city" }),
    );
    expect(places.length).toBeGreaterThan(500);
  });

  test("a decision goes from hand to hand: made, explained, listed, refused, taken back", async () => {
    const draft = aDraft(1, { title: "", text: "Air mati lagi, kecewa sekali" });
    const { ids } = await storeMentions(desk.desk.db, owner.workspaceId, [draft], testNow, analyst);
    const path = `/listen/mentions/${ids[0]}`;
    const made = await officer.call("POST", `${path}/judgements`, {
      trait: "tone",
      value: "neutral",
      reason: "netral",
    });
    expect(made.status).toBe(201);
    const { judgement } = (await made.json()) as { judgement: { id: string } };
    expect(await json(officer.call("GET", `${path}/analysis`))).toMatchObject({
      text: "Air mati lagi, kecewa sekali",
      analysis: { tone: "neutral", judged: ["tone"] },
      judgements: [{ id: judgement.id, isMine: true, engineValue: "negative", reason: "netral" }],
    });
    expect(await json(owner.call("GET", "/listen/judgements?trait=tone"))).toMatchObject({
      items: [{ id: judgement.id, isMine: false, judgeName: "Petugas officer" }],
      nextCursor: null,
    });
    const refused = await officer.call("POST", `${path}/judgements`, { trait: "tone", value: "marah" });
    expect(refused.status).toBe(422);
    expect(await refused.json()).toMatchObject({ errors: [{ field: "value" }] });
    expect(await json(officer.call("POST", `/listen/judgements/${judgement.id}/undo`, {}))).toMatchObject({
      analysis: { tone: "negative", judged: [] },
    });
    expect(await json(officer.call("GET", "/listen/analysis/coding?trait=tone"))).toMatchObject({
      mention: { id: ids[0] },
      mine: 0,
    });
    expect(await json(officer.call("GET", "/listen/analysis/agreement?trait=intent"))).toMatchObject({
      engine: { texts: 0, kappa: null },
    });
  });

  test("an admin looks at the engine, has everything read again, and switches the layer", async () => {
    expect(await json(owner.call("GET", "/listen/analysis/engine"))).toMatchObject({
      version: analyst.version,
      teaching: { isOn: true },
    });
    expect(await json(owner.call("POST", "/listen/analysis/runs", {}))).toEqual({ total: 0 });
    expect(await json(owner.call("PUT", "/listen/analysis/teaching", { isOn: false }))).toMatchObject({
      isOn: false,
    });
  });
});
