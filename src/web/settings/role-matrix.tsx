import { IconCheck } from "@tabler/icons-react";
import { useTranslation } from "react-i18next";
import { mayRole, permissions, roles } from "#shared/permissions.ts";
import { useMembership } from "../api/session.ts";
import css from "./role-matrix.module.css";

/** What each role may do, right by right; one's own role is marked. */
export function RoleMatrix() {
  const { t } = useTranslation("desk");
  const mine = useMembership()?.role;
  return (
    <div className={css["frame"]}>
      <dl className={css["roles"]}>
        {roles.map((role) => (
          <div key={role}>
            <dt>
              {t(`role.${role}.name`)}
              {role === mine ? ` (${t("members.you")})` : null}
            </dt>
            <dd>{t(`role.${role}.about`)}</dd>
          </div>
        ))}
      </dl>
      <table className={css["matrix"]}>
        <caption className="sr">{t("members.roles")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("members.right")}</th>
            {roles.map((role) => (
              <th key={role} scope="col" data-mine={role === mine || undefined}>
                {t(`role.${role}.name`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {permissions.map((permission) => (
            <tr key={permission}>
              <th scope="row">{t(`permission.${permission.replace(".", "_")}`)}</th>
              {roles.map((role) => (
                <td key={role} data-mine={role === mine || undefined}>
                  {mayRole(role, permission) ? (
                    <>
                      <IconCheck size={15} stroke={2} aria-hidden="true" />
                      <span className="sr">{t("members.may")}</span>
                    </>
                  ) : (
                    <span>
                      <span aria-hidden="true">–</span>
                      <span className="sr">{t("members.may_not")}</span>
                    </span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
