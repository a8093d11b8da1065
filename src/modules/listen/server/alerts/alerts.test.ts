import { createHmac, randomUUID } from "node:crypto";
import { mkdtemp } from "node:fs/promises";
import path from "node:path";
import { sql } from "kysely";
import { afterAll, beforeAll, describe, expect, inject, it } from "vitest";
import { insertAccount, passwordHash } from "#platform/auth/account-store.ts";
import { createSafeFetch } from "#platform/fetch/safe-fetch.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { openStoryReader } from "#platform/language/story-reader.ts";
import { createDeskMail } from "#platform/mail/desk-mail.ts";
import { listPreviews } from "#platform/mail/previews.ts";
import { listNotices } from "#platform/notices/list-notices.ts";
import { loadOrCreateKey } from "#platform/secrets/key-ring.ts";
import { insertMember } from "#platform/workspaces/member-store.ts";
import { type TestDatabase, testDatabase } from "#test/database.ts";
import { contextFor, makeWorkspace } from "#test/factories.ts";
import { startWebSite, type WebSite } from "#test/web-site.ts";
import { AlertHabits } from "../../contract/alert.ts";
import { AlertRule } from "../../contract/alert-rule.ts";
import { MonitorSettings } from "../../contract/monitor.ts";
import { putMembers, refreshGroups } from "../copies/copy-groups.ts";
import { withCopies } from "../copies/copy-tables.ts";
import { tellPeople } from "../jobs/alert-jobs.ts";
import type { MentionDraft } from "../mentions/mention-draft.ts";
import { aDraft } from "../mentions/mention-samples.ts";
import { storeMentions } from "../mentions/store-mentions.ts";
import { createMonitor } from "../monitors/create-monitor.ts";
import { withNewsmakers } from "../newsmakers/newsmaker-tables.ts";
import { type SpikeRow, withSpikes } from "../spikes/spike-tables.ts";
import { refreshStories } from "../stories/refresh-stories.ts";
import { withStories } from "../stories/story-tables.ts";
import { writeMembers } from "../stories/write-members.ts";
import { withAlerts } from "./alert-tables.ts";
import { createAlertReceiver } from "./create-alert-receiver.ts";
import { escalateAlerts } from "./escalate-alerts.ts";
import { getAlertSettings } from "./get-alert-settings.ts";
import { getFollow } from "./get-follow.ts";
import { hearMatches, hearPlaced } from "./hear-matches.ts";
import { hearSpike } from "./hear-spike.ts";
import { listAlertMessages } from "./list-alert-messages.ts";
import { listAlerts } from "./list-alerts.ts";
import { markAlertsRead } from "./mark-alerts-read.ts";
import { resendAlertMessage } from "./resend-alert-message.ts";
import { findWaitingTargets, type SendParts, sendMessages } from "./send-messages.ts";
import { snoozeAlert } from "./snooze-alert.ts";
import { testAlertChannel } from "./test-alert-channel.ts";
import { updateAlertSettings } from "./update-alert-settings.ts";
import { updateFollow } from "./update-follow.ts";

let database: TestDatabase;
let site: WebSite;
let hash: string;
const never = new AbortController().signal;
const heard: { path: string; headers: Record<string, unknown>; body: string }[] = [];
/** What the receiver answers with from now on. */
let status = 200;

beforeAll(async () => {
  [database, site, hash] = await Promise.all([
    testDatabase(),
    startWebSite(),
    passwordHash("kata sandi uji"),
  ]);
});
afterAll(async () => {
  await site[Symbol.asyncDispose]();
  await database[Symbol.asyncDispose]();
});

/** Notes every request to a path; `/hang` never answers. */
const listenAt = (address: string): void =>
  void site.pages.set(address, (request, response) => {
    let body = "";
    request.on("data", (chunk: Buffer) => {
      body += chunk.toString("utf8");
    });
    request.on("end", () => {
      heard.push({ path: address, headers: request.headers, body });
      if (!address.endsWith("/hang")) response.writeHead(status).end('{"ok":true}');
    });
    return undefined;
  });

