import { ConnectorError } from "#connectors/ports/connector-error.ts";
import { AppError } from "#shared/app-error.ts";
import { failedFinding, type PollFinding } from "../sources/poll-finding.ts";

/** A budget may be raised any day: so long at most until the account is asked again. */
const budgetPauseMs = 60 * 60_000;

/**
 * What a network did not do, as a finding of the source; undefined for what is no word of a network's.
 * @param network its name
 */
export function findingOfNetwork(error: unknown, network: string, now: Date): PollFinding | undefined {
  if (error instanceof AppError && error.code === "not_found")
    return failedFinding("account_disconnected", { network });
  if (!(error instanceof ConnectorError)) return undefined;
  const { failure } = error;
  switch (failure.kind) {
    case "rate_limited": {
      const waitMs = Math.max(failure.until.getTime() - now.getTime(), 0);
      if (failure.because === "budget")
        return failedFinding(
          "budget_spent",
          { network, until: failure.until.toISOString().slice(0, 10) },
          { retryAfterMs: Math.min(waitMs, budgetPauseMs) },
        );
      return failedFinding("network_pause", { network }, { retryAfterMs: waitMs });
    }
    case "reconnect":
      return failedFinding("account_broken", { network });
    case "rejected":
      return failedFinding("network_refused", { network });
    case "gone":
      return failedFinding("network_gone", { network });
    default:
      return failedFinding("network_silent", { network });
  }
}
