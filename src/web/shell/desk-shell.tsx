import { Outlet, useMatches, useNavigate } from "@tanstack/react-router";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { useDesk } from "../api/session.ts";
import { Toasts } from "../kit/toasts.tsx";
import { useModules } from "../pages.ts";
import { DemoStrip } from "./demo-strip.tsx";
import { useMayOpen, useNavGroups, useTitle } from "./desk-nav.ts";
import css from "./desk-shell.module.css";
import { ForbiddenPage } from "./failure-pages.tsx";
import { OfflineStrip } from "./offline-strip.tsx";
import { PaletteGate } from "./palette-gate.tsx";
import { openPalette } from "./palette-state.ts";
import { Rail } from "./rail.tsx";
import { type Shortcut, useShortcuts } from "./shortcuts.ts";
import { Tabs } from "./tabs.tsx";
import { TopBar } from "./top-bar.tsx";

const ShortcutSheet = lazy(() => import("./shortcut-sheet.tsx"));

/** The frame around every signed-in page: rail, demo strip, top bar, content, phone tabs. */
export function DeskShell() {
  const { t } = useTranslation("desk");
  const desk = useDesk();
  const mayOpen = useMayOpen();
  const modules = useModules();
  const matches = useMatches();
  const page = matches.findLast((match) => match.staticData.page !== undefined)?.staticData.page;
  const layout = page?.layout ?? "page";
  const [isSheetOpen, setSheetOpen] = useState(false);
  const main = useFocusOnNewPage(matches.at(-1)?.pathname);
  useShellShortcuts(() => setSheetOpen(true));

  return (
    <div className={css["desk"]} data-layout={layout} data-rail={layout === "fit" ? "slim" : undefined}>
      <a href="#isi" className={css["skip"]}>
        {t("shell.skip")}
      </a>
      <Rail />
      <div className={css["strips"]}>
        {desk?.isDemo === true ? <DemoStrip speed={desk.demoSpeed} /> : null}
        <OfflineStrip />
        <Suspense fallback={null}>
          {modules.map(({ name, strip: Strip }) => (Strip ? <Strip key={name} /> : null))}
        </Suspense>
      </div>
      <TopBar />
      <main id="isi" ref={main} tabIndex={-1} className={css["main"]}>
        {page === undefined || mayOpen(page) ? <Outlet /> : <ForbiddenPage />}
      </main>
      <Tabs />
      <Toasts />
      <PaletteGate />
      {isSheetOpen ? (
        <Suspense fallback={null}>
          <ShortcutSheet onClose={() => setSheetOpen(false)} />
        </Suspense>
      ) : null}
    </div>
  );
}

/** After going to another page the keyboard and the reader begin at its content; the first page leaves them at the top. */
function useFocusOnNewPage(pathname: string | undefined) {
  const main = useRef<HTMLElement>(null);
  const before = useRef(pathname);
  useEffect(() => {
    if (before.current === pathname) return;
    before.current = pathname;
    if (!main.current?.contains(document.activeElement)) main.current?.focus({ preventScroll: true });
  }, [pathname]);
  return main;
}

function useShellShortcuts(openSheet: () => void): void {
  const { t } = useTranslation("desk");
  const title = useTitle();
  const navigate = useNavigate();
  const pages = useNavGroups().flatMap((one) => one.pages);
  const shortcuts: Shortcut[] = [
    { keys: "?", label: t("keys.sheet"), run: openSheet },
    { keys: "/", label: t("keys.search"), run: openPalette },
    ...pages.flatMap((page): Shortcut[] =>
      page.nav.goKey === undefined
        ? []
        : [
            {
              keys: `g ${page.nav.goKey}`,
              label: t("keys.go", { page: title(page.title) }),
              run: () => void navigate({ to: page.path }),
            },
          ],
    ),
    {
      keys: "g s",
      label: t("keys.go", { page: t("nav.account") }),
      run: () => void navigate({ to: "/akun" }),
    },
  ];
  useShortcuts(shortcuts, "shell");
}
