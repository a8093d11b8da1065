import { NativeSelect, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Invitation } from "#platform/contract/workspaces.ts";
import type { Locale } from "#shared/ids.ts";
import { type Role, roles } from "#shared/permissions.ts";
import { isProblem } from "../api/problem-error.ts";
import { platform } from "../api/session.ts";
import { currentLocale } from "../i18n/start-i18n.ts";
import { Button } from "../kit/button.tsx";
import { CopyField } from "../kit/copy-field.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { ErrorNote, Note } from "../kit/note.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { showToast } from "../kit/toasts.tsx";
import inviteCss from "./invitation-section.module.css";
import css from "./settings-content.module.css";

type InvitedRole = Exclude<Role, "owner">;

/** Inviting: by e-mail, with a link that can also be handed over by hand. */
export function InvitationSection() {
  const { t } = useTranslation("desk");
  const queries = useQueryClient();
  const invitations = useQuery(platform.queries.workspace.listInvitations.queryOptions());
  const [made, setMade] = useState<Invitation>();
  const refresh = () =>
    queries.invalidateQueries({ queryKey: platform.queries.workspace.listInvitations.key() });
  const revoke = useMutation({
    mutationFn: (one: Invitation) => platform.client.workspace.revokeInvitation({ id: one.id }),
    onSuccess: async (_answer, one) => {
      if (made?.id === one.id) setMade(undefined);
      await refresh();
      showToast({ text: t("invite.revoked", { email: one.email }) });
    },
  });
  return (
    <RuledSection title={t("invite.title")} deck={t("invite.about")}>
      <InviteForm
        onMade={(invitation) => {
          setMade(invitation);
          void refresh();
        }}
      />
      {made?.link ? (
        <div className={css["gap"]}>
          <Note kind="toska" title={t("invite.made", { email: made.email })}>
            <CopyField label={t("invite.link")} help={t("invite.link_help")} value={made.link} />
          </Note>
        </div>
      ) : null}
      {revoke.error === null ? null : <ErrorNote error={revoke.error} />}
      <div className={css["gap"]}>
        <QueryView query={invitations} rows={1}>
          {({ items }) =>
            items.length === 0 ? null : (
              <DataTable
                label={t("invite.open")}
                rows={items}
                rowKey={(one) => one.id}
                columns={[
                  {
                    key: "email",
                    title: t("invite.open"),
                    value: (one) => (
                      <>
                        {one.email}
                        <span className={css["second"]}>{t("invite.by", { name: one.invitedBy })}</span>
                      </>
                    ),
                  },
                  {
                    key: "role",
                    title: t("field.role"),
                    onPhone: "bare",
                    value: (one) => t(`role.${one.role}.name`),
                  },
                  {
                    key: "until",
                    title: t("invite.until"),
                    value: (one) => <TimeText at={one.expiresAt} look="dateTime" />,
                  },
                  {
                    key: "acts",
                    title: t("field.acts"),
                    isTitleHidden: true,
                    align: "right",
                    onPhone: "bare",
                    value: (one) => (
                      <Button size="small" isBusy={revoke.isPending} onClick={() => revoke.mutate(one)}>
                        {t("invite.revoke")}
                      </Button>
                    ),
                  },
                ]}
              />
            )
          }
        </QueryView>
      </div>
    </RuledSection>
  );
}

function InviteForm({ onMade }: { onMade: (invitation: Invitation) => void }) {
  const { t } = useTranslation("desk");
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<InvitedRole>("officer");
  const [locale, setLocale] = useState<Locale>(currentLocale());
  const invite = useMutation({
    mutationFn: () => platform.client.workspace.inviteMember({ email: email.trim(), role, locale }),
    onSuccess: (invitation) => {
      setEmail("");
      onMade(invitation);
    },
  });
  return (
    <form
      className={inviteCss["form"]}
      aria-label={t("invite.title")}
      onSubmit={(event) => {
        event.preventDefault();
        invite.mutate();
      }}
    >
      <TextInput
        label={t("field.email")}
        type="email"
        required
        value={email}
        error={isProblem(invite.error) ? invite.error.faultOf("email") : undefined}
        onChange={(event) => setEmail(event.currentTarget.value)}
      />
      <NativeSelect
        label={t("field.role")}
        value={role}
        onChange={(event) => setRole(event.currentTarget.value as InvitedRole)}
      >
        {roles
          .filter((one) => one !== "owner")
          .map((one) => (
            <option key={one} value={one}>
              {t(`role.${one}.name`)}
            </option>
          ))}
      </NativeSelect>
      <NativeSelect
        label={t("invite.language")}
        value={locale}
        onChange={(event) => setLocale(event.currentTarget.value as Locale)}
      >
        <option value="id">Indonesia</option>
        <option value="en">English</option>
      </NativeSelect>
      <Button kind="primary" type="submit" isBusy={invite.isPending}>
        {t("invite.act")}
      </Button>
      <p className={inviteCss["about"]}>
        {t(`role.${role}.name`)}: {t(`role.${role}.about`)}.
      </p>
      {invite.error === null ? null : (
        <div className={inviteCss["about"]}>
          <ErrorNote error={invite.error} unchanged={t("invite.unchanged")} />
        </div>
      )}
    </form>
  );
}
