import {
  IconAffiliate,
  IconHandStop,
  IconMessages,
  IconPlugConnected,
  IconRosetteDiscountCheck,
  IconSend,
  IconWebhook,
} from "@tabler/icons-react";
import { lazy } from "react";
import type { Messages } from "#web/i18n/words.ts";
import type { DeskModule } from "#web/pages.ts";
import { noticeOf } from "./notice-of.ts";

/** Accounts on other people's networks, on the desk. */
export const accountsModule: DeskModule = {
  name: "accounts",
  messages: import.meta.glob<Messages>("./**/messages/*.json", { import: "default" }),
  noticeOf,
  strip: lazy(() => import("./account-strips.tsx")),
  topBar: lazy(() => import("./holds/brake-button.tsx")),
  pages: [
    {
      path: "/percakapan",
      title: "accounts:nav.conversations",
      load: () => import("./inbox/conversations-page.tsx"),
      words: ["inbox"],
      permission: "mentions.read",
      layout: "fit",
      nav: { group: "answer", icon: IconMessages, tab: true },
    },
    {
      path: "/akun-resmi",
      title: "accounts:nav.accounts",
      load: () => import("./list/accounts-page.tsx"),
      words: ["list", "sandbox", "insights", "applications", "webhooks"],
      permission: "accounts.read",
      nav: { group: "manage", icon: IconPlugConnected },
    },
    {
      path: "/jaringan",
      title: "accounts:nav.networks",
      load: () => import("./networks/networks-page.tsx"),
      words: ["networks", "list"],
      permission: "accounts.read",
      nav: { group: "manage", icon: IconAffiliate },
    },
    {
      path: "/terkirim",
      title: "accounts:nav.statements",
      load: () => import("./statements/statements-page.tsx"),
      words: ["statements", "paste-kit", "followed-pages", "insights"],
      permission: "statements.send",
      nav: { group: "publish", icon: IconSend },
    },
    {
      path: "/rem-darurat",
      title: "accounts:nav.brake",
      load: () => import("./holds/holds-page.tsx"),
      words: ["holds", "statements", "paste-kit", "followed-pages", "insights"],
      permission: "accounts.read",
      nav: { group: "publish", icon: IconHandStop },
    },
    {
      path: "/register-akun",
      title: "accounts:nav.register",
      load: () => import("./register/register-page.tsx"),
      words: ["register", "feeds"],
      permission: "accounts.read",
      nav: { group: "manage", icon: IconRosetteDiscountCheck },
    },
    {
      path: "/webhook",
      title: "accounts:nav.webhooks",
      load: () => import("./webhooks/webhooks-page.tsx"),
      words: ["webhooks"],
      permission: "accounts.manage",
      nav: { group: "manage", icon: IconWebhook },
    },
  ],
};
