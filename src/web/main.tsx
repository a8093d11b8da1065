import { MantineProvider } from "@mantine/core";
import { QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { createQueryClient } from "./api/query-client.ts";
import { meQuery } from "./api/session.ts";
import { startI18n } from "./i18n/start-i18n.ts";
import { createDeskRouter, modules } from "./router.tsx";
import { useScheme } from "./theme/display.ts";
import { cssVariablesResolver, theme } from "./theme/mantine-theme.ts";
import "./theme/elements.css";
import "@mantine/core/styles.layer.css";
import "./theme/fonts.css";
import "./theme/tokens.css";
import "./theme/mantine.css";

const queries = createQueryClient(meQuery.queryKey, () => {
  // The session ended while working: the guard of the signed-in part leads to the sign-in page and back.
  if (queries.getQueryData(meQuery.queryKey) === undefined) return;
  queries.removeQueries({ queryKey: meQuery.queryKey });
  void router.invalidate();
});
const router = createDeskRouter(queries);

function Desk() {
  return (
    <MantineProvider theme={theme} cssVariablesResolver={cssVariablesResolver} forceColorScheme={useScheme()}>
      <QueryClientProvider client={queries}>
        <Suspense fallback={null}>
          <RouterProvider router={router} />
        </Suspense>
      </QueryClientProvider>
    </MantineProvider>
  );
}

const place = document.getElementById("root");
if (place !== null) {
  await startI18n(Object.fromEntries(modules.map((module) => [module.name, module.messages])));
  createRoot(place).render(
    <StrictMode>
      <Desk />
    </StrictMode>,
  );
}
