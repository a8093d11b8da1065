import { createHmac } from "node:crypto";
import type { FakeAccount, FakeNetwork, FakeNotice } from "./fake-state.ts";
import { shownNotice } from "./read-routes.ts";

/** A late webhook is signed with a time so long ago. */
const lateMs = 3_600_000;

export interface WebhookParts {
  readonly network: FakeNetwork;
  readonly notices: readonly FakeNotice[];
  readonly fetch: typeof globalThis.fetch;
  readonly now: () => Date;
}

/**
 * Pushes notices to the addresses that their accounts gave, one call for each. A call is signed over its time and its
 * raw body: `fake-signature: t=<seconds>,v1=<hex HMAC-SHA256 of "t.body">`. Nothing is tried twice; whoever missed a
 * call finds its notice in the inbox.
 */
export async function sendWebhooks({ network, notices, fetch, now }: WebhookParts): Promise<void> {
  for (const notice of notices) {
    const account = network.accounts.find(({ id }) => id === notice.accountId);
    if (!account?.webhook) continue;
    const mishap = network.webhookMishaps.shift();
    if (mishap === "lost") continue;
    const other = network.accounts.find(({ id }) => id !== account.id);
    const to = mishap === "other_account" && other ? { ...notice, accountId: other.id } : notice;
    const body = JSON.stringify({ id: `n${notice.number}`, ...shownNotice(network, to) });
    const at = Math.floor((now().getTime() - (mishap === "late" ? lateMs : 0)) / 1_000);
    const secret = mishap === "forged" ? "somebody else's secret" : account.webhook.secret;
    for (let time = 0; time < (mishap === "doubled" ? 2 : 1); time += 1)
      await call({ fetch, now }, account, body, `t=${at},v1=${signatureOf(secret, at, body)}`);
  }
}

export const signatureOf = (secret: string, at: number, body: string): string =>
  createHmac("sha256", secret).update(`${at}.${body}`).digest("hex");

async function call(
  { fetch, now }: Pick<WebhookParts, "fetch" | "now">,
  { webhook }: FakeAccount,
  body: string,
  signature: string,
): Promise<void> {
  if (!webhook) return;
  const headers = { "content-type": "application/json", "fake-signature": signature };
  const said = await fetch(webhook.url, { method: "POST", headers, body, signal: AbortSignal.timeout(5_000) })
    .then(async (answer) => {
      await answer.body?.cancel();
      return answer.ok ? null : `${answer.status} ${answer.statusText}`.trim();
    })
    .catch(() => "no answer");
  if (said !== null) webhook.lastFailure = { at: now().getTime(), said };
}
