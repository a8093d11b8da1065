import { AppError } from "#shared/app-error.ts";
import type { Statement } from "../../contract/statements.ts";
import { followPage } from "../followed-pages/follow-page.ts";
import { holdsOver } from "../holds/hold-store.ts";
import { type ActContext, actOnStatement } from "./act-on-statement.ts";
import { giveUpAfterMs } from "./statement-machine.ts";

/** A PR officer looked on the network, or posted it there by hand, and says whether the statement stands there. */
export const decideStatement = (
  context: ActContext,
  { id, stands, url }: { id: string; stands: boolean; url?: string | undefined },
): Promise<Statement> =>
  actOnStatement(
    context,
    id,
    (at, { cause }) => {
      if (stands) return { event: "confirm", written: { url: url ?? null } };
      // Nobody but a person posts it: sending it again would only hand it over again.
      if (cause === "by_hand") return { event: "refuse", written: { cause: "not_posted" } };
      const giveUpAt = new Date(at.getTime() + giveUpAfterMs);
      return { event: "miss", written: { cause: null, next_try_at: at, give_up_at: giveUpAt } };
    },
    async (tx, before, at) => {
      const isHeld = before.cause === "by_hand" && (await holdsOver(tx, before, at)).length > 0;
      if (stands && isHeld) throw new AppError("conflict", "accounts.statement_held");
      // What a machine posted is known by the network's own answers.
      const isFollowed = before.cause === "by_hand" && !before.is_sandboxed;
      if (stands && url !== undefined && isFollowed) await followPage(tx, before, url, at);
    },
  );