async function office(at = "2026-03-17T03:00:00Z") {
  const { db } = database;
  let now = new Date(at);
  const workspaceId = await makeWorkspace(db);
  const join = async (name: string): Promise<RequestContext> => {
    const context = contextFor(db, workspaceId, "officer", new Date(at));
    const account = await db.transaction().execute(async (tx) => {
      const email = `${randomUUID()}@uji.test`;
      const made = await insertAccount(tx, { email, name, locale: "id", hash }, now);
      await insertMember(tx, workspaceId, made.id, "officer", now);
      return { id: made.id, email };
    });
    const principal = { ...context.principal, kind: "user", userId: account.id, name, email: account.email };
    const actor = { kind: "user", id: account.id, name };
    return {
      ...context,
      workspaceId,
      membership: context.membership,
      principal,
      actor,
      now: () => now,
    } as RequestContext;
  };
  const person = await join("Ratna");
  const dataDir = await mkdtemp(path.join(inject("runFolder"), "alerts-"));
  const previewDir = path.join(dataDir, "mail");
  const keys = await loadOrCreateKey(dataDir);
  const mail = createDeskMail({
    db,
    keys,
    smtpUrl: undefined,
    mailFrom: "Gaung <g@uji.test>",
    previewDir,
    now: () => now,
  });
  const parts: SendParts = {
    db,
    keys,
    mail,
    fetch: createSafeFetch({ userAgent: "t", allowedPrivateHosts: [site.host] }),
    translate: (_locale, key, values = {}) => `${key} ${Object.values(values).join("|")}`,
    deskUrl: () => "http://desk.test",
    telegramRoot: site.url,
    timeoutMs: 300,
    now: () => now,
  };
  const monitor = await createMonitor(person, MonitorSettings.parse({ name: "Banjir", q: "banjir" }), {
    send: async () => null,
  });
  let count = 0;
  return {
    workspaceId,
    person,
    parts,
    mail,
    monitor,
    join,
    later: (minutes: number) => {
      now = new Date(now.getTime() + minutes * 60_000);
    },
    rule: async (rule: Partial<AlertRule>, habits: Partial<AlertHabits> = {}) => {
      const one = AlertRule.parse({ scope: "monitor", monitorId: monitor.id, ...rule });
      await updateAlertSettings(person, { ...AlertHabits.parse(habits), rules: [one] }, mail);
    },
    /** Brings mentions in, and has them heard, compared and told. */
    bring: async (
      drafts: Partial<MentionDraft>[],
      group?: string,
      place: (ids: readonly string[]) => Promise<void> = async () => {},
    ): Promise<string[]> => {
      const { ids } = await storeMentions(
        db,
        workspaceId,
        drafts.map((draft, at) => aDraft(count + at + 1, { publishedAt: now, ...draft })),
        now,
      );
      count += drafts.length;
      if (group !== undefined) {
        const copies = withCopies(db);
        const member = {
          workspace_id: workspaceId,
          group_id: group,
          published_at: now,
          ordered_at: now,
          joined_at: now,
        };
        const rest = { kind: "same" as const, similarity: 1, share: 1, like_id: null };
        await putMembers(
          copies,
          ids.map((id, at) => ({ ...member, ...rest, mention_id: id, outlet: drafts[at]?.outlet ?? "K" })),
        );
        await refreshGroups(copies, workspaceId, [group], now);
      }
      await hearMatches(db, workspaceId, [{ monitorId: monitor.id, mentionIds: ids }], now);
      await hearMatches(db, workspaceId, [{ monitorId: monitor.id, mentionIds: ids }], now);
      await place(ids);
      await hearPlaced(db, workspaceId, ids);
      await tellPeople(parts);
      return ids;
    },
    tell: () => tellPeople(parts),
    send: async () => {
      for (const target of await findWaitingTargets(parts)) await sendMessages(parts, target, never);
    },
    mails: () => listPreviews(previewDir),
    notices: async () => (await listNotices(person, { limit: 50 })).items,
    alerts: async () => (await listAlerts(person, { limit: 50 })).items,
    messages: async () => (await listAlertMessages(person, { limit: 50 })).items,
    receiver: async (kind: "webhook" | "telegram", address: string) => {
      const made =
        kind === "webhook"
          ? ({ kind, name: "Papan", address: `${site.url}${address}` } as const)
          : ({ kind, name: "Grup", address: "-100123", token: `12345:${"a".repeat(35)}` } as const);
      return createAlertReceiver(person, made, keys);
    },
  };
}

