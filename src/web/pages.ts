import { type ComponentType, createContext, useContext } from "react";
import type { Notice } from "#platform/contract/notices.ts";
import type { Permission } from "#shared/permissions.ts";
import type { MessageFiles } from "./i18n/words.ts";

export type IconComponent = ComponentType<{
  size?: number | string;
  stroke?: number | string;
  className?: string;
}>;

/** The groups of the rail, by task, in this order. `home` and `foot` carry no heading. */
export const navGroups = [
  "home",
  "listen",
  "understand",
  "answer",
  "publish",
  "office",
  "guard",
  "report",
  "manage",
  "foot",
] as const;
export type NavGroup = (typeof navGroups)[number];

/** One page of the desk. Adding a page is adding one of these to its module's `web/index.tsx`. */
export type DeskPage = {
  /** The address, with TanStack Router parameters: `/sumber/$sourceId`. */
  path: string;
  /** Message key with namespace, `listen:nav.stream`: name in the rail, the palette and the browser tab. */
  title: string;
  /** Loads the page's own chunk; its default export is the page. */
  load: () => Promise<{ default: ComponentType }>;
  /**
   * The folders of its module whose `messages/` it shows, besides what the module says everywhere. They come together
   * with the page. `*\/jobs` is the folder of that name in every module. The check `messages` knows what is missing.
   */
  words?: readonly string[];
  /** Who may open it; without it, anyone signed in. */
  permission?: Permission;
  /** `page` scrolls as a document; `fit` fills the window, its panes scroll, and the rail is slim. */
  layout?: "page" | "fit";
  /** Opens without the desk's frame, and without its guard: the page asks by itself who is there, or does without. */
  isStandalone?: true;
  /** Shown in the rail. `tab`: also in the phone's bottom tabs. `goKey`: opened by g and then this letter. */
  nav?: { group: NavGroup; icon: IconComponent; tab?: boolean; goKey?: string };
};

/** One page under Pengaturan. `path` is its last segment: `retensi`. */
export type SettingsPage = Omit<DeskPage, "layout" | "nav"> & {
  /** Message key with namespace: one line under the name. */
  about: string;
  icon: IconComponent;
  order: number;
};

/** Something the command palette can do besides opening pages. */
export type PaletteAction = {
  id: string;
  label: string;
  icon: IconComponent;
  permission?: Permission;
  run: (go: (to: string) => void) => void;
};

/** How the bell says a notice: message keys with namespace, filled with the notice's values, and where it leads. */
export type NoticeWords = {
  title: string;
  /** A sentence below it: what to do. */
  more?: string;
  to: string;
  search?: Readonly<Record<string, string>>;
};

/** What a module gives the desk's shell, from its `web/index.tsx`. */
export type DeskModule = {
  /** Namespace of its messages. */
  name: string;
  /** `import.meta.glob<Messages>("./**\/messages/*.json", { import: "default" })`; those of `./messages/` are always there. */
  messages: MessageFiles;
  pages: readonly DeskPage[];
  settings?: readonly SettingsPage[];
  actions?: readonly PaletteAction[];
  /** The words for the module's own notices; undefined for those of others. */
  noticeOf?: (notice: Notice) => NoticeWords | undefined;
  /** Stands above every page while the module has something that everybody must see, and shows nothing otherwise. */
  strip?: ComponentType;
  /** Stands in the top bar of every page: something that must be at hand wherever one is. Asks by itself who may use it. */
  topBar?: ComponentType;
  /** The page that shows the result of a query typed into the palette. */
  searchPath?: string;
};

const ModulesContext = createContext<readonly DeskModule[]>([]);
export const ModulesProvider = ModulesContext.Provider;

/** The modules of this desk, as the router knows them. */
export const useModules = (): readonly DeskModule[] => useContext(ModulesContext);
