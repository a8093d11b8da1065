import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { platform, useMay } from "../api/session.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Page } from "../kit/page.tsx";
import { QueryView } from "../kit/query-view.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { InvitationSection } from "./invitation-section.tsx";
import { MemberTable } from "./member-table.tsx";
import { RoleMatrix } from "./role-matrix.tsx";
import css from "./settings-content.module.css";

/** Anggota: who works here, in which role, and who has been invited. */
export default function MembersPage() {
  const { t } = useTranslation("desk");
  const format = useFormat();
  const mayManage = useMay("members.manage");
  const members = useQuery(platform.queries.workspace.listMembers.queryOptions());
  const list = members.data?.items ?? [];
  const guarded = list.filter((one) => one.hasTwoFactor).length;
  return (
    <Page
      title={t("settings.members.title")}
      deck={
        members.data === undefined
          ? t("settings.members.about")
          : t("members.deck", { count: list.length, guarded: format.whole(guarded) })
      }
      width="text"
    >
      <div className={css["sections"]}>
        <RuledSection title={t("members.who")}>
          <QueryView query={members}>{({ items }) => <MemberTable members={items} />}</QueryView>
        </RuledSection>
        {mayManage ? <InvitationSection /> : null}
        <RuledSection title={t("members.roles")} deck={t("members.roles_about")}>
          <RoleMatrix />
        </RuledSection>
      </div>
    </Page>
  );
}
