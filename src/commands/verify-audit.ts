import { verifyEveryAudit } from "#platform/audit/verify-audit.ts";
import { ClearError } from "#shared/clear-error.ts";
import { onVisit } from "./open-visit.ts";

/** Recomputes every workspace's chain and says whether it holds. */
export async function verifyAuditCommand(): Promise<void> {
  const verdicts = await onVisit(({ db }) => verifyEveryAudit(db));
  for (const { slug, isIntact, entries, firstBrokenSeq, headHash } of verdicts) {
    console.log(
      `${slug}: ${entries} entries, ${isIntact ? `intact, head ${headHash ?? "-"}` : `BROKEN from entry ${firstBrokenSeq} on`}`,
    );
  }
  if (verdicts.some((verdict) => !verdict.isIntact))
    throw new ClearError("The audit log was altered. Compare with a backup.");
}
