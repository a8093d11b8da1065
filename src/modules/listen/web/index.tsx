import {
  IconAbc,
  IconClockHour4,
  IconEyeOff,
  IconFileImport,
  IconHome,
  IconNewSection,
  IconPaperclip,
  IconRipple,
  IconRss,
} from "@tabler/icons-react";
import type { DeskModule } from "#web/pages.ts";
import { noticeOf } from "./notice-of.ts";

/** Listening, on the desk: Beranda, Aliran, Mesin bahasa, Sumber, Impor, and how long mentions are kept. */
export const listenModule: DeskModule = {
  name: "listen",
  messages: { id: () => import("./messages/id.json"), en: () => import("./messages/en.json") },
  pages: [
    {
      path: "/",
      title: "listen:nav.home",
      load: () => import("./home/home-page.tsx"),
      nav: { group: "home", icon: IconHome, tab: true, goKey: "b" },
    },
    {
      path: "/aliran",
      title: "listen:nav.stream",
      load: () => import("./stream/stream-page.tsx"),
      permission: "mentions.read",
      layout: "fit",
      nav: { group: "listen", icon: IconRipple, tab: true, goKey: "a" },
    },
    {
      path: "/mesin",
      title: "listen:nav.engine",
      load: () => import("./analysis/engine-page.tsx"),
      permission: "mentions.read",
      nav: { group: "foot", icon: IconAbc, goKey: "m" },
    },
    {
      path: "/mesin/coba",
      title: "listen:nav.try",
      load: () => import("./analysis/try-page.tsx"),
      permission: "mentions.read",
    },
    {
      path: "/mesin/nama",
      title: "listen:nav.names",
      load: () => import("./names/names-page.tsx"),
      permission: "mentions.read",
    },
    {
      path: "/mesin/baca",
      title: "listen:nav.coding",
      load: () => import("./analysis/coding-page.tsx"),
      permission: "mentions.tag",
    },
    {
      path: "/impor",
      title: "listen:nav.imports",
      load: () => import("./imports/imports-page.tsx"),
      permission: "mentions.import",
      nav: { group: "foot", icon: IconFileImport, goKey: "i" },
    },
    {
      path: "/sumber",
      title: "listen:nav.sources",
      load: () => import("./sources/sources-page.tsx"),
      permission: "sources.read",
      nav: { group: "foot", icon: IconRss, tab: true, goKey: "u" },
    },
  ],
  settings: [
    {
      path: "retensi",
      title: "listen:nav.retention",
      about: "listen:retention.about",
      load: () => import("./retention/retention-page.tsx"),
      permission: "settings.read",
      icon: IconClockHour4,
      order: 50,
    },
    {
      path: "data-pribadi",
      title: "listen:nav.personal",
      about: "listen:personal.about",
      load: () => import("./personal/personal-data-page.tsx"),
      permission: "settings.read",
      icon: IconEyeOff,
      order: 55,
    },
  ],
  actions: [
    {
      id: "try-text",
      label: "listen:action.try_text",
      icon: IconAbc,
      permission: "mentions.read",
      run: (go) => go("/mesin/coba"),
    },
    {
      id: "add-source",
      label: "listen:action.add_source",
      icon: IconNewSection,
      permission: "sources.manage",
      run: (go) => go("/sumber#tambah"),
    },
    {
      id: "add-clip",
      label: "listen:action.add_clip",
      icon: IconPaperclip,
      permission: "mentions.clip",
      run: (go) => go("/aliran#kliping"),
    },
  ],
  searchPath: "/aliran",
  noticeOf,
};
