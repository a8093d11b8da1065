import type { Notice } from "#platform/contract/notices.ts";
import type { NoticeWords } from "#web/pages.ts";
import { type OutcomeKey, outcomeKeys } from "../contract/outcome-keys.ts";
import { outletPath } from "./outlets/outlet-path.ts";

/** How the bell says what listening has to tell, and where that leads. */
export function noticeOf({ kind, subject, values }: Notice): NoticeWords | undefined {
  const source = { to: "/sumber", search: { sumber: subject.id } };
  switch (kind) {
    case "listen.source_failing":
      return { title: "listen:notice.source_failing", more: outcomeOf(values["outcome"]), ...source };
    case "listen.source_stopped":
      return { title: "listen:notice.source_stopped", more: outcomeOf(values["outcome"]), ...source };
    case "listen.source_recovered":
      return { title: "listen:notice.source_recovered", ...source };
    case "listen.original_gone":
      return {
        title: "listen:notice.original_gone",
        more: "listen:notice.original_gone_more",
        to: "/aliran",
        search: { sel: subject.id },
      };
    case "listen.original_moved":
      return {
        title: "listen:notice.original_moved",
        more: "listen:notice.original_moved_more",
        to: "/aliran",
        search: { sel: subject.id },
      };
    case "listen.alert":
    case "listen.alert_spike":
    case "listen.alert_spike_story":
    case "listen.alert_spike_newsmaker":
    case "listen.alert_spike_stream":
    case "listen.alert_goes_on":
    case "listen.alert_handed_on":
    case "listen.alerts": {
      const title = `listen:notice.${kind.slice("listen.".length)}`;
      const more = kind.startsWith("listen.alert_spike") ? "listen:notice.alert_spike_more" : `${title}_more`;
      return { title, more, to: "/peringatan" };
    }
    case "listen.alert_receiver_paused":
      return {
        title: "listen:notice.alert_receiver_paused",
        more: "listen:notice.alert_receiver_paused_more",
        to: "/peringatan/kiriman",
      };
    case "listen.outlet_silent":
      return {
        title: "listen:notice.outlet_silent",
        more: "listen:notice.outlet_silent_more",
        to: outletPath({ kind: "outlet", key: subject.id }),
      };
    case "listen.outlets_silent":
      return {
        title: "listen:notice.outlets_silent",
        more: "listen:notice.outlets_silent_more",
        to: "/media",
        search: { urut: "silent" },
      };
    case "listen.clipping_made":
      return { title: "listen:notice.clipping_made", to: `/kliping/${subject.id}` };
    case "listen.clipping_mail_failed":
      return { title: "listen:notice.clipping_mail_failed", to: `/kliping/${subject.id}` };
    default:
      return undefined;
  }
}

/** These say in how many minutes it is tried again, which is no longer so when the notice is read. */
const passing: readonly OutcomeKey[] = ["rate_limited", "server_error", "network_pause", "network_silent"];

/** What the last look ended with; a key of a newer server is said in general words. */
function outcomeOf(key: unknown): string {
  const known = outcomeKeys.find((one) => one === key);
  if (known !== undefined && passing.includes(known)) return "listen:notice.tried_again";
  return known === undefined ? "listen:outcome_unknown" : `listen:outcome.${known}`;
}
