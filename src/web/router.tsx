import type { QueryClient } from "@tanstack/react-query";
import {
  createRootRouteWithContext,
  createRoute,
  createRouter,
  lazyRouteComponent,
  Outlet,
  redirect,
} from "@tanstack/react-router";
import { accountsModule } from "#modules/accounts/web/index.tsx";
import { listenModule } from "#modules/listen/web/index.tsx";
import { publishModule } from "#modules/publish/web/index.tsx";
import { isProblem } from "./api/problem-error.ts";
import { deskQuery, meQuery } from "./api/session.ts";
import { changeLocale } from "./i18n/start-i18n.ts";
import { bringPage } from "./i18n/words.ts";
import { deskModule, settingsPage } from "./index.tsx";
import { type DeskModule, type DeskPage, ModulesProvider } from "./pages.ts";
import { readSearch, writeSearch } from "./search-parameters.ts";
import { DeskShell } from "./shell/desk-shell.tsx";
import { BrokenPage, NotFoundPage } from "./shell/failure-pages.tsx";

/** The modules of this desk. Adding a module's pages is one line here. */
export const modules: readonly DeskModule[] = [listenModule, publishModule, accountsModule, deskModule];

declare module "@tanstack/react-router" {
  interface StaticDataRouteOption {
    /** The desk's page behind a route: its layout and who may open it. */
    page?: DeskPage;
  }
}

type RouterContext = { queries: QueryClient };

const root = createRootRouteWithContext<RouterContext>()({
  component: () => (
    <ModulesProvider value={modules}>
      <Outlet />
    </ModulesProvider>
  ),
  notFoundComponent: NotFoundPage,
});

type Opened = Pick<DeskPage, "load" | "words">;

const opened = (page: Opened, module: string = deskModule.name) =>
  lazyRouteComponent(() => bringPage(module, page));

const publicPage = (page: Opened & Pick<DeskPage, "path">, module?: string) =>
  createRoute({ getParentRoute: () => root, path: page.path, component: opened(page, module) });

/** What opens to strangers. */
const doors: readonly (Opened & Pick<DeskPage, "path">)[] = [
  { path: "/masuk", load: () => import("./sign-in/sign-in-page.tsx"), words: ["sign-in"] },
  { path: "/penyiapan", load: () => import("./sign-in/setup-page.tsx"), words: ["sign-in"] },
  { path: "/undangan/$token", load: () => import("./sign-in/invitation-page.tsx"), words: ["sign-in"] },
];

/** Everything behind the sign-in: asks who is there, and leads strangers to the sign-in page and back. */
const desk = createRoute({
  getParentRoute: () => root,
  id: "desk",
  component: DeskShell,
  errorComponent: ({ error }) => (
    <main>
      <BrokenPage error={error} />
    </main>
  ),
  beforeLoad: async ({ context, location }) => {
    const about = await context.queries.ensureQueryData(deskQuery);
    if (about.needsSetup) throw redirect({ to: "/penyiapan" });
    try {
      const me = await context.queries.ensureQueryData(meQuery);
      await changeLocale(me.locale);
    } catch (error) {
      if (!isProblem(error, "unauthenticated")) throw error;
      throw redirect({ to: "/masuk", search: location.href === "/" ? {} : { ke: location.href } });
    }
  },
});

/** Any other address behind the sign-in. */
const missing = createRoute({ getParentRoute: () => desk, path: "$", component: NotFoundPage });

const pageRoute = (page: DeskPage, module: string) =>
  createRoute({
    getParentRoute: () => desk,
    path: page.path,
    component: opened(page, module),
    staticData: { page },
  });

const settings = pageRoute(settingsPage, deskModule.name);

const settingsRoutes = [
  createRoute({
    getParentRoute: () => settings,
    path: "/",
    component: opened({ load: () => import("./settings/settings-index.tsx") }),
  }),
  ...modules.flatMap((module) =>
    (module.settings ?? []).map((page) =>
      createRoute({
        getParentRoute: () => settings,
        path: page.path,
        component: opened(page, module.name),
        staticData: { page },
      }),
    ),
  ),
];

const pages = modules.flatMap((module) =>
  module.pages.filter((page) => page !== settingsPage).map((page) => ({ page, module: module.name })),
);
const framed = pages.filter(({ page }) => page.isStandalone !== true);
const standalone = pages.filter(({ page }) => page.isStandalone === true);

const routes = root.addChildren([
  ...doors.map((page) => publicPage(page)),
  ...standalone.map(({ page, module }) => publicPage(page, module)),
  desk.addChildren([
    ...framed.map(({ page, module }) => pageRoute(page, module)),
    settings.addChildren(settingsRoutes),
    missing,
  ]),
]);

/** The desk's router over a cache of answers. */
export const createDeskRouter = (queries: QueryClient) =>
  createRouter({
    routeTree: routes,
    context: { queries },
    defaultPreload: "intent",
    defaultPreloadStaleTime: 0,
    defaultErrorComponent: BrokenPage,
    defaultNotFoundComponent: NotFoundPage,
    scrollRestoration: true,
    parseSearch: readSearch,
    stringifySearch: writeSearch,
  });
