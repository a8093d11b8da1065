import { ConnectorError, type ConnectorFailure } from "#connectors/ports/connector-error.ts";
import type { PublishPort, Sent, Statement } from "#connectors/ports/publish-port.ts";
import type { Logger } from "#platform/log/logger.ts";
import { AppError } from "#shared/app-error.ts";
import type { AccountRow } from "../account-store.ts";
import { withAccounts } from "../account-tables.ts";
import { askNetwork, silentUntil } from "../ask-network.ts";
import { openHoldGate } from "../holds/hold-gate.ts";
import type { NetworkParts } from "../network-parts.ts";
import { practicePort } from "../sandbox/practice-port.ts";
import { readSandbox } from "../sandbox/read-sandbox.ts";
import { type Move, moveStatement } from "./move-statement.ts";
import { readMedia } from "./read-media.ts";
import { endOfAttempt, pauseAfter, settleMs } from "./statement-machine.ts";
import type { StatementRow } from "./statement-table.ts";
import { callMs, leaseAccount, releaseAccount, takeStatement } from "./take-statement.ts";

export type SendParts = NetworkParts & { dataDir: string; log: Logger };

/** What came of asking a network. */
type Answer<Done> = { done: Done } | { failure: ConnectorFailure };

/**
 * Says what is due through one account, one after the other, until nothing is due or the network wants silence. Several
 * workers may call it at once: one does it.
 * @returns how many attempts and look-ups were made
 */
export async function sendStatements(
  parts: SendParts,
  accountId: string,
  signal: AbortSignal,
): Promise<number> {
  const account = await leaseAccount(parts.db, accountId, parts.now());
  if (!account) return 0;
  const { isOn: isSandboxOn } = await readSandbox(parts.db, account.workspace_id);
  let made = 0;
  try {
    while (!signal.aborted) {
      // Practice needs no network; what is real waits until access works and the network may be asked.
      if (!isSandboxOn && (account.state === "broken" || (await isSilent(parts, accountId)))) break;
      // Set before the statement is taken: a process that was stopped in between finds its time over.
      const within = AbortSignal.any([parts.stopping, AbortSignal.timeout(callMs)]);
      const statement = await takeStatement(parts.db, account, parts.now());
      if (!statement) break;
      made += 1;
      const move = await workOn({ ...parts, stopping: within }, account, statement);
      await keepMove(parts, statement, move);
      if (move.written?.cause === "reconnect") break;
    }
  } finally {
    await releaseAccount(parts.db, accountId);
  }
  return made;
}

const isSilent = async ({ db, now }: SendParts, accountId: string): Promise<boolean> =>
  (await silentUntil(db, accountId, now())) !== null;

/** Writes down what came of it, unless the statement was taken over meanwhile. */
async function keepMove(
  { db, log }: SendParts,
  statement: StatementRow,
  move: Move | LookLater,
): Promise<void> {
  if (!("event" in move)) {
    await withAccounts(db)
      .updateTable("accounts.statement")
      .set({ ...move.written, leased_until: null })
      .where("id", "=", statement.id)
      .where("token", "=", statement.token)
      .execute();
    return;
  }
  const moved = await db.transaction().execute((tx) => moveStatement(tx, statement, move));
  if (!moved)
    log.warn({ statementId: statement.id, event: move.event }, "another worker took this statement over");
}

const workOn = (parts: SendParts, account: AccountRow, statement: StatementRow): Promise<Move | LookLater> =>
  statement.state === "unknown" ? lookUp(parts, account, statement) : attempt(parts, account, statement);

/** Makes one attempt. */
async function attempt(parts: SendParts, account: AccountRow, statement: StatementRow): Promise<Move> {
  const read = await readStatement(parts, statement);
  if (read === undefined)
    return { event: "refuse", at: parts.now(), written: { cause: "media_missing", said: null } };
  const gate = openHoldGate(parts, statement);
  const guarded = { ...parts, network: gate.guard(parts.network) };
  const answer = await ask(guarded, account, statement, (port) =>
    // The desk's own practice network makes no calls that could be stopped.
    gate.pass(statement.is_sandboxed, () => perform(port, statement, read)),
  );
  const at = parts.now();
  // A hold was placed after the statement was taken, and nothing was said.
  if (gate.stoppedInTime && "failure" in answer) {
    const attempts = statement.attempts - 1;
    return { event: "put_off", at, written: { cause: null, said: null, next_try_at: at, attempts } };
  }
  if ("done" in answer)
    return {
      event: "confirm",
      at,
      written: answer.done === null ? {} : { external_id: answer.done.externalId, url: answer.done.url },
    };
  const { event, cause, said = null, until } = endOfAttempt(statement.kind, answer.failure);
  if (event === "refuse") return { event, at, written: { cause, said } };
  const pauseMs = event === "lose" ? settleMs : pauseAfter(statement.attempts);
  // Once access is there again, it goes on at once.
  const nextAt = cause === "reconnect" ? at : (until ?? new Date(at.getTime() + pauseMs));
  return { event, at, written: { cause, said, next_try_at: nextAt } };
}

