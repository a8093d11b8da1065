import type { Notice } from "#platform/contract/notices.ts";
import type { NoticeWords } from "#web/pages.ts";

const accountKinds = new Set([
  "accounts.account_broken",
  "accounts.account_works",
  "accounts.account_expiring",
]);

/** It concerns an account that there is not yet. */
const applicationKind = "accounts.application_waits";

const recoveryKinds = new Set(["accounts.recovery_due", "accounts.recovery_never_checked"]);

const statementKinds = new Set([
  "accounts.statement_failed",
  "accounts.statement_doubtful",
  "accounts.statement_by_hand",
]);

/** What stands still, and pages that are gone: on the page of what was sent. */
const sendingKinds = new Set(["accounts.sending_late", "accounts.page_gone"]);

/** How the bell says what accounts have to tell, and where that leads. */
export function noticeOf({ kind, values }: Notice): NoticeWords | undefined {
  const title = `accounts:notice.${kind.slice("accounts.".length)}`;
  if (accountKinds.has(kind) || kind === applicationKind)
    return { title, more: `${title}_more`, to: "/akun-resmi" };
  if (kind === "accounts.hold_suggested")
    return { title, more: `${title}_more`, to: "/rem-darurat", search: { kata: String(values["words"]) } };
  if (recoveryKinds.has(kind)) return { title, more: `${title}_more`, to: "/register-akun" };
  if (sendingKinds.has(kind)) {
    const title = `accounts:notice.${kind.slice("accounts.".length)}`;
    const lihat = kind === "accounts.sending_late" ? "open" : "sent";
    return { title, more: `${title}_more`, to: "/terkirim", search: { lihat } };
  }
  if (!statementKinds.has(kind)) return undefined;
  return { title, more: `${title}_more`, to: "/terkirim", search: { lihat: "attention" } };
}
