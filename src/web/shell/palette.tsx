import { createSpotlight, Spotlight, type SpotlightActionGroupData } from "@mantine/spotlight";
import {
  IconHistory,
  IconKeyboard,
  IconLanguage,
  IconMoon,
  IconSearch,
  IconSun,
  IconUser,
} from "@tabler/icons-react";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useState } from "react";
import { useTranslation } from "react-i18next";
import { useModules } from "../pages.ts";
import { useDisplay, useScheme } from "../theme/display.ts";
import { useMayOpen, useNavGroups, useSettingsPages, useTitle } from "./desk-nav.ts";
import { closePalette, usePaletteOpen } from "./palette-state.ts";
import { rememberQuery, useRecentQueries } from "./recent-queries.ts";
import { useChangeLocale } from "./use-change-locale.ts";
import "@mantine/spotlight/styles.layer.css";
import "./palette.css";

const [store, spotlight] = createSpotlight();

/** The command palette: go to a page, do something, or search the mentions for what was typed. */
export default function Palette() {
  const { t, i18n } = useTranslation("desk");
  const isOpen = usePaletteOpen();
  const [typed, setTyped] = useState("");
  const groups = usePaletteGroups(typed.trim());
  useEffect(() => {
    if (isOpen) spotlight.open();
    else spotlight.close();
  }, [isOpen]);
  return (
    <Spotlight
      key={i18n.language}
      store={store}
      shortcut={null}
      actions={groups}
      query={typed}
      onQueryChange={setTyped}
      onSpotlightClose={closePalette}
      nothingFound={t("palette.nothing")}
      highlightQuery
      scrollable
      maxHeight={420}
      overlayProps={{ blur: 0, backgroundOpacity: 0.45 }}
      attributes={{ content: { "aria-label": t("palette.placeholder") } }}
      searchProps={{ placeholder: t("palette.placeholder"), "aria-label": t("palette.placeholder") }}
    />
  );
}

function usePaletteGroups(typed: string): SpotlightActionGroupData[] {
  const { t, i18n } = useTranslation("desk");
  const title = useTitle();
  const navigate = useNavigate();
  const router = useRouter();
  const modules = useModules();
  const mayOpen = useMayOpen();
  const pages = useNavGroups().flatMap((one) => one.pages);
  const settings = useSettingsPages();
  const recent = useRecentQueries();
  const [, setDisplay] = useDisplay();
  const scheme = useScheme();
  const changeLocale = useChangeLocale();
  // An action may name a place within a page: the address is taken whole, with its search and fragment.
  const go = (to: string) => router.history.push(to);
  const searchPath = modules.find((module) => module.searchPath !== undefined)?.searchPath;
  const search = (query: string) => {
    rememberQuery(query);
    if (searchPath !== undefined) void navigate({ to: searchPath, search: { q: query } as never });
  };
  const otherLocale = i18n.language === "id" ? "en" : "id";

  const groups: SpotlightActionGroupData[] = [
    {
      group: t("palette.search"),
      actions:
        searchPath === undefined
          ? []
          : [
              ...(typed === ""
                ? []
                : [
                    {
                      id: "search",
                      label: t("palette.search_for", { query: typed }),
                      leftSection: <IconSearch size={18} stroke={1.6} />,
                      keywords: [typed],
                      onClick: () => search(typed),
                    },
                  ]),
              ...recent.slice(0, 5).map((query, index) => ({
                id: `recent-${index}`,
                label: query,
                leftSection: <IconHistory size={18} stroke={1.6} />,
                onClick: () => search(query),
              })),
            ],
    },
    {
      group: t("palette.pages"),
      actions: [
        ...pages.map((page) => {
          const Icon = page.nav.icon;
          return {
            id: page.path,
            label: title(page.title),
            leftSection: <Icon size={18} stroke={1.6} />,
            onClick: () => go(page.path),
          };
        }),
        ...settings.map((page) => {
          const Icon = page.icon;
          return {
            id: `settings-${page.path}`,
            label: title(page.title),
            description: t("nav.settings"),
            leftSection: <Icon size={18} stroke={1.6} />,
            onClick: () => go(`/pengaturan/${page.path}`),
          };
        }),
        {
          id: "account",
          label: t("nav.account"),
          leftSection: <IconUser size={18} stroke={1.6} />,
          onClick: () => go("/akun"),
        },
      ],
    },
    {
      group: t("palette.actions"),
      actions: [
        ...modules
          .flatMap((module) => module.actions ?? [])
          .filter(mayOpen)
          .map((action) => {
            const Icon = action.icon;
            return {
              id: action.id,
              label: title(action.label),
              leftSection: <Icon size={18} stroke={1.6} />,
              onClick: () => action.run(go),
            };
          }),
        {
          id: "theme",
          label: t(scheme === "dark" ? "palette.to_light" : "palette.to_dark"),
          leftSection:
            scheme === "dark" ? <IconSun size={18} stroke={1.6} /> : <IconMoon size={18} stroke={1.6} />,
          onClick: () => setDisplay({ theme: scheme === "dark" ? "light" : "dark" }),
        },
        {
          id: "language",
          label: t("palette.other_language"),
          leftSection: <IconLanguage size={18} stroke={1.6} />,
          onClick: () => changeLocale(otherLocale),
        },
        {
          id: "keys",
          label: t("keys.sheet"),
          leftSection: <IconKeyboard size={18} stroke={1.6} />,
          onClick: () => document.dispatchEvent(new KeyboardEvent("keydown", { key: "?" })),
        },
      ],
    },
  ];
  return groups.filter((one) => one.actions.length > 0);
}