/** What the network is asked to do. @throws ConnectorError `rejected` for what it cannot do at all */
async function perform(port: PublishPort, row: StatementRow, statement: Statement): Promise<Sent | null> {
  if (row.kind === "say") return port.send(statement, row.mark);
  const post = { externalId: row.external_id ?? "" };
  if (row.kind === "edit" && port.edit) return port.edit(post, statement);
  if (row.kind === "remove" && port.remove) {
    await port.remove(post);
    return null;
  }
  throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, `no ${row.kind} there`);
}

/** Nothing changed but the hour of the next look. */
type LookLater = { written: { next_try_at: Date; cause?: string } };

/** Asks the network whether a statement of unknown outcome stands there. */
async function lookUp(
  parts: SendParts,
  account: AccountRow,
  statement: StatementRow,
): Promise<Move | LookLater> {
  // Nobody can ask any more.
  if (account.state === "disconnected" && !statement.is_sandboxed)
    return { event: "hand_over", at: parts.now(), written: { cause: "cannot_tell" } };
  const read = await readStatement(parts, statement);
  const since = statement.first_tried_at ?? statement.created_at;
  const answer: Answer<Awaited<ReturnType<PublishPort["lookUp"]>>> = read
    ? await ask(parts, account, statement, (port) => port.lookUp(read, statement.mark, since))
    : { done: { found: "cannot_tell" } };
  const at = parts.now();
  const handOver: Move = { event: "hand_over", at, written: { cause: "cannot_tell" } };
  if ("done" in answer) {
    const { found } = answer.done;
    if (found === "cannot_tell") return handOver;
    if (found === null) return { event: "miss", at, written: { cause: null, next_try_at: at } };
    return { event: "confirm", at, written: { external_id: found.externalId, url: found.url } };
  }
  const { failure } = answer;
  if (failure.kind === "rejected" || failure.kind === "gone") return handOver;
  if (failure.kind === "reconnect") return { written: { next_try_at: at, cause: "reconnect" } };
  if (statement.give_up_at <= at) return handOver;
  const later = new Date(at.getTime() + pauseAfter(statement.attempts));
  return { written: { next_try_at: failure.kind === "rate_limited" ? failure.until : later, cause: "lost" } };
}

/** Speaks with the account's network, or with the desk's own practice network. */
async function ask<Done>(
  parts: SendParts,
  account: AccountRow,
  statement: StatementRow,
  say: (port: PublishPort) => Promise<Done>,
): Promise<Answer<Done>> {
  try {
    if (statement.is_sandboxed) return { done: await say(practicePort(parts.db, account.id, parts.now)) };
    const done = await askNetwork(parts, account, ({ publish }) => {
      if (!publish)
        throw new ConnectorError({ kind: "rejected", reason: "not_permitted" }, "nothing can be said there");
      return say(publish);
    });
    return { done };
  } catch (error) {
    if (error instanceof ConnectorError) return { failure: error.failure };
    // A fault of our own leaves open what was done; the next look finds out.
    parts.log.error({ err: error, statementId: statement.id }, "a statement met with a fault of the desk");
    return { failure: { kind: "unknown" } };
  }
}

/** A statement as the ports take it; undefined where a file of it is gone. */
async function readStatement(parts: SendParts, row: StatementRow): Promise<Statement | undefined> {
  try {
    return {
      text: row.text,
      media: await readMedia(parts, row.workspace_id, row.media),
      options: row.options,
      ...(row.title !== null && { title: row.title }),
      ...(row.reply_to !== null && { replyTo: row.reply_to }),
      ...(row.link !== null && { link: row.link }),
      ...(row.language !== null && { language: row.language }),
    };
  } catch (error) {
    if (error instanceof AppError) return undefined;
    throw error;
  }
}
