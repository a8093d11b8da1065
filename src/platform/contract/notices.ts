import { z } from "zod";
import { id, instant } from "#shared/ids.ts";
import { pageInput, pageOf } from "#shared/paging.ts";
import { operation } from "./operation.ts";

const tags = ["notices"];

/** info: good to know · warning: somebody should look at it · urgent: something stands still until somebody does. */
export const NoticeSeverity = z.enum(["info", "warning", "urgent"]);
export type NoticeSeverity = z.infer<typeof NoticeSeverity>;

export const Notice = z.object({
  id,
  /** `module.what`, for which the module's pages have a sentence with `values` in it. */
  kind: z.string(),
  severity: NoticeSeverity,
  values: z.record(z.string(), z.union([z.string(), z.number()])),
  /** What it is about: `source` and its id. */
  subject: z.object({ kind: z.string(), id: z.string() }),
  at: instant,
  isRead: z.boolean(),
});
export type Notice = z.infer<typeof Notice>;

export const noticeContract = {
  listNotices: operation("mentions.read")
    .route({ method: "GET", path: "/notices", tags, summary: "What you should know of here, newest first" })
    .input(z.object(pageInput))
    .output(pageOf(Notice).extend({ unread: z.number() })),
  markNoticesRead: operation("mentions.read")
    .route({ method: "POST", path: "/notices/read", tags, summary: "Mark notices as read by you" })
    .input(z.object({ ids: z.array(id).min(1).max(200) }))
    .output(z.object({ unread: z.number() })),
};
