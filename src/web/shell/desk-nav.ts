import { useTranslation } from "react-i18next";
import { useMembership } from "../api/session.ts";
import { type DeskPage, type NavGroup, navGroups, type SettingsPage, useModules } from "../pages.ts";

export type NavPage = DeskPage & { nav: NonNullable<DeskPage["nav"]> };

/** The pages of the rail that this person may open, group by group, in the rail's order. */
export function useNavGroups(): { group: NavGroup; pages: NavPage[] }[] {
  const modules = useModules();
  const may = useMayOpen();
  const pages = modules
    .flatMap((module) => module.pages)
    .filter((page): page is NavPage => page.nav !== undefined);
  return navGroups
    .map((group) => ({ group, pages: pages.filter((page) => page.nav.group === group && may(page)) }))
    .filter((one) => one.pages.length > 0);
}

/** The pages under Pengaturan that this person may open, in order. */
export function useSettingsPages(): SettingsPage[] {
  const modules = useModules();
  const may = useMayOpen();
  return modules
    .flatMap((module) => module.settings ?? [])
    .filter(may)
    .sort((a, b) => a.order - b.order);
}

/** Whether the person at work may open a page. */
export function useMayOpen(): (page: Pick<DeskPage, "permission">) => boolean {
  const membership = useMembership();
  return (page) =>
    page.permission === undefined || (membership?.permissions.includes(page.permission) ?? false);
}

/** Translates a key that names its namespace: `listen:nav.stream`. */
export function useTitle(): (key: string, values?: Record<string, string | number>) => string {
  const { t } = useTranslation();
  return (key, values) => t(key, values ?? {});
}
