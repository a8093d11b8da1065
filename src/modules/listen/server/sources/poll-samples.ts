import { randomUUID } from "node:crypto";
import type { Insertable, Selectable } from "kysely";
import { addressKey } from "#connectors/page/canonical-url.ts";
import { createRobotsMemory } from "#connectors/page/robots-memory.ts";
import type { Db } from "#platform/db/database.ts";
import { createHostGate } from "#platform/fetch/host-gate.ts";
import { createSafeFetch, type FetchLimits } from "#platform/fetch/safe-fetch.ts";
import type { PollParts } from "./poll-parts.ts";
import { type SourceTable, withSources } from "./source-tables.ts";

/** A clock that tests and experiments set by hand. */
export type HandClock = { now: () => Date; pass(minutes: number): void };

export function handClock(start: Date): HandClock {
  let at = start.getTime();
  return {
    now: () => new Date(at),
    pass: (minutes) => {
      at += minutes * 60_000;
    },
  };
}

/** What polling needs, on loopback sites only: no chance, no pauses. */
export function samplePollParts(
  db: Db,
  hosts: readonly string[],
  now: () => Date,
  limits: Partial<FetchLimits> = {},
): PollParts & { faults: unknown[] } {
  const faults: unknown[] = [];
  const note = (fault: unknown): void => void faults.push(fault);
  return {
    db,
    now,
    fetch: createSafeFetch({
      userAgent: "Gaung/uji",
      allowedPrivateHosts: hosts,
      gate: createHostGate(),
      limits,
      resolve: (name) => Promise.reject(new Error(`${name} is not looked up in tests`)),
    }),
    random: () => 0.5,
    robots: createRobotsMemory("Gaung"),
    pause: () => Promise.resolve(),
    log: { warn: note, error: note },
    push: null,
    faults,
  };
}

/** Stores a source that is due, and returns its id. */
export async function makeSource(
  db: Db,
  workspaceId: string,
  url: string,
  more: Partial<Insertable<SourceTable>> = {},
): Promise<string> {
  const id = randomUUID();
  const at = new Date("2026-03-01T00:00:00Z");
  await withSources(db)
    .insertInto("listen.source")
    .values({
      id,
      workspace_id: workspaceId,
      kind: "feed",
      title: "Kabar Uji",
      outlet: "kabar.test",
      channel: "news",
      url,
      url_key: addressKey(url) ?? url,
      site_url: null,
      fixed_interval_minutes: null,
      created_at: at,
      next_poll_at: at,
      queued_until: null,
      lease_id: null,
      leased_until: null,
      etag: null,
      last_modified: null,
      body_hash: null,
      polled_at: null,
      last_success_at: null,
      failing_since: null,
      ...more,
    })
    .execute();
  return id;
}

/** The row of a source, for looking at what polling made of it. */
export const readSource = (db: Db, id: string): Promise<Selectable<SourceTable>> =>
  withSources(db).selectFrom("listen.source").selectAll().where("id", "=", id).executeTakeFirstOrThrow();
