import { Menu } from "@mantine/core";
import {
  IconCheck,
  IconChevronDown,
  IconKeyboard,
  IconLanguage,
  IconLogout,
  IconSearch,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { Link, useNavigate } from "@tanstack/react-router";
import { Suspense } from "react";
import { useTranslation } from "react-i18next";
import { useMe, useMembership } from "../api/session.ts";
import { useSwitchWorkspace } from "../api/use-switch-workspace.ts";
import { useNow } from "../desk-clock.ts";
import { useFormat } from "../i18n/use-format.ts";
import { Button, IconButton } from "../kit/button.tsx";
import { GongMark } from "../kit/gong-mark.tsx";
import { KeyHint } from "../kit/key-hint.tsx";
import { useModules } from "../pages.ts";
import { useSignOut } from "../sign-in/use-sign-out.ts";
import { useDisplay, useScheme } from "../theme/display.ts";
import { Avatar } from "./avatar.tsx";
import { Bell } from "./bell.tsx";
import { openPalette } from "./palette-state.ts";
import css from "./top-bar.module.css";
import { useChangeLocale } from "./use-change-locale.ts";

/** The top bar: whose desk, search, the office's clock, the bell, and the person. */
export function TopBar() {
  const { t } = useTranslation("desk");
  const modules = useModules();
  return (
    <header className={css["top"]}>
      <Link to="/" className={css["brand"]} aria-label="Gaung">
        <GongMark />
        <span>Gaung</span>
      </Link>
      <WorkspaceMenu />
      <button type="button" className={css["find"]} onClick={openPalette}>
        <IconSearch size={15} stroke={1.75} aria-hidden="true" />
        {t("palette.placeholder")}
        <KeyHint keys="Ctrl K" />
      </button>
      <Clock />
      <span className={css["phone"]}>
        <IconButton label={t("palette.placeholder")} onClick={openPalette}>
          <IconSearch size={22} stroke={1.6} />
        </IconButton>
      </span>
      <Suspense fallback={null}>
        {modules.map(({ name, topBar: Act }) => (Act ? <Act key={name} /> : null))}
      </Suspense>
      <Bell />
      <PersonMenu />
    </header>
  );
}

function Clock() {
  const format = useFormat();
  const now = useNow(5000);
  return (
    <time className={css["clock"]} dateTime={new Date(now).toISOString()}>
      {format.dateMedium(now)} · {format.timeZoned(now)}
    </time>
  );
}

function WorkspaceMenu() {
  const { t } = useTranslation("desk");
  const me = useMe();
  const current = useMembership();
  const switchWorkspace = useSwitchWorkspace();
  if (me === undefined || current === undefined) return null;
  if (me.memberships.length < 2) return <span className={css["office"]}>{current.name}</span>;
  return (
    <Menu>
      <Menu.Target>
        <Button kind="ghost" className={css["office"]}>
          {current.name}
          <IconChevronDown size={15} stroke={1.75} aria-hidden="true" />
          <span className="sr">{t("shell.switch_workspace")}</span>
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>{t("shell.switch_workspace")}</Menu.Label>
        {me.memberships.map((one) => (
          <Menu.Item
            key={one.slug}
            onClick={() => switchWorkspace(one.slug)}
            rightSection={one.slug === current.slug ? <IconCheck size={15} stroke={1.75} /> : undefined}
          >
            {one.name}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}

function PersonMenu() {
  const { t, i18n } = useTranslation("desk");
  const me = useMe();
  const navigate = useNavigate();
  const signOut = useSignOut();
  const changeLocale = useChangeLocale();
  const [, setDisplay] = useDisplay();
  const scheme = useScheme();
  if (me === undefined) return null;
  return (
    <Menu width={240}>
      <Menu.Target>
        <button type="button" className={css["person"]}>
          <Avatar name={me.name} />
          <span className="sr">{t("shell.person_menu", { name: me.name })}</span>
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        <Menu.Label>
          {me.name}
          <br />
          {me.email}
        </Menu.Label>
        <Menu.Item
          leftSection={<IconUser size={18} stroke={1.6} />}
          onClick={() => void navigate({ to: "/akun" })}
        >
          {t("nav.account")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconLanguage size={18} stroke={1.6} />}
          onClick={() => changeLocale(i18n.language === "id" ? "en" : "id")}
        >
          <span lang={i18n.language === "id" ? "en" : "id"}>{t("palette.other_language")}</span>
        </Menu.Item>
        <Menu.Item
          leftSection={<IconSun size={18} stroke={1.6} />}
          onClick={() => setDisplay({ theme: scheme === "dark" ? "light" : "dark" })}
        >
          {t(scheme === "dark" ? "palette.to_light" : "palette.to_dark")}
        </Menu.Item>
        <Menu.Item
          leftSection={<IconKeyboard size={18} stroke={1.6} />}
          onClick={() => document.dispatchEvent(new KeyboardEvent("keydown", { key: "?" }))}
        >
          {t("keys.title")}
        </Menu.Item>
        <Menu.Divider />
        <Menu.Item leftSection={<IconLogout size={18} stroke={1.6} />} onClick={() => void signOut()}>
          {t("act.sign_out")}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}
