import { withAccounts } from "../account-tables.ts";
import { liftHold } from "./lift-hold.ts";
import { liftHolds } from "./lift-holds.ts";
import { type HoldContext, placeHold } from "./place-hold.ts";

/** The emergency brake, for whoever stands at the server's own terminal. */
export const brake = {
  placeHold,
  liftHold,
  liftHolds,
  /** The id of a connected account by its handle, with or without "@"; null where there is none. */
  async accountNamed({ db, workspaceId }: HoldContext, handle: string): Promise<string | null> {
    const row = await withAccounts(db)
      .selectFrom("accounts.account")
      .select("id")
      .where("workspace_id", "=", workspaceId)
      .where("handle", "in", [handle, handle.replace(/^@/, "")])
      .where("state", "<>", "disconnected")
      .executeTakeFirst();
    return row?.id ?? null;
  },
};
