import { ConnectorError } from "#connectors/ports/connector-error.ts";
import type { Db } from "#platform/db/database.ts";
import type { NetworkFetch } from "#platform/fetch/network-fetch.ts";
import type { StatementRow } from "../statements/statement-table.ts";
import { lockToBegin } from "./hold-lock.ts";
import { holdsOver } from "./hold-store.ts";

/** What stands between one attempt to send a statement and every call that it makes. */
export interface HoldGate {
  /**
   * Begins a call, unless a hold covers the statement. The call is begun under a lock that a hold which is being placed waits
   * for: once a hold is kept, no call begins any more.
   * @param mayBeHeard the call may leave something on the network
   * @throws ConnectorError `unknown` when it is held
   */
  pass<Answer>(mayBeHeard: boolean, begin: () => Promise<Answer>): Promise<Answer>;
  /** The same ways out, through the gate. */
  guard(network: NetworkFetch): NetworkFetch;
  /** A call was stopped before any that may have left something on the network: nothing was said. */
  readonly stoppedInTime: boolean;
}

export function openHoldGate(
  { db, now }: { readonly db: Db; readonly now: () => Date },
  statement: StatementRow,
): HoldGate {
  let mayBeThere = false;
  let isStopped = false;
  async function pass<Answer>(mayBeHeard: boolean, begin: () => Promise<Answer>): Promise<Answer> {
    // A promise in an object is not waited for: the lock is given free as soon as the call has begun.
    const begun = await db.transaction().execute(async (tx) => {
      await lockToBegin(tx, statement.workspace_id);
      // What was stopped once stays stopped: a call left out before may not be followed by one that needed it.
      if (isStopped || (await holdsOver(tx, statement, now())).length > 0) return null;
      return { answer: settle(begin()) };
    });
    if (begun === null) {
      isStopped = true;
      throw new ConnectorError({ kind: "unknown" }, "the emergency brake holds it");
    }
    mayBeThere ||= mayBeHeard;
    const { value, error } = await begun.answer;
    if (error !== undefined) throw error.cause;
    return value as Answer;
  }
  const guarded =
    (way: typeof fetch): typeof fetch =>
    (input, init) => {
      const method = init?.method ?? (input instanceof Request ? input.method : "GET");
      return pass(!["GET", "HEAD"].includes(method.toUpperCase()), () => way(input, init));
    };
  return {
    pass,
    guard: (network) => ({
      ...network,
      call: guarded(network.call),
      stream: guarded(network.stream),
      permit: (host, port) => pass(true, () => network.permit(host, port)),
    }),
    get stoppedInTime() {
      return isStopped && !mayBeThere;
    },
  };
}

/** A failure is kept until somebody asks for it: nobody hears it while the lock is being given free. */
const settle = <Answer>(answer: Promise<Answer>): Promise<{ value?: Answer; error?: { cause: unknown } }> =>
  answer.then(
    (value) => ({ value }),
    (cause: unknown) => ({ error: { cause } }),
  );
