import { IconNews, IconReportAnalytics } from "@tabler/icons-react";
import type { DeskPage } from "#web/pages.ts";

/** What goes to others: the brief and the clippings. */
export const reportPages: readonly DeskPage[] = [
  {
    path: "/taklimat",
    title: "listen:nav.briefs",
    load: () => import("./briefs/brief-page.tsx"),
    words: ["briefs", "clippings"],
    permission: "mentions.read",
    nav: { group: "report", icon: IconReportAnalytics, goKey: "h" },
  },
  {
    path: "/kliping",
    title: "listen:nav.clippings",
    load: () => import("./clippings/clippings-page.tsx"),
    words: ["clippings"],
    permission: "mentions.read",
    nav: { group: "report", icon: IconNews, goKey: "k" },
  },
  {
    path: "/kliping/atur/baru",
    title: "listen:nav.clipping_plan",
    load: () => import("./clippings/clipping-plan-page.tsx"),
    words: ["clippings"],
    permission: "monitors.manage",
  },
  {
    path: "/kliping/atur/$id",
    title: "listen:nav.clipping_plan",
    load: () => import("./clippings/clipping-plan-page.tsx"),
    words: ["clippings"],
    permission: "monitors.manage",
  },
  {
    path: "/kliping/$id",
    title: "listen:nav.clipping",
    load: () => import("./clippings/clipping-page.tsx"),
    words: ["clippings", "briefs"],
    permission: "mentions.read",
  },
];