type Desk = Awaited<ReturnType<typeof office>>;

/** A spike of the desk's monitor within the last half hour. @returns its id */
async function spikeIn(desk: Desk, parts: Partial<SpikeRow>): Promise<string> {
  const now = desk.person.now();
  const row = {
    id: randomUUID(),
    workspace_id: desk.workspaceId,
    kind: "monitor" as const,
    subject: desk.monitor.id,
    name: "Banjir",
    minutes: 60,
    started_at: new Date(now.getTime() - 30 * 60_000),
    raised_at: now,
    seen_at: now,
    raised_count: 30,
    raised_expected: 2,
    raised_weeks: 90,
    past_hours: 900,
    peak_at: now,
    peak_count: 30,
    peak_expected: 2,
    peak_weeks: 90,
    told_count: 30,
    told_expected: 2,
    last_up_at: now,
    ended_at: null,
    verdict: "spike" as const,
    told_at: now,
    ...parts,
  };
  await withSpikes(database.db).insertInto("listen.spike").values(row).execute();
  return row.id;
}

describe("alerts", () => {
  it("tell each person once of a group of copies, and then only what is new", async () => {
    const { rule, bring, later, send, mails, notices, alerts } = await office();
    await rule({ toMail: true });
    const group = randomUUID();
    await bring([{ outlet: "Kabar A" }, { outlet: "Kabar B" }], group);
    await send();
    expect(await alerts()).toMatchObject([
      {
        number: 1,
        mentions: 2,
        outlets: 2,
        newChannels: [],
        lead: { title: expect.stringContaining("Gubernur meninjau banjir") },
      },
    ]);
    later(1);
    await bring([{ outlet: "Teve C", channel: "tv" }], group);
    await send();
    expect((await alerts())[0]).toMatchObject({
      number: 2,
      mentions: 1,
      totalMentions: 3,
      totalOutlets: 3,
      newChannels: ["tv"],
    });
    // One bell for what goes on; one mail for each piece of news.
    expect((await notices()).map(({ kind, values }) => [kind, values["mentions"]])).toEqual([
      ["listen.alert_goes_on", 1],
    ]);
    const texts = (await mails()).map(({ text }) => text);
    expect(texts).toHaveLength(2);
    expect(texts[0]).toContain("alert.again 1|3|3");
    expect(texts[0]).toContain("alert.channel.tv");
  });

  it("are one for a story, whatever its headlines, and go on as the same when stories merge", async () => {
    const desk = await office();
    await desk.rule({});
    const story = randomUUID();
    const place = (ids: readonly string[], storyId: string) =>
      database.db.transaction().execute((tx) =>
        writeMembers(
          withStories(tx),
          desk.workspaceId,
          ids.map((mentionId) => ({ mentionId, storyId, score: null })),
          1,
          desk.person.now(),
        ),
      );
    const first = await desk.bring([{ title: "Banjir Merendam Kota", outlet: "Kabar A" }], undefined, (ids) =>
      place(ids, story),
    );
    desk.later(1);
    await desk.bring([{ title: "Warga Mengungsi karena Banjir", outlet: "Kabar B" }], undefined, (ids) =>
      place(ids, story),
    );
    const other = randomUUID();
    desk.later(1);
    const alone = await desk.bring(
      [{ title: "Banjir Rob di Pesisir", outlet: "Kabar C" }],
      undefined,
      (ids) => place(ids, other),
    );
    const before = await listAlerts(desk.person, { limit: 10 });
    expect(before.items.map(({ number, totalMentions }) => [number, totalMentions])).toEqual([
      [1, 1],
      [2, 2],
      [1, 1],
    ]);
    await place(alone, story);
    desk.later(1);
    await desk.bring([{ title: "Banjir Surut", outlet: "Kabar D" }], undefined, (ids) => place(ids, story));
    const [newest] = (await listAlerts(desk.person, { limit: 10 })).items;
    expect(newest).toMatchObject({ number: 3, totalMentions: 3, mentions: 1 });
    expect(first).toHaveLength(1);
  });

  it("tell those who follow a monitor of its spike once, again when it has doubled, and nobody of what only looks like one", async () => {
    const desk = await office();
    await desk.rule({ toMail: true, level: "urgent" });
    await desk.bring(
      ["Kabar A", "Kabar B", "Kabar A"].map((outlet, n) => ({ outlet, title: `Banjir bandang jilid ${n}` })),
    );
    await desk.send();
    desk.later(2);
    const now = desk.person.now();
    const one = await spikeIn(desk, {});
    const hear = () => hearSpike(database.db, desk.workspaceId, one, now);
    expect((await Promise.all([hear(), hear()])).sort()).toEqual([0, 1]);
    expect(await hear()).toBe(0);
    const archive = await spikeIn(desk, { verdict: "archive", ended_at: now });
    expect(await hearSpike(database.db, desk.workspaceId, archive, now)).toBe(0);
    await desk.tell();
    await desk.send();
    const [alert] = await desk.alerts();
    expect(alert).toMatchObject({
      mentions: 30,
      outlets: 2,
      level: "urgent",
      spike: { id: one, count: 30, grownFrom: null, voices: ["Kabar A", "Kabar B"] },
    });
    const mails = await desk.mails();
    const told = mails.filter(({ text }) => text.includes("alert.spike_hours 30|2|1"));
    expect(told).toHaveLength(1);
    expect(told[0]?.text).toContain("alert.spike_voices Kabar A, Kabar B");
    expect((await desk.notices()).map(({ kind }) => kind)).toContain("listen.alert_spike");

    const grow = (peak_count: number) =>
      withSpikes(database.db).updateTable("listen.spike").set({ peak_count }).where("id", "=", one).execute();
    desk.later(5);
    const again = () => hearSpike(database.db, desk.workspaceId, one, desk.person.now());
    await grow(57);
    expect(await again()).toBe(0);
    await grow(58);
    expect((await Promise.all([again(), again()])).sort()).toEqual([0, 1]);
    await desk.tell();
    await desk.send();
    const [grown, ...earlier] = await desk.alerts();
    expect(grown).toMatchObject({ number: 2, spike: { id: one, count: 58, grownFrom: 30 } });
    expect(earlier.filter((told) => told.spike?.id === one)).toHaveLength(1);
    expect((await desk.mails()).filter(({ text }) => text.includes("alert.spike_grown 30"))).toHaveLength(1);
  });

  it("tell of the spikes of a story and of a name whoever follows it, in the story's thread, and nobody twice of one thing", async () => {
    const desk = await office();
    await desk.rule({});
    const storyId = randomUUID();
    const ids = await desk.bring(
      ["Kabar A", "Kabar B"].map((outlet) => ({ outlet, title: "Banjir bandang, kata Budi Santoso" })),
      undefined,
      (placed) =>
        database.db.transaction().execute(async (tx) => {
          const members = placed.map((mentionId) => ({ mentionId, storyId, score: null }));
          await writeMembers(withStories(tx), desk.workspaceId, members, 1, desk.person.now());
          await refreshStories(withStories(tx), desk.workspaceId, [storyId], openStoryReader());
        }),
    );
    const spokenAt = desk.person.now();
    const [colleague, chief] = [await desk.join("Sari"), await desk.join("Kepala")];
    const story = { kind: "story", subject: storyId } as const;
    expect(await getFollow(desk.person, story)).toEqual({ isFollowed: false });
    for (let n = 0; n < 2; n += 1) await updateFollow(desk.person, { ...story, isFollowed: true });
    await updateFollow(colleague, { kind: "newsmaker", subject: "person:budi santoso", isFollowed: true });
    const noticed = AlertRule.parse({ scope: "noticed", level: "urgent" });
    await updateAlertSettings(chief, { ...AlertHabits.parse({}), rules: [noticed] }, desk.mail);
    const settings = await getAlertSettings(desk.person, desk.mail);
    expect(settings.rules.map(({ scope, subjectName, news }) => [scope, subjectName, news])).toEqual([
      ["monitor", null, "all"],
      ["story", "Banjir bandang, kata Budi Santoso", "spikes"],
    ]);
    desk.later(2);
    const hear = (id: string) => hearSpike(database.db, desk.workspaceId, id, desk.person.now());
    const ofStory = await spikeIn(desk, { kind: "story", subject: storyId, name: "Banjir bandang" });
    expect(await hear(ofStory)).toBe(2);
    const [spiked, before] = await desk.alerts();
    expect(spiked).toMatchObject({ number: 2, monitors: [], storyId, spike: { name: "Banjir bandang" } });
    expect(before).toMatchObject({ number: 1, mentions: ids.length, spike: null });
    // Of the name most is the story, of which the chief was told and the colleague was not.
    const ofName = { kind: "newsmaker", subject: "person:budi santoso", name: "Budi Santoso" } as const;
    const named = { workspace_id: desk.workspaceId, kind: "person" as const, key: "budi santoso", quotes: 1 };
    const said = { ...named, tone: null, outlet_key: "kabar a", outlet: "Kabar A", name: "Budi Santoso" };
    await withNewsmakers(database.db)
      .insertInto("listen.newsmaker_mention")
      .values(ids.map((mention_id) => ({ ...said, role: null, mention_id, published_at: spokenAt })))
      .execute();
    expect(await hear(await spikeIn(desk, ofName))).toBe(1);
    expect((await listAlerts(colleague, { limit: 10 })).items).toMatchObject([
      { spike: { kind: "newsmaker" } },
    ]);
    expect((await listAlerts(chief, { limit: 10 })).items).toMatchObject([{ level: "urgent" }]);

    await updateFollow(desk.person, { ...story, isFollowed: false });
    expect(await getFollow(desk.person, story)).toEqual({ isFollowed: false });
    const stranger = await office();
    await expect(updateFollow(stranger.person, { ...story, isFollowed: true })).rejects.toMatchObject({
      code: "not_found",
    });
  });

  it("tell by a rule for spikes alone of nothing that a monitor finds, but of its spikes", async () => {
    const desk = await office();
    await desk.rule({ news: "spikes" });
    await desk.bring([{ outlet: "Kabar A" }, { outlet: "Kabar B" }]);
    expect(await desk.alerts()).toEqual([]);
    expect(await hearSpike(database.db, desk.workspaceId, await spikeIn(desk, {}), desk.person.now())).toBe(
      1,
    );
    await desk.rule({ news: "mentions" });
    const other = await spikeIn(desk, { ended_at: desk.person.now() });
    expect(await hearSpike(database.db, desk.workspaceId, other, desk.person.now())).toBe(0);
  });

  it("are held in quiet hours and told as one after them; what is urgent breaks through", async () => {
    // 23.00 in Jakarta.
    const { rule, bring, later, tell, send, mails, alerts } = await office("2026-03-17T16:00:00Z");
    const quiet = { quietFrom: 22 * 60, quietUntil: 6 * 60 };
    await rule({ toMail: true, level: "urgent" }, quiet);
    await bring([{}]);
    await send();
    expect(await mails()).toHaveLength(1);
    later(1);
    await rule({ toMail: true }, quiet);
    for (let n = 0; n < 3; n += 1) await bring([{}]);
    await send();
    expect(await mails()).toHaveLength(1);
    expect((await alerts())[0]).toMatchObject({
      dueAt: "2026-03-17T23:00:00.000Z",
      told: [{ state: "held" }, { state: "held" }],
    });
    later(7 * 60);
    await tell();
    await send();
    const [latest, ...before] = await mails();
    expect(before).toHaveLength(1);
    expect(latest?.text).toContain("alert.reason_held 3|3");
  });

  it("of ten thousand in a minute become one message with the count, and none is lost", async () => {
    const { rule, parts, workspaceId, person, monitor, tell, send, mails, notices } = await office();
    await rule({ toMail: true });
    await sql`insert into listen.alert_item (workspace_id, user_id, mention_id, published_at, outlet, channel,
        monitor_ids, level, pace, targets, heard_at, ready_at)
      select ${workspaceId}::uuid, ${person.actor.id}::uuid, gen_random_uuid(), at, 'K' || n, 'news',
        array[${monitor.id}::uuid], 'normal', 'instant', '{desk,mail}', at, at
      from generate_series(1, 10000) as n, (select ${parts.now().toISOString()}::timestamptz as at) as at`.execute(
      database.db,
    );
    await tell();
    await send();
    const written = await mails();
    expect(written).toHaveLength(1);
    expect(written[0]?.text).toContain("alert.reason_flood 10.000|10.000");
    expect((await notices()).map(({ values }) => values)).toEqual([{ count: 10_000, mentions: 10_000 }]);
    expect((await listAlerts(person, { limit: 1 })).unread).toBe(10_000);
  });

  it("that keep coming are no more than a few messages an hour, with all that waited", async () => {
    const { rule, bring, later, tell, send, mails } = await office();
    await rule({ toMail: true, toDesk: false });
    for (let n = 0; n < 40; n += 1) {
      await bring([{}]);
      later(1);
      await tell();
    }
    later(15);
    await tell();
    await send();
    const all = await mails();
    expect(all.length).toBeLessThanOrEqual(16);
    const told = all.map(({ text }) => Number(/alert\.reason_flood (\d+)/.exec(text)?.[1] ?? 1));
    expect(told.reduce((sum, count) => sum + count, 0)).toBe(40);
  });

  it("wait while they are snoozed, and go to a colleague when an urgent one is not read", async () => {
    const { rule, bring, later, parts, person, join, alerts, tell, notices } = await office();
    const colleague = await join("Sari");
    const escalateTo = colleague.actor.id;
    await rule({ level: "urgent" }, { escalateAfter: 10, escalateTo });
    const group = randomUUID();
    await bring([{}, {}], group);
    const [first] = await alerts();
    await snoozeAlert(person, { id: first?.id ?? "", hours: 2 });
    later(1);
    await bring([{}], group);
    expect(await notices()).toHaveLength(1);
    later(10);
    expect([await escalateAlerts(parts), await escalateAlerts(parts)]).toEqual([1, 0]);
    await tell();
    const theirs = (await listAlerts(colleague, { limit: 5 })).items;
    expect(theirs).toMatchObject([{ escalatedFrom: "Ratna", level: "urgent", mentions: 2 }]);
    expect((await alerts()).map(({ escalatedTo }) => escalatedTo)).toEqual([null, "Sari"]);
    await markAlertsRead(person, { ids: "all" });
    later(120);
    await tell();
    expect((await listAlerts(person, { limit: 5 })).unread).toBe(0);
  });
});

