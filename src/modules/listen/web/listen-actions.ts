import {
  IconAbc,
  IconClockHour4,
  IconEyeOff,
  IconNewSection,
  IconPaperclip,
  IconTarget,
} from "@tabler/icons-react";
import type { DeskModule } from "#web/pages.ts";

/** Settings of listening. */
export const listenSettings: NonNullable<DeskModule["settings"]> = [
  {
    path: "retensi",
    title: "listen:nav.retention",
    about: "listen:nav.retention_about",
    load: () => import("./retention/retention-page.tsx"),
    words: ["retention"],
    permission: "settings.read",
    icon: IconClockHour4,
    order: 50,
  },
  {
    path: "data-pribadi",
    title: "listen:nav.personal",
    about: "listen:nav.personal_about",
    load: () => import("./personal/personal-data-page.tsx"),
    words: ["personal"],
    permission: "settings.read",
    icon: IconEyeOff,
    order: 55,
  },
];

/** What the command palette can do with listening. */
export const listenActions: NonNullable<DeskModule["actions"]> = [
  {
    id: "try-text",
    label: "listen:action.try_text",
    icon: IconAbc,
    permission: "mentions.read",
    run: (go) => go("/mesin/coba"),
  },
  {
    id: "add-monitor",
    label: "listen:action.add_monitor",
    icon: IconTarget,
    permission: "monitors.manage",
    run: (go) => go("/pantauan/baru"),
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
];
