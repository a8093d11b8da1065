import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Logger } from "#platform/log/logger.ts";
import { alertContract } from "../../contract/alert.ts";
import { type AlertParts, alertHandlers } from "./alert-handlers.ts";

/** Joins the operations of alerts to their contract. */
export function alertRoutes(parts: AlertParts & { log: Logger }) {
  const api = implement(alertContract).$context<RequestContext>();
  const alerts = alertHandlers(parts);
  return {
    listAlerts: api.listAlerts.handler(({ context, input }) => alerts.listAlerts(context, input)),
    markAlertsRead: api.markAlertsRead.handler(({ context, input }) => alerts.markAlertsRead(context, input)),
    snoozeAlert: api.snoozeAlert.handler(({ context, input }) => alerts.snoozeAlert(context, input)),
    getAlertSettings: api.getAlertSettings.handler(({ context }) => alerts.getAlertSettings(context)),
    updateAlertSettings: api.updateAlertSettings.handler(({ context, input }) =>
      alerts.updateAlertSettings(context, input),
    ),
    createAlertReceiver: api.createAlertReceiver.handler(({ context, input }) =>
      alerts.createAlertReceiver(context, input),
    ),
    removeAlertReceiver: api.removeAlertReceiver.handler(({ context, input }) =>
      alerts.removeAlertReceiver(context, input),
    ),
    getPushKey: api.getPushKey.handler(() => alerts.getPushKey()),
    createPushBrowser: api.createPushBrowser.handler(({ context, input }) =>
      alerts.createPushBrowser(context, input),
    ),
    removePushBrowser: api.removePushBrowser.handler(({ context, input }) =>
      alerts.removePushBrowser(context, input),
    ),
    testAlertChannel: api.testAlertChannel.handler(({ context, input }) =>
      alerts.testAlertChannel(context, input),
    ),
    listAlertMessages: api.listAlertMessages.handler(({ context, input }) =>
      alerts.listAlertMessages(context, input),
    ),
    resendAlertMessage: api.resendAlertMessage.handler(({ context, input }) =>
      alerts.resendAlertMessage(context, input),
    ),
  };
}
