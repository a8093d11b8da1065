import type { RequestContext } from "#platform/http/request-context.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import type { DeskMail } from "#platform/mail/desk-mail.ts";
import type { PushBrowser } from "../../contract/alert.ts";
import { queueSending } from "./alert-queue.ts";
import { createAlertReceiver, type NewReceiver } from "./create-alert-receiver.ts";
import { createPushBrowser } from "./create-push-browser.ts";
import { getAlertSettings } from "./get-alert-settings.ts";
import { listAlertMessages } from "./list-alert-messages.ts";
import { listAlerts } from "./list-alerts.ts";
import { markAlertsRead } from "./mark-alerts-read.ts";
import { removeAlertReceiver } from "./remove-alert-receiver.ts";
import { resendAlertMessage } from "./resend-alert-message.ts";
import type { SendParts } from "./send-messages.ts";
import { snoozeAlert } from "./snooze-alert.ts";
import { testAlertChannel } from "./test-alert-channel.ts";
import { updateAlertSettings } from "./update-alert-settings.ts";
import { readVapidKeys } from "./vapid-keys.ts";

export type AlertParts = Omit<SendParts, "mail"> & {
  mail: Pick<DeskMail, "send" | "settings">;
  jobs: JobQueue;
};

/** One handler for each operation of `alertContract`. */
export const alertHandlers = (parts: AlertParts) => ({
  listAlerts,
  markAlertsRead,
  snoozeAlert,
  listAlertMessages,
  removeAlertReceiver: (context: RequestContext, input: { id: string }) =>
    removeAlertReceiver(context, input),
  getAlertSettings: (context: RequestContext) => getAlertSettings(context, parts.mail),
  updateAlertSettings: (context: RequestContext, input: Parameters<typeof updateAlertSettings>[1]) =>
    updateAlertSettings(context, input, parts.mail),
  createAlertReceiver: (context: RequestContext, input: NewReceiver) =>
    createAlertReceiver(context, input, parts.keys),
  getPushKey: async () => ({ publicKey: (await readVapidKeys(parts)).publicKey }),
  createPushBrowser: (context: RequestContext, input: PushBrowser) =>
    createPushBrowser(context, input, parts.keys),
  removePushBrowser: (context: RequestContext, input: { id: string }) =>
    removeAlertReceiver(context, input, ["push"]),
  testAlertChannel: (context: RequestContext, input: { to: string }) =>
    testAlertChannel(context, input, parts),
  async resendAlertMessage(context: RequestContext, input: { id: string }) {
    await queueSending(parts.jobs, await resendAlertMessage(context, input));
    return { state: "waiting" as const };
  },
});
