import {
  IconArchive,
  IconBuildingBank,
  IconHistory,
  IconKey,
  IconMail,
  IconProgress,
  IconSettings,
  IconUsers,
} from "@tabler/icons-react";
import type { Messages } from "./i18n/words.ts";
import type { DeskModule, DeskPage } from "./pages.ts";

/** Pengaturan: the frame around every settings page. Its sub-pages come from the modules. */
export const settingsPage: DeskPage = {
  path: "/pengaturan",
  title: "desk:nav.settings",
  load: () => import("./settings/settings-page.tsx"),
  nav: { group: "foot", icon: IconSettings, goKey: "p" },
};

/** The shell's own pages and settings, given to the router in the same way as a module's. */
export const deskModule: DeskModule = {
  name: "desk",
  messages: import.meta.glob<Messages>("./**/messages/*.json", { import: "default" }),
  pages: [
    {
      path: "/akun",
      title: "desk:nav.account",
      load: () => import("./account/account-page.tsx"),
      words: ["account", "sign-in"],
    },
    { path: "/lainnya", title: "desk:nav.more", load: () => import("./shell/more-page.tsx") },
    settingsPage,
  ],
  settings: [
    {
      path: "kantor",
      title: "desk:settings.office.title",
      about: "desk:settings.office.about",
      icon: IconBuildingBank,
      order: 10,
      permission: "settings.read",
      load: () => import("./settings/office-page.tsx"),
      words: ["settings"],
    },
    {
      path: "anggota",
      title: "desk:settings.members.title",
      about: "desk:settings.members.about",
      icon: IconUsers,
      order: 20,
      permission: "members.read",
      load: () => import("./settings/members-page.tsx"),
      words: ["settings"],
    },
    {
      path: "kunci",
      title: "desk:settings.keys.title",
      about: "desk:settings.keys.about",
      icon: IconKey,
      order: 30,
      permission: "keys.manage",
      load: () => import("./settings/keys-page.tsx"),
      words: ["settings"],
    },
    {
      path: "surel",
      title: "desk:settings.mail.title",
      about: "desk:settings.mail.about",
      icon: IconMail,
      order: 40,
      permission: "settings.manage",
      load: () => import("./settings/mail-page.tsx"),
      words: ["settings"],
    },
    {
      path: "pekerjaan",
      title: "desk:settings.jobs.title",
      about: "desk:settings.jobs.about",
      icon: IconProgress,
      order: 60,
      permission: "jobs.read",
      load: () => import("./settings/jobs-page.tsx"),
      words: ["settings", "*/jobs"],
    },
    {
      path: "audit",
      title: "desk:settings.audit.title",
      about: "desk:settings.audit.about",
      icon: IconHistory,
      order: 70,
      permission: "audit.read",
      load: () => import("./settings/audit-page.tsx"),
      words: ["settings", "*/audit"],
    },
    {
      path: "cadangan",
      title: "desk:settings.backups.title",
      about: "desk:settings.backups.about",
      icon: IconArchive,
      order: 80,
      permission: "backups.manage",
      load: () => import("./settings/backups-page.tsx"),
      words: ["settings"],
    },
  ],
};
