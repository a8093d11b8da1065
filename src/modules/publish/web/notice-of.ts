import type { Notice } from "#platform/contract/notices.ts";
import type { NoticeWords } from "#web/pages.ts";

const kinds = new Set([
  "publish.approval_asked",
  "publish.refused",
  "publish.approved",
  "publish.approval_expired",
  "publish.failed",
]);

/** How the bell says what drafts have to tell, and where that leads. */
export function noticeOf({ kind, subject }: Notice): NoticeWords | undefined {
  if (!kinds.has(kind)) return undefined;
  const title = `publish:notice.${kind.slice("publish.".length)}`;
  return { title, more: `${title}_more`, to: `/naskah/${subject.id}` };
}
