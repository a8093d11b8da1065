import { implement } from "@orpc/server";
import { listAuditEntries } from "./audit/list-audit-entries.ts";
import { platformSubjects, type SubjectNames } from "./audit/name-subjects.ts";
import { verifyAudit } from "./audit/verify-audit.ts";
import type { Authenticator } from "./auth/create-authenticator.ts";
import type { RandomBytes } from "./auth/token.ts";
import { createBackup, listBackups } from "./backup/create-backup.ts";
import { platformContract } from "./contract/index.ts";
import { guardOperations } from "./http/guard-operations.ts";
import type { IncomingRequest } from "./http/incoming-request.ts";
import type { Translate } from "./i18n/translator.ts";
import type { JobRunner } from "./jobs/job-runner.ts";
import { listJobKinds } from "./jobs/list-job-kinds.ts";
import { listJobs } from "./jobs/list-jobs.ts";
import { retryJob } from "./jobs/retry-job.ts";
import { createApiKey } from "./keys/create-api-key.ts";
import { listApiKeys } from "./keys/list-api-keys.ts";
import { revokeApiKey } from "./keys/revoke-api-key.ts";
import type { Logger } from "./log/logger.ts";
import type { DeskMail } from "./mail/desk-mail.ts";
import { getMailPreview } from "./mail/get-mail-preview.ts";
import { getMailSettings } from "./mail/get-mail-settings.ts";
import { listMailPreviews } from "./mail/list-mail-previews.ts";
import { sendTestMail } from "./mail/send-test-mail.ts";
import { updateMailSettings } from "./mail/update-mail-settings.ts";
import { listNotices } from "./notices/list-notices.ts";
import { markNoticesRead } from "./notices/mark-notices-read.ts";
import type { KeyRing } from "./secrets/key-ring.ts";
import { completeSetup } from "./session/complete-setup.ts";
import { type DeskFacts, getDesk } from "./session/get-desk.ts";
import { getMe } from "./session/get-me.ts";
import { updateMe } from "./session/update-me.ts";
import { acceptInvitation } from "./workspaces/accept-invitation.ts";
import { createWorkspace } from "./workspaces/create-workspace.ts";
import { getInvitation } from "./workspaces/get-invitation.ts";
import { getWorkspace } from "./workspaces/get-workspace.ts";
import { inviteMember } from "./workspaces/invite-member.ts";
import { listInvitations } from "./workspaces/list-invitations.ts";
import { listMembers } from "./workspaces/list-members.ts";
import { removeMember } from "./workspaces/remove-member.ts";
import { revokeInvitation } from "./workspaces/revoke-invitation.ts";
import { updateMember } from "./workspaces/update-member.ts";
import { updateWorkspace } from "./workspaces/update-workspace.ts";

export type PlatformParts = {
  log: Logger;
  translate: Translate;
  authenticator: Pick<Authenticator, "refreshSession">;
  mail: DeskMail;
  keys: KeyRing;
  jobs: Pick<JobRunner, "send" | "retry">;
  random: RandomBytes;
  desk: DeskFacts;
  /** How modules name what their audit entries are about. */
  auditSubjects: SubjectNames;
  /** The address people use, without a slash at the end; known once the server listens. */
  deskUrl(): string;
};

/** Joins the platform's operations to their contracts. */
export function createPlatformRouter(parts: PlatformParts) {
  const { authenticator, desk, jobs, keys, log, mail, random, translate } = parts;
  const post = { random, translate, log, deskUrl: parts.deskUrl, sendMail: mail.send };
  const api = implement(platformContract).$context<IncomingRequest>().use(guardOperations(log));
  return api.router({
    session: {
      getDesk: api.session.getDesk.handler(({ context }) => getDesk(context, desk)),
      completeSetup: api.session.completeSetup.handler(({ context, input }) => completeSetup(context, input)),
      getMe: api.session.getMe.handler(({ context }) => getMe(context, authenticator.refreshSession)),
      updateMe: api.session.updateMe.handler(({ context, input }) => updateMe(context, input)),
    },
    workspace: {
      getWorkspace: api.workspace.getWorkspace.handler(({ context }) => getWorkspace(context)),
      createWorkspace: api.workspace.createWorkspace.handler(({ context, input }) =>
        createWorkspace(context, input),
      ),
      updateWorkspace: api.workspace.updateWorkspace.handler(({ context, input }) =>
        updateWorkspace(context, input),
      ),
      listMembers: api.workspace.listMembers.handler(({ context }) => listMembers(context)),
      updateMember: api.workspace.updateMember.handler(({ context, input }) => updateMember(context, input)),
      removeMember: api.workspace.removeMember.handler(({ context, input }) => removeMember(context, input)),
      listInvitations: api.workspace.listInvitations.handler(({ context }) => listInvitations(context)),
      inviteMember: api.workspace.inviteMember.handler(({ context, input }) =>
        inviteMember(context, input, post),
      ),
      revokeInvitation: api.workspace.revokeInvitation.handler(({ context, input }) =>
        revokeInvitation(context, input),
      ),
      getInvitation: api.workspace.getInvitation.handler(({ context, input }) =>
        getInvitation(context, input),
      ),
      acceptInvitation: api.workspace.acceptInvitation.handler(({ context, input }) =>
        acceptInvitation(context, input),
      ),
    },
    keys: {
      listApiKeys: api.keys.listApiKeys.handler(({ context }) => listApiKeys(context)),
      createApiKey: api.keys.createApiKey.handler(({ context, input }) =>
        createApiKey(context, input, random),
      ),
      revokeApiKey: api.keys.revokeApiKey.handler(({ context, input }) => revokeApiKey(context, input)),
    },
    audit: {
      listAuditEntries: api.audit.listAuditEntries.handler(({ context, input }) =>
        listAuditEntries(context, input, { ...platformSubjects, ...parts.auditSubjects }),
      ),
      verifyAudit: api.audit.verifyAudit.handler(({ context }) =>
        verifyAudit(context.db, context.workspaceId),
      ),
    },
    notices: {
      listNotices: api.notices.listNotices.handler(({ context, input }) => listNotices(context, input)),
      markNoticesRead: api.notices.markNoticesRead.handler(({ context, input }) =>
        markNoticesRead(context, input),
      ),
    },
    jobs: {
      listJobs: api.jobs.listJobs.handler(({ context, input }) => listJobs(context, input)),
      listJobKinds: api.jobs.listJobKinds.handler(({ context }) => listJobKinds(context)),
      retryJob: api.jobs.retryJob.handler(({ context, input }) => retryJob(context, input, jobs)),
    },
    mail: {
      getMailSettings: api.mail.getMailSettings.handler(({ context }) => getMailSettings(context, mail)),
      updateMailSettings: api.mail.updateMailSettings.handler(({ context, input }) =>
        updateMailSettings(context, input, { mail, keys }),
      ),
      sendTestMail: api.mail.sendTestMail.handler(({ context }) =>
        sendTestMail(context, { mail, translate }),
      ),
      listMailPreviews: api.mail.listMailPreviews.handler(({ context }) =>
        listMailPreviews(context, mail.previewDir),
      ),
      getMailPreview: api.mail.getMailPreview.handler(({ context, input }) =>
        getMailPreview(context, input, mail.previewDir),
      ),
    },
    backup: {
      listBackups: api.backup.listBackups.handler(({ context }) => listBackups(context)),
      createBackup: api.backup.createBackup.handler(({ context }) => createBackup(context, jobs)),
    },
  });
}
