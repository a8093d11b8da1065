import {
  IconActivity,
  IconBroadcast,
  IconChartPie,
  IconQuote,
  IconTopologyStar3,
  IconTrendingUp,
} from "@tabler/icons-react";
import type { DeskPage } from "#web/pages.ts";

/** What it amounts to: spikes, trends, share of voice, who speaks and who carries it. */
export const understandingPages: readonly DeskPage[] = [
  {
    path: "/lonjakan",
    title: "listen:nav.spikes",
    load: () => import("./spikes/spikes-page.tsx"),
    words: ["spikes"],
    permission: "mentions.read",
    nav: { group: "understand", icon: IconActivity, goKey: "l" },
  },
  {
    path: "/lonjakan/$id",
    title: "listen:nav.spike",
    load: () => import("./spikes/spike-page.tsx"),
    words: ["spikes"],
    permission: "mentions.read",
  },
  {
    path: "/tren",
    title: "listen:nav.trends",
    load: () => import("./trends/trends-page.tsx"),
    words: ["trends"],
    permission: "mentions.read",
    nav: { group: "understand", icon: IconTrendingUp, goKey: "r" },
  },
  {
    path: "/porsi",
    title: "listen:nav.share",
    load: () => import("./share-of-voice/share-of-voice-page.tsx"),
    words: ["share-of-voice", "outlets"],
    permission: "mentions.read",
    nav: { group: "understand", icon: IconChartPie, goKey: "o" },
  },
  {
    path: "/tokoh",
    title: "listen:nav.newsmakers",
    load: () => import("./newsmakers/newsmakers-page.tsx"),
    words: ["newsmakers"],
    permission: "mentions.read",
    nav: { group: "understand", icon: IconQuote, goKey: "t" },
  },
  {
    path: "/tokoh/$kind/$key",
    title: "listen:nav.newsmaker",
    load: () => import("./newsmakers/newsmaker-page.tsx"),
    words: ["newsmakers", "alerts"],
    permission: "mentions.read",
  },
  {
    path: "/jejaring",
    title: "listen:nav.network",
    load: () => import("./network/network-page.tsx"),
    words: ["network"],
    permission: "mentions.read",
    nav: { group: "understand", icon: IconTopologyStar3, goKey: "j" },
  },
  {
    path: "/media",
    title: "listen:nav.outlets",
    load: () => import("./outlets/outlets-page.tsx"),
    words: ["outlets"],
    permission: "mentions.read",
    nav: { group: "understand", icon: IconBroadcast },
  },
  {
    path: "/media/$kind/$key",
    title: "listen:nav.outlet",
    load: () => import("./outlets/outlet-page.tsx"),
    words: ["outlets"],
    permission: "mentions.read",
  },
];
