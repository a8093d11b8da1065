import type { Messages } from "#web/i18n/words.ts";
import type { DeskModule } from "#web/pages.ts";
import { listenActions, listenSettings } from "./listen-actions.ts";
import { listeningPages } from "./listening-pages.ts";
import { managingPages } from "./managing-pages.ts";
import { noticeOf } from "./notice-of.ts";
import { reportPages } from "./report-pages.ts";
import { understandingPages } from "./understanding-pages.ts";

/** Listening, on the desk: its pages by what people do there, its settings, and what the palette and the bell say. */
export const listenModule: DeskModule = {
  name: "listen",
  messages: import.meta.glob<Messages>("./**/messages/*.json", { import: "default" }),
  pages: [...listeningPages, ...understandingPages, ...reportPages, ...managingPages],
  settings: listenSettings,
  actions: listenActions,
  searchPath: "/aliran",
  noticeOf,
};
