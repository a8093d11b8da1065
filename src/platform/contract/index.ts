import { noticeContract } from "./notices.ts";
import { auditContract, backupContract, jobContract, mailContract } from "./operations-room.ts";
import { sessionContract } from "./session.ts";
import { apiKeyContract, workspaceContract } from "./workspaces.ts";

/** The operations of the platform itself. */
export const platformContract = {
  session: sessionContract,
  workspace: workspaceContract,
  keys: apiKeyContract,
  audit: auditContract,
  notices: noticeContract,
  jobs: jobContract,
  mail: mailContract,
  backup: backupContract,
};
