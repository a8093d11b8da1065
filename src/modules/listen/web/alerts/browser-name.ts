/** What a browser calls itself, the particular before the general: most claim to be several. */
const browsers: readonly [RegExp, string][] = [
  [/\bEdgA?\//, "Edge"],
  [/\bOPR\//, "Opera"],
  [/\bSamsungBrowser\//, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//, "Firefox"],
  [/\b(?:Chrome|CriOS)\//, "Chrome"],
  [/\bSafari\//, "Safari"],
];

const systems: readonly [RegExp, string][] = [
  [/\bAndroid\b/, "Android"],
  [/\b(?:iPhone|iPad)\b/, "iOS"],
  [/\bWindows\b/, "Windows"],
  [/\bMacintosh\b/, "macOS"],
  [/\bCrOS\b/, "ChromeOS"],
  [/\bLinux\b/, "Linux"],
];

const find = (names: readonly [RegExp, string][], text: string): string =>
  names.find(([mark]) => mark.test(text))?.[1] ?? "?";

/** Names a browser and its system by its user agent, so that somebody knows their phone from their desk. */
export const browserName = (userAgent: string): { browser: string; system: string } => ({
  browser: find(browsers, userAgent),
  system: find(systems, userAgent),
});