describe("a webhook", () => {
  it("is signed over its number, its time and its raw body, proven by a test, and sent again under the same number", async () => {
    const { rule, bring, send, receiver, parts, person, messages } = await office();
    listenAt("/hook");
    const made = await receiver("webhook", "/hook");
    await expect(rule({ receiverIds: [made.id] })).rejects.toMatchObject({ key: "invalid_input" });
    expect(await testAlertChannel(person, { to: made.id }, parts)).toEqual({ isArrived: true, detail: null });
    await rule({ receiverIds: [made.id] });
    await bring([{}]);
    await send();
    const last = heard.at(-1);
    const { "webhook-id": id, "webhook-timestamp": at, "webhook-signature": signature } = last?.headers ?? {};
    const key = Buffer.from((made.secret ?? "").slice("whsec_".length), "base64");
    expect(signature).toBe(
      `v1,${createHmac("sha256", key).update(`${id}.${at}.${last?.body}`).digest("base64")}`,
    );
    expect(JSON.parse(last?.body ?? "")).toMatchObject({
      type: "alert.raised",
      data: { alertCount: 1, alerts: [{ monitors: ["Banjir"], mentions: 1 }] },
    });
    await resendAlertMessage(person, { id: String(id) });
    await send();
    expect(heard.at(-1)).toMatchObject({ headers: { "webhook-id": id }, body: last?.body });
    expect((await messages()).find(({ reason }) => reason === "single")).toMatchObject({
      state: "sent",
      attempts: [{ status: 200 }, { status: 200 }],
    });
    const stored = await withAlerts(database.db)
      .selectFrom("listen.alert_receiver")
      .select("sealed")
      .execute();
    expect(JSON.stringify(stored)).not.toContain((made.secret ?? "").slice(8));
  });

  it("that hangs holds up nothing else, is left alone after three failures with a notice, and goes on where it stopped", async () => {
    const { rule, bring, send, receiver, parts, person, messages, notices, mails, later } = await office();
    listenAt("/hang");
    const made = await receiver("webhook", "/hang");
    await withAlerts(database.db)
      .updateTable("listen.alert_receiver")
      .set({ verified_at: parts.now() })
      .where("id", "=", made.id)
      .execute();
    await rule({ receiverIds: [made.id], toMail: true });
    await bring([{}]);
    await bring([{}]);
    const before = heard.length;
    for (let minute = 0; minute < 7; minute += 1) {
      await send();
      later(1);
    }
    expect(await mails()).toHaveLength(2);
    expect(heard.length - before).toBe(3);
    expect((await notices()).map(({ kind }) => kind)).toContain("listen.alert_receiver_paused");
    expect(await messages()).toMatchObject(
      expect.arrayContaining([expect.objectContaining({ kind: "webhook", state: "waiting" })]),
    );
    site.pages.set("/hang", { status: 204 });
    for (let hour = 0; hour < 3; hour += 1) {
      later(60);
      await send();
    }
    expect((await messages()).every(({ state }) => state === "sent")).toBe(true);
    expect((await notices()).map(({ kind }) => kind)).not.toContain("listen.alert_receiver_paused");
    expect(person.actor.name).toBe("Ratna");
  });
});

