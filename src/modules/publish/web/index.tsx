import { IconWriting } from "@tabler/icons-react";
import type { Messages } from "#web/i18n/words.ts";
import type { DeskModule } from "#web/pages.ts";
import { noticeOf } from "./notice-of.ts";

/** What the office is going to say, on the desk. */
export const publishModule: DeskModule = {
  name: "publish",
  messages: import.meta.glob<Messages>("./**/messages/*.json", { import: "default" }),
  noticeOf,
  pages: [
    {
      path: "/naskah",
      title: "publish:nav.drafts",
      load: () => import("./board/board-page.tsx"),
      words: ["board"],
      permission: "drafts.write",
      nav: { group: "publish", icon: IconWriting },
    },
    {
      path: "/naskah/$id",
      title: "publish:nav.draft",
      load: () => import("./composer/composer-page.tsx"),
      words: ["composer"],
      permission: "drafts.write",
    },
  ],
};
