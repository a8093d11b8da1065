import { setTimeout as pause } from "node:timers/promises";
import type { Trouble } from "../rehearsal.ts";

export interface SimulatedAccount {
  readonly id: string;
  readonly username: string;
  readonly name: string;
  token: string;
  followers: number;
}

export type Visibility = "public" | "unlisted" | "private" | "direct";

export interface SimulatedStatus {
  readonly id: string;
  readonly accountId: string;
  readonly createdAt: Date;
  readonly inReplyToId: string | null;
  readonly visibility: Visibility;
  text: string;
  spoiler: string;
  isSensitive: boolean;
  language: string | null;
  mediaIds: string[];
  poll: { options: string[]; expiresAt: Date; isMultiple: boolean } | null;
  editedAt: Date | null;
  isRemoved: boolean;
}

export interface SimulatedNotification {
  readonly id: string;
  readonly accountId: string;
  readonly statusId: string;
  readonly createdAt: Date;
}

export interface SimulatedFile {
  readonly id: string;
  readonly mediaType: string;
  readonly alt: string;
  /** Looks until it is ready; a broken one never is. */
  looks: number;
  readonly isBroken: boolean;
}

/** What subscribers of a stream are told. */
export interface SimulatedEvent {
  readonly name: "update" | "notification" | "delete" | "status.update";
  readonly status: SimulatedStatus;
  readonly notification?: SimulatedNotification;
}

/** A server of the Fediverse, in memory. */
export interface SimulatedServer {
  readonly domain: string;
  readonly now: () => Date;
  readonly accounts: SimulatedAccount[];
  readonly statuses: SimulatedStatus[];
  readonly notifications: SimulatedNotification[];
  readonly files: SimulatedFile[];
  readonly applications: { clientId: string; clientSecret: string; callback: string }[];
  readonly consents: { code: string; clientId: string; accountId: string; challenge: string }[];
  /** Idempotency keys by account. */
  readonly keys: Map<string, string>;
  readonly troubles: Trouble[];
  readonly listeners: Set<(event: SimulatedEvent) => void>;
  readonly calls: string[];
  /** Answers that were not as the published contract says. */
  readonly violations: string[];
  mostCharacters: number;
  areHashtagsClosed: boolean;
  number: number;
}

export const openServer = (domain: string, now: () => Date): SimulatedServer => ({
  domain,
  now,
  accounts: [],
  statuses: [],
  notifications: [],
  files: [],
  applications: [],
  consents: [],
  keys: new Map(),
  troubles: [],
  listeners: new Set(),
  calls: [],
  violations: [],
  mostCharacters: 500,
  areHashtagsClosed: false,
  number: 0,
});

export const nextNumber = (server: SimulatedServer): number => {
  server.number += 1;
  return server.number;
};

export function openAccount(server: SimulatedServer, username: string, name: string): SimulatedAccount {
  const number = nextNumber(server);
  const account = { id: `${109_000_000 + number}`, username, name, token: `token-${number}`, followers: 12 };
  server.accounts.push(account);
  return account;
}

/** A number that holds the time, as Mastodon gives them: milliseconds, and a count below. */
const statusId = (server: SimulatedServer, at: Date): string =>
  String((BigInt(at.getTime()) << 16n) + BigInt(nextNumber(server)));

export type NewStatus = Pick<SimulatedStatus, "accountId" | "text"> &
  Partial<Pick<SimulatedStatus, "inReplyToId" | "visibility" | "spoiler" | "isSensitive" | "language">> &
  Partial<Pick<SimulatedStatus, "mediaIds" | "poll" | "createdAt">>;

/** Puts up a post, and tells those whom it names. Who is answered without being named is told nothing, as on Mastodon. */
export function putStatus(server: SimulatedServer, draft: NewStatus): SimulatedStatus {
  const createdAt = draft.createdAt ?? server.now();
  const status: SimulatedStatus = {
    inReplyToId: null,
    visibility: "public",
    spoiler: "",
    isSensitive: false,
    language: "id",
    mediaIds: [],
    poll: null,
    ...draft,
    id: statusId(server, createdAt),
    createdAt,
    editedAt: null,
    isRemoved: false,
  };
  server.statuses.push(status);
  tell(server, { name: "update", status });
  for (const account of namedIn(server, status)) {
    if (account.id === status.accountId) continue;
    const id = String(34_000_000 + nextNumber(server));
    const notification = { id, accountId: account.id, statusId: status.id, createdAt: server.now() };
    server.notifications.push(notification);
    tell(server, { name: "notification", status, notification });
  }
  return status;
}

export function changeStatus(server: SimulatedServer, status: SimulatedStatus, text: string | null): void {
  if (text === null) status.isRemoved = true;
  else {
    status.text = text;
    status.editedAt = server.now();
  }
  tell(server, { name: text === null ? "delete" : "status.update", status });
}

const tell = (server: SimulatedServer, event: SimulatedEvent): void => {
  for (const listener of server.listeners) listener(event);
};

export const statusById = (server: SimulatedServer, id: string): SimulatedStatus | undefined =>
  server.statuses.find((status) => status.id === id && !status.isRemoved);

/** Accounts of this server that a post names. */
export function namedIn(server: SimulatedServer, { text }: SimulatedStatus): SimulatedAccount[] {
  const names = [...text.matchAll(/(?<![\w/])@(\w+)(?:@([\w.-]*\w))?/g)]
    .filter(([, , host]) => host === undefined || host === server.domain)
    .map(([, name]) => name);
  return server.accounts.filter(({ username }) => names.includes(username));
}

export function maySee(server: SimulatedServer, status: SimulatedStatus, accountId: string | null): boolean {
  if (status.visibility === "public" || status.visibility === "unlisted") return true;
  return status.accountId === accountId || namedIn(server, status).some(({ id }) => id === accountId);
}

/** Waits until a condition holds; for streams, which nobody can ask whether they stand. */
export async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await pause(5);
}
