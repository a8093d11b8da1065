import type { WebhookRegistrar } from "#connectors/ports/webhook-port.ts";
import type { FakeClient } from "./fake-client.ts";
import { fakeWebhookState } from "./fake-shapes.ts";

const path = "/api/webhook";

/** Has the practice network push an account's notices to an address. */
export const fakeRegistrar = (client: FakeClient): WebhookRegistrar => ({
  async register({ url, secret }) {
    await client.ask(path, fakeWebhookState, { method: "PUT", body: { url, secret } });
  },
  async unregister() {
    await client.ask(path, fakeWebhookState, { method: "PUT", body: null });
  },
  async state() {
    const { url, waiting, lastFailure } = await client.ask(path, fakeWebhookState);
    return { url, waiting, lastFailure: lastFailure && { ...lastFailure, at: new Date(lastFailure.at) } };
  },
});
