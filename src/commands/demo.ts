import path from "node:path";
import { type Desk, openDesk } from "#app.ts";
import { readConfig } from "#config.ts";
import { createDemoClock } from "#demo/demo-clock.ts";
import { demoMonitors } from "#demo/demo-monitors.ts";
import { demoTagRules } from "#demo/demo-tag-rules.ts";
import { resumeTime, saveDemoTime } from "#demo/demo-time-store.ts";
import { demoStatement } from "#demo/demo-words.ts";
import { type DemoFeeds, startFeedServer } from "#demo/feed-server.ts";
import { type PracticePeople, startPracticePeople } from "#demo/practice-people.ts";
import { startDemo } from "#demo/run-demo.ts";
import { sayStatement } from "#modules/accounts/index.ts";
import { readSampleHeadlines } from "#modules/listen/index.ts";
import { acquireDatabase } from "#platform/db/acquire-database.ts";
import { systemActor } from "#platform/http/request-context.ts";
import { createDemoAccount } from "#platform/workspaces/add-user.ts";
import { ClearError } from "#shared/clear-error.ts";
import { untilToldToEnd } from "./start.ts";

/** Known to everybody, which is why the demo listens on loopback only. */
const signIn = { email: "demo@gaung.test", password: "gaung-demo-2019" };

/**
 * Shows the desk at work: outlets of September 2019 are served on loopback and polled through the ordinary intake, on
 * an accelerated clock. Keeps its rows in a folder of its own and never touches a real desk's database.
 */
export async function demo(options: { speed: string }): Promise<void> {
  const speed = Number(options.speed);
  if (!(speed >= 1 && speed <= 3600)) throw new ClearError("--speed must be a number from 1 to 3600.");
  const base = readConfig();
  const dataDir = path.join(base.dataDir, "demo");
  console.log("Gaung is starting its demo …");
  const database = await acquireDatabase({ databaseUrl: undefined, dataDir }, "serve");
  let feeds: DemoFeeds | undefined;
  let people: PracticePeople | undefined;
  let desk: Desk | undefined;
  let endDemo: (() => Promise<void>) | undefined;
  try {
    const clock = createDemoClock(speed);
    const headlines = await readSampleHeadlines();
    feeds = await startFeedServer(headlines, clock.now, base.port === 0 ? 0 : base.port + 1);
    people = await startPracticePeople(clock.now, {
      port: base.port === 0 ? 0 : base.port + 2,
      file: path.join(dataDir, "practice-network.json"),
    });
    const config = {
      ...base,
      // The terminal is for whoever tries the demo; what is worth a warning still stands there.
      logLevel: base.logLevel === "info" ? "warn" : base.logLevel,
      host: "127.0.0.1",
      dataDir,
      databaseUrl: undefined,
      role: "all" as const,
      publicUrl: undefined,
      allowedPrivateHosts: [feeds.host, people.host],
    };
    desk = await openDesk(config, database.connectionString, { now: clock.now, demo: { speed, signIn } });
    const { accounts, db, listen, log } = desk;
    const left = await resumeTime(db, listen.lastSuccessfulPollAt);
    if (left !== null) clock.standAt(left);
    const url = await desk.open();
    const { workspaceId } = await createDemoAccount(
      { db, now: clock.now },
      { workspaceName: "Humas Contoh", zone: "Asia/Jakarta", name: "Ratna Wulandari", ...signIn },
    );
    // Before anything is heard, so that everything is matched as it comes in.
    await listen.ensureMonitors({ id: workspaceId, zone: "Asia/Jakarta" }, demoMonitors);
    await listen.ensureTagRules({ id: workspaceId, zone: "Asia/Jakarta" }, demoTagRules);
    const clipping = { name: "Kliping Pagi", addresses: ["kepala@humas.contoh.go.id"] };
    await listen.ensureClippingPlan(workspaceId, clipping, "Wafatnya B.J. Habibie");
    endDemo = await startDemo({
      intake: listen.intake,
      clock,
      feeds,
      headlines,
      workspaceId,
      newestClipping: listen.newestClipping,
      url,
      loadTime: async () => left,
      saveTime: (at) => saveDemoTime(db, at),
      print: (line) => console.log(line),
      warn: (error) => log.warn({ err: error }, "demo"),
    });
    // Somebody may have put the demo's account out of order: then its page says so.
    await accounts
      .ensureAccount(workspaceId, { network: "fake", way: "token", ...people.account })
      .then((accountId) => sayFirst({ db, now: clock.now }, workspaceId, accountId))
      .catch((error: unknown) => log.warn({ err: error }, "demo"));
    await desk.work();
    people.begin();
    console.log(
      `\n  Gaung is ready: ${url}\n  Sign in as ${signIn.email} with the password ${signIn.password}\n  Citizens speak to the office under Percakapan; be one of them at http://${people.host}\n  Ctrl+C ends it; started again it goes on where it was.\n`,
    );
    await untilToldToEnd();
    console.log("Gaung is ending …");
  } finally {
    await endDemo?.();
    await desk?.close();
    await people?.stop();
    await feeds?.stop();
    await database.release();
  }
}

/** What the demo's office says first, once, so that a visitor sees what became of it. */
async function sayFirst(
  { db, now }: { db: Desk["db"]; now: () => Date },
  workspaceId: string,
  accountId: string,
): Promise<void> {
  await db.transaction().execute((tx) =>
    sayStatement(tx, workspaceId, {
      ...{ accountId, text: demoStatement, media: [], options: {}, sayKey: "demo:first" },
      ...{ by: systemActor, now: now() },
    }),
  );
}
