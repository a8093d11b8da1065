import { IconPlugConnected, IconRosetteDiscountCheck } from "@tabler/icons-react";
import type { Messages } from "#web/i18n/words.ts";
import type { DeskModule } from "#web/pages.ts";

/** Accounts on other people's networks, on the desk. */
export const accountsModule: DeskModule = {
  name: "accounts",
  messages: import.meta.glob<Messages>("./**/messages/*.json", { import: "default" }),
  pages: [
    {
      path: "/akun-resmi",
      title: "accounts:nav.accounts",
      load: () => import("./list/accounts-page.tsx"),
      words: ["list"],
      permission: "accounts.read",
      nav: { group: "manage", icon: IconPlugConnected },
    },
    {
      path: "/register-akun",
      title: "accounts:nav.register",
      load: () => import("./register/register-page.tsx"),
      words: ["register"],
      permission: "accounts.read",
      nav: { group: "manage", icon: IconRosetteDiscountCheck },
    },
  ],
};
