import { implement } from "@orpc/server";
import type { RequestContext } from "#platform/http/request-context.ts";
import type { Translate } from "#platform/i18n/translator.ts";
import type { JobQueue } from "#platform/jobs/define-job.ts";
import { tagContract } from "../../contract/tag.ts";
import { createTag } from "./create-tag.ts";
import { exportTaxonomy } from "./export-taxonomy.ts";
import { importTaxonomy } from "./import-taxonomy.ts";
import { listTagChanges } from "./list-tag-changes.ts";
import { mergeTag, unmergeTag } from "./merge-tag.ts";
import { removeTag } from "./remove-tag.ts";
import { selectTags } from "./tag-store.ts";
import { withTags } from "./tag-tables.ts";
import { updateTag } from "./update-tag.ts";

/** Joins the operations of tags to their contract. */
export function tagRoutes({ jobs, translate }: { jobs: JobQueue; translate: Translate }) {
  const api = implement(tagContract).$context<RequestContext>();
  return {
    getTaxonomy: api.getTaxonomy.handler(async ({ context }) => ({
      items: await selectTags(withTags(context.db), context.workspaceId),
    })),
    createTag: api.createTag.handler(({ context, input }) => createTag(context, input, jobs)),
    updateTag: api.updateTag.handler(({ context, input }) => updateTag(context, input, jobs)),
    removeTag: api.removeTag.handler(({ context, input }) => removeTag(context, input, jobs)),
    mergeTag: api.mergeTag.handler(({ context, input }) => mergeTag(context, input, jobs)),
    unmergeTag: api.unmergeTag.handler(({ context, input }) => unmergeTag(context, input, jobs)),
    exportTaxonomy: api.exportTaxonomy.handler(({ context, input }) => exportTaxonomy(context, input)),
    importTaxonomy: api.importTaxonomy.handler(({ context, input }) =>
      importTaxonomy(context, input, jobs, translate),
    ),
    listTagChanges: api.listTagChanges.handler(({ context, input }) => listTagChanges(context, input)),
  };
}
