import { IconLogout, IconUser } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useMe, useMembership } from "../api/session.ts";
import { useSwitchWorkspace } from "../api/use-switch-workspace.ts";
import { Button } from "../kit/button.tsx";
import { Page } from "../kit/page.tsx";
import { RuledSection } from "../kit/ruled-section.tsx";
import { useSignOut } from "../sign-in/use-sign-out.ts";
import { useNavGroups, useTitle } from "./desk-nav.ts";
import css from "./more-page.module.css";

/** Lainnya: on a phone, everything that has no tab of its own. */
export default function MorePage() {
  const { t } = useTranslation("desk");
  const title = useTitle();
  const me = useMe();
  const current = useMembership();
  const switchWorkspace = useSwitchWorkspace();
  const signOut = useSignOut();
  // What has a tab of its own is below on every page.
  const groups = useNavGroups()
    .map(({ group, pages }) => ({ group, pages: pages.filter((page) => page.nav.tab !== true) }))
    .filter(({ pages }) => pages.length > 0);
  return (
    <Page title={t("nav.more")} deck={current?.name} width="text">
      {groups.map(({ group, pages }) => (
        <section key={group} aria-label={t(`nav.${group}`)}>
          <h2 className={css["group"]}>{t(`nav.${group}`)}</h2>
          <ul className={css["list"]}>
            {pages.map((page) => {
              const Icon = page.nav.icon;
              return (
                <li key={page.path}>
                  <Link to={page.path}>
                    <Icon size={20} stroke={1.6} />
                    {title(page.title)}
                  </Link>
                </li>
              );
            })}
            {group === "foot" ? (
              <li>
                <Link to="/akun">
                  <IconUser size={20} stroke={1.6} />
                  {t("nav.account")}
                </Link>
              </li>
            ) : null}
          </ul>
        </section>
      ))}
      {me === undefined || me.memberships.length < 2 ? null : (
        <RuledSection title={t("shell.switch_workspace")}>
          <ul className={css["list"]}>
            {me.memberships.map((one) => (
              <li key={one.slug}>
                <button
                  type="button"
                  aria-current={one.slug === current?.slug || undefined}
                  onClick={() => switchWorkspace(one.slug)}
                >
                  {one.name}
                </button>
              </li>
            ))}
          </ul>
        </RuledSection>
      )}
      <Button onClick={() => void signOut()} className={css["out"]}>
        <IconLogout size={18} stroke={1.6} />
        {t("act.sign_out")}
      </Button>
    </Page>
  );
}
