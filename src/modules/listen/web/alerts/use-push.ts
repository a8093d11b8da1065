import { useQuery, useQueryClient } from "@tanstack/react-query";
import type { AlertReceiver } from "../../contract/alert.ts";
import { listen } from "../listen-api.ts";
import { browserName } from "./browser-name.ts";

/** The worker that shows alerts stands under this address only, and keeps nothing. */
const scope = "/peringatan";

/** What this browser can do: nothing without TLS, nothing where it has no push, nothing where the person refused. */
export type PushAbility = "insecure" | "unsupported" | "blocked" | "open";

const stateKey = ["push-browser"];

/** How this browser stands towards alerts: whether it can show them, and the address that it has for it. */
export const usePushState = () => useQuery({ queryKey: stateKey, queryFn: readState, staleTime: 0 });

async function readState(): Promise<{ ability: PushAbility; endpoint: string | null }> {
  const ability = readAbility();
  if (ability !== "open") return { ability, endpoint: null };
  const registration = await navigator.serviceWorker.getRegistration(scope);
  const subscription = await registration?.pushManager.getSubscription();
  return { ability, endpoint: subscription?.endpoint ?? null };
}

function readAbility(): PushAbility {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator && "PushManager" in window && "Notification" in window))
    return "unsupported";
  return Notification.permission === "denied" ? "blocked" : "open";
}

/** Allows alerts in this browser, and takes it back. */
export function usePushActs() {
  const queries = useQueryClient();
  const refresh = () =>
    Promise.all([
      queries.invalidateQueries({ queryKey: stateKey }),
      queries.invalidateQueries({ queryKey: listen.queries.alerts.key() }),
    ]);
  return {
    /** @returns null when the person did not allow it; throws what the browser or the desk throws */
    async allow(
      nameOf: (parts: { browser: string; system: string }) => string,
    ): Promise<AlertReceiver | null> {
      try {
        if ((await Notification.requestPermission()) !== "granted") return null;
        const { publicKey } = await listen.client.alerts.getPushKey();
        const { endpoint, p256dh, auth } = await subscribe(publicKey);
        const name = nameOf(browserName(navigator.userAgent));
        return await listen.client.alerts.createPushBrowser({ name, endpoint, p256dh, auth });
      } finally {
        await refresh();
      }
    },
    async stop(id: string): Promise<void> {
      await listen.client.alerts.removePushBrowser({ id });
      const registration = await navigator.serviceWorker.getRegistration(scope);
      await (await registration?.pushManager.getSubscription())?.unsubscribe();
      await refresh();
    },
  };
}

async function subscribe(publicKey: string): Promise<{ endpoint: string; p256dh: string; auth: string }> {
  const registration = await navigator.serviceWorker.register("/push-worker.js", { scope });
  await untilActive(registration);
  // Whoever used this browser before had the old one; it may also be for another key of the desk.
  await (await registration.pushManager.getSubscription())?.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: publicKey,
  });
  const { p256dh = "", auth = "" } = subscription.toJSON().keys ?? {};
  return { endpoint: subscription.endpoint, p256dh, auth };
}

/** `serviceWorker.ready` would never come for a page that was opened elsewhere on the desk. */
async function untilActive(registration: ServiceWorkerRegistration): Promise<void> {
  const worker = registration.installing ?? registration.waiting;
  if (registration.active || !worker) return;
  await new Promise<void>((resolve) => {
    worker.addEventListener("statechange", () => {
      if (worker.state === "activated" || worker.state === "redundant") resolve();
    });
  });
}
