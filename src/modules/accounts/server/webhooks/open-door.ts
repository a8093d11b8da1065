import type { WebhookCall, WebhookVerdict } from "#connectors/ports/webhook-port.ts";
import { connectorOf, connectors } from "#connectors/registry.ts";
import type { Db } from "#platform/db/database.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { Logger } from "#platform/log/logger.ts";
import type { KeyRing } from "#platform/secrets/key-ring.ts";
import { id as idShape } from "#shared/ids.ts";
import type { AccountRow } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { openSecrets, type Secrets } from "../ask-network.ts";
import { groupWrites } from "./group-writes.ts";
import { joinCalls } from "./join-calls.ts";
import { keepDeliveries, type NewDelivery } from "./keep-deliveries.ts";
import { readDeliveriesKind, webhookAccount } from "./read-deliveries.ts";

export type DoorParts = {
  readonly db: Db;
  readonly jobs: JobQueue;
  readonly keys: KeyRing;
  readonly log: Logger;
  readonly now: () => Date;
};

/** What the caller is answered. */
export type DoorAnswer = { readonly status: number; readonly body: string; readonly mediaType: string };

type Visited = { readonly account: AccountRow; readonly secrets: Secrets };

/** An account's row and secrets serve the calls of so long, so that a flood asks the database once. */
const rememberedMs = 2_000;
const mostRemembered = 1_000;
/** Of a call that was turned away so much is kept to look at. Characters. */
const mostRefusedBody = 2_000;

const empty = (status: number): DoorAnswer => ({ status, body: "", mediaType: "text/plain" });

/**
 * The door at which networks bring what happens on an account. A call is proven by the connector, put into the queue, and
 * answered once it is safe there; it is read later. An account that is not there is answered like no address.
 */
export function openDoor(parts: DoorParts): (accountId: string, call: WebhookCall) => Promise<DoorAnswer> {
  const remembered = new Map<string, { at: number; visited: Promise<Visited | null> }>();
  const keep = groupWrites<NewDelivery>((deliveries) => keepDeliveries(parts, deliveries));
  // Behind the transaction, so that a group is one statement; who is killed in between is made up for by the sweep.
  const haveRead = joinCalls((accountId) =>
    parts.jobs.send(readDeliveriesKind, { accountId }, { singletonKey: accountId }),
  );

  function visit(accountId: string): Promise<Visited | null> {
    const known = remembered.get(accountId);
    if (known && performance.now() - known.at < rememberedMs) return known.visited;
    if (remembered.size >= mostRemembered) remembered.clear();
    const visited = findVisited(parts, accountId);
    remembered.set(accountId, { at: performance.now(), visited });
    void visited.catch(() => remembered.delete(accountId));
    return visited;
  }

  return async (accountId, call) => {
    if (!idShape.safeParse(accountId).success) return empty(404);
    const visited = await visit(accountId);
    if (visited === null) return empty(404);
    const { account, secrets } = visited;
    const verdict = prove(parts, visited, call);
    const note = (delivery: Pick<NewDelivery, "verdict" | "eventId" | "body">): Promise<void> =>
      keep({ accountId: account.id, ...delivery });
    if (verdict.kind === "challenge") {
      await note({ verdict: "challenge", eventId: null, body: "" });
      return { status: 200, body: verdict.answer, mediaType: verdict.mediaType };
    }
    if (verdict.kind === "refused") {
      const body = new TextDecoder().decode(call.body.subarray(0, mostRefusedBody));
      await note({ verdict: verdict.why, eventId: null, body: hide(body, secrets) });
      return empty(403);
    }
    await Promise.all(
      verdict.events.map((event) => note({ verdict: "accepted", eventId: event.id, body: event.body })),
    );
    await haveRead(account.id);
    return empty(200);
  };
}

async function findVisited({ db, keys, log }: DoorParts, accountId: string): Promise<Visited | null> {
  const account = await withAccounts(db)
    .selectFrom("accounts.account")
    .selectAll()
    .where("id", "=", accountId)
    .where("state", "<>", "disconnected")
    .executeTakeFirst();
  const hasDoor = connectors.some(
    ({ manifest, webhook }) => manifest.key === account?.network && webhook !== undefined,
  );
  if (!account || !hasDoor) return null;
  try {
    return { account, secrets: openSecrets(keys, account) };
  } catch (error) {
    log.error({ err: error, accountId }, "a webhook cannot be proven: the account's secret cannot be opened");
    return null;
  }
}

/** What a connector makes of a call; one that it stumbles over is turned away like one that it cannot read. */
function prove({ log, now }: DoorParts, { account, secrets }: Visited, call: WebhookCall): WebhookVerdict {
  try {
    const verdict = connectorOf(account.network).webhook?.verify(
      call,
      secrets,
      webhookAccount(account),
      now(),
    );
    return verdict ?? { kind: "refused", why: "unreadable" };
  } catch (error) {
    log.warn({ err: error, accountId: account.id }, "a webhook could not be proven");
    return { kind: "refused", why: "unreadable" };
  }
}

/** Whoever guesses wrong may have sent part of a secret. */
function hide(body: string, secrets: Secrets): string {
  const values = Object.values(secrets).filter(
    (value): value is string => typeof value === "string" && value.length >= 8,
  );
  return values.reduce((text, value) => text.replaceAll(value, "…"), body);
}
