// Runs before the first paint, so that a chosen theme and language do not flash the other one. A file of its own because the
// content security policy allows no inline script. The rest of the personal settings follow in theme/display.ts.
try {
  const root = document.documentElement;
  const display = JSON.parse(localStorage.getItem("gaung.display") || "{}");
  if (display.theme === "light" || display.theme === "dark") root.dataset.theme = display.theme;
  const locale = localStorage.getItem("gaung.locale");
  if (locale === "id" || locale === "en") root.lang = locale;
} catch {
  // Storage may be closed to this page: the system's theme applies.
}
