import { NativeSelect } from "@mantine/core";
import { IconShieldCheck } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Member } from "#platform/contract/workspaces.ts";
import { type Role, roles } from "#shared/permissions.ts";
import { platform, useMay, useMe, useMembership } from "../api/session.ts";
import { Button } from "../kit/button.tsx";
import { Chip } from "../kit/chip.tsx";
import { ConfirmDialog } from "../kit/confirm-dialog.tsx";
import { DataTable } from "../kit/data-table.tsx";
import { ErrorNote } from "../kit/note.tsx";
import { TimeText } from "../kit/time-text.tsx";
import { showToast } from "../kit/toasts.tsx";
import css from "./settings-content.module.css";

/** The members with their roles. Another role counts at once and can be undone; taking access away asks first. */
export function MemberTable({ members }: { members: readonly Member[] }) {
  const { t } = useTranslation("desk");
  const me = useMe();
  const myRole = useMembership()?.role;
  const mayManage = useMay("members.manage");
  const queries = useQueryClient();
  const [leaving, setLeaving] = useState<Member>();
  const refresh = () => queries.invalidateQueries({ queryKey: platform.queries.workspace.listMembers.key() });
  const change = useMutation({
    mutationFn: ({ member, role }: { member: Member; role: Role }) =>
      platform.client.workspace.updateMember({ userId: member.userId, role }),
    onSuccess: async (changed, { member }) => {
      await refresh();
      if (changed.role === member.role) return;
      showToast({
        text: t("members.role_changed", { name: member.name, role: t(`role.${changed.role}.name`) }),
        undo: () => change.mutate({ member: changed, role: member.role }),
      });
    },
  });
  // Owners differ from admins in that an admin cannot demote or remove them.
  const mayChange = (member: Member): boolean =>
    mayManage && member.userId !== me?.id && (member.role !== "owner" || myRole === "owner");

  return (
    <>
      {change.error === null ? null : <ErrorNote error={change.error} />}
      <DataTable
        label={t("members.who")}
        rows={members}
        rowKey={(member) => member.userId}
        initialSort={{ key: "name", isDown: false }}
        columns={[
          {
            key: "name",
            title: t("field.name"),
            sort: (member) => member.name,
            value: (member) => (
              <>
                {member.name}
                {member.userId === me?.id ? ` (${t("members.you")})` : null}
                <span className={css["second"]}>{member.email}</span>
              </>
            ),
          },
          {
            key: "role",
            title: t("field.role"),
            onPhone: "bare",
            sort: (member) => roles.indexOf(member.role),
            value: (member) =>
              mayChange(member) ? (
                <NativeSelect
                  aria-label={t("members.role_of", { name: member.name })}
                  value={member.role}
                  onChange={(event) => change.mutate({ member, role: event.currentTarget.value as Role })}
                >
                  {roles
                    .filter((role) => role !== "owner" || myRole === "owner")
                    .map((role) => (
                      <option key={role} value={role}>
                        {t(`role.${role}.name`)}
                      </option>
                    ))}
                </NativeSelect>
              ) : (
                t(`role.${member.role}.name`)
              ),
          },
          {
            key: "second",
            title: t("members.second_short"),
            onPhone: "bare",
            value: (member) =>
              member.hasTwoFactor ? (
                <Chip kind="toska" icon={<IconShieldCheck size={15} stroke={1.75} />}>
                  {t("members.second_is_on")}
                </Chip>
              ) : (
                <Chip>{t("members.second_is_off")}</Chip>
              ),
          },
          {
            key: "seen",
            title: t("members.seen"),
            sort: (member) => member.lastSeenAt,
            value: (member) =>
              member.lastSeenAt === null ? (
                t("members.never")
              ) : (
                <TimeText at={member.lastSeenAt} look="ago" />
              ),
          },
          ...(mayManage
            ? [
                {
                  key: "acts",
                  title: t("field.acts"),
                  isTitleHidden: true,
                  align: "right" as const,
                  onPhone: "bare" as const,
                  value: (member: Member) =>
                    mayChange(member) ? (
                      <Button size="small" onClick={() => setLeaving(member)}>
                        {t("members.remove")}
                      </Button>
                    ) : null,
                },
              ]
            : []),
        ]}
      />
      <ConfirmDialog
        isOpen={leaving !== undefined}
        title={t("members.remove_title", { name: leaving?.name ?? "" })}
        act={t("members.remove_act", { name: leaving?.name ?? "" })}
        isDangerous
        onConfirm={async () => {
          if (leaving !== undefined) await platform.client.workspace.removeMember({ userId: leaving.userId });
          await refresh();
        }}
        onClose={() => setLeaving(undefined)}
      >
        {t("members.remove_text")}
      </ConfirmDialog>
    </>
  );
}