it("a Telegram chat is told by the Bot API's sendMessage, and its refusal is passed on without the token", async () => {
  const { receiver, parts, person } = await office();
  const made = await receiver("telegram", "");
  const address = `/bot12345:${"a".repeat(35)}/sendMessage`;
  listenAt(address);
  expect(await testAlertChannel(person, { to: made.id }, parts)).toEqual({ isArrived: true, detail: null });
  expect(JSON.parse(heard.at(-1)?.body ?? "")).toMatchObject({
    chat_id: "-100123",
    text: expect.stringContaining("test"),
  });
  site.pages.set(address, {
    status: 400,
    body: '{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}',
  });
  expect(await testAlertChannel(person, { to: made.id }, parts)).toEqual({
    isArrived: false,
    detail: "Bad Request: chat not found",
  });
});

it("of two workers that tell and send at once, each message goes once", async () => {
  status = 200;
  const { rule, parts, workspaceId, person, monitor, receiver } = await office();
  listenAt("/both");
  const made = await receiver("webhook", "/both");
  await testAlertChannel(person, { to: made.id }, parts);
  await rule({ receiverIds: [made.id], toDesk: false });
  const before = heard.length;
  await sql`insert into listen.alert_item (workspace_id, user_id, mention_id, published_at, outlet, channel,
      monitor_ids, level, pace, targets, heard_at, ready_at)
    select ${workspaceId}::uuid, ${person.actor.id}::uuid, gen_random_uuid(), at, 'K', 'news',
      array[${monitor.id}::uuid], 'normal', 'instant', array[${made.id}], at, at
    from generate_series(1, 5), (select ${parts.now().toISOString()}::timestamptz as at) as at`.execute(
    database.db,
  );
  await Promise.all([tellPeople(parts), tellPeople(parts), tellPeople(parts)]);
  for (let round = 0; round < 3; round += 1)
    await Promise.all(Array.from({ length: 3 }, () => sendMessages(parts, made.id, never)));
  expect(heard.length - before).toBe(5);
  expect(new Set(heard.slice(before).map(({ headers }) => headers["webhook-id"])).size).toBe(5);
});
