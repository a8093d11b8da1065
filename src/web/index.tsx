import { IconSettings } from "@tabler/icons-react";
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
  messages: { id: () => import("./messages/id.json"), en: () => import("./messages/en.json") },
  pages: [
    { path: "/lainnya", title: "desk:nav.more", load: () => import("./shell/more-page.tsx") },
    settingsPage,
  ],
  settings: [],
};
