import { setTimeout as pause } from "node:timers/promises";
import { takeDueInboxes } from "./lease-inbox.ts";
import { type ReceiveParts, receiveMessages } from "./receive-messages.ts";

/** Looks so often whether an account is due that nobody receives from. */
const lookMs = 2_000;
/** Accounts that one process receives from at a time; further ones wait for another process, or their turn. */
const mostInboxes = 100;

export type Receiver = {
  /** Receives from every connected account until the desk stops. */
  begin(): void;
  /** Waits until everything that was begun is at its safe place. */
  ended(): Promise<void>;
};

/** Receives what reaches the office's accounts, in this process; several processes share the accounts among them. */
export function openReceiver(parts: ReceiveParts): Receiver {
  const underWay = new Set<Promise<void>>();
  let running: Promise<void> = Promise.resolve();

  async function receiveForEver(): Promise<void> {
    while (!parts.stopping.aborted) {
      try {
        const room = mostInboxes - underWay.size;
        for (const held of room > 0 ? await takeDueInboxes(parts.db, room) : []) {
          const session = receiveMessages(parts, held).catch((error: unknown) => {
            parts.log.error({ err: error, accountId: held.account.id }, "an inbox could not be let go");
          });
          underWay.add(session);
          void session.finally(() => underWay.delete(session));
        }
      } catch (error) {
        parts.log.error({ err: error }, "inboxes wait: what is due could not be read");
      }
      await pause(lookMs, undefined, { signal: parts.stopping }).catch(() => undefined);
    }
  }

  return {
    begin() {
      running = receiveForEver();
    },
    async ended() {
      await running;
      await Promise.allSettled(underWay);
    },
  };
}
