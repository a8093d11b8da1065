import { IconAbc, IconFileImport, IconRss, IconTag } from "@tabler/icons-react";
import type { DeskPage } from "#web/pages.ts";

/** What listening stands on: sources, tags, files brought in, the language engine. */
export const managingPages: readonly DeskPage[] = [
  {
    path: "/sumber",
    title: "listen:nav.sources",
    load: () => import("./sources/sources-page.tsx"),
    words: ["sources"],
    permission: "sources.read",
    nav: { group: "manage", icon: IconRss, goKey: "u" },
  },
  {
    path: "/tanda",
    title: "listen:nav.tags",
    load: () => import("./tags/tags-page.tsx"),
    words: ["tags", "monitors"],
    permission: "mentions.read",
    nav: { group: "manage", icon: IconTag },
  },
  {
    path: "/tanda/aturan",
    title: "listen:nav.tag_rules",
    load: () => import("./tags/tag-rules-page.tsx"),
    words: ["tags", "monitors"],
    permission: "mentions.read",
  },
  {
    path: "/tanda/aturan/baru",
    title: "listen:nav.tag_rule",
    load: () => import("./tags/edit-tag-rule-page.tsx"),
    words: ["tags", "monitors", "query"],
    permission: "monitors.manage",
  },
  {
    path: "/tanda/aturan/$id",
    title: "listen:nav.tag_rule",
    load: () => import("./tags/edit-tag-rule-page.tsx"),
    words: ["tags", "monitors", "query"],
    permission: "monitors.manage",
  },
  {
    path: "/tanda/riwayat",
    title: "listen:nav.tag_history",
    load: () => import("./tags/tag-history-page.tsx"),
    words: ["tags"],
    permission: "mentions.read",
  },
  {
    path: "/impor",
    title: "listen:nav.imports",
    load: () => import("./imports/imports-page.tsx"),
    words: ["imports"],
    permission: "mentions.import",
    nav: { group: "manage", icon: IconFileImport, goKey: "i" },
  },
  {
    path: "/mesin",
    title: "listen:nav.engine",
    load: () => import("./analysis/engine-page.tsx"),
    words: ["analysis"],
    permission: "mentions.read",
    nav: { group: "manage", icon: IconAbc, goKey: "m" },
  },
  {
    path: "/mesin/coba",
    title: "listen:nav.try",
    load: () => import("./analysis/try-page.tsx"),
    words: ["analysis"],
    permission: "mentions.read",
  },
  {
    path: "/mesin/nama",
    title: "listen:nav.names",
    load: () => import("./names/names-page.tsx"),
    words: ["names", "analysis"],
    permission: "mentions.read",
  },
  {
    path: "/mesin/baca",
    title: "listen:nav.coding",
    load: () => import("./analysis/coding-page.tsx"),
    words: ["analysis"],
    permission: "mentions.tag",
  },
];
