/**
 * Makes data/outlets/outlets.json, the list of Indonesian outlets that a new desk offers, from a CSV of feed addresses.
 * Only needed when that CSV changes: `node scripts/make-starter-outlets.ts [path of feeds.csv]`.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "csv-parse/sync";

type Feed = { title: string; url: string };
type Outlet = { outlet: string; domain: string; feeds: Feed[] };

/** Names as the outlets write them, by registrable domain. An address under no known domain is left out. */
const outletNames: ReadonlyMap<string, string> = new Map([
  ["antaranews.com", "ANTARA"],
  ["bisnis.com", "Bisnis Indonesia"],
  ["cnbcindonesia.com", "CNBC Indonesia"],
  ["cnnindonesia.com", "CNN Indonesia"],
  ["detik.com", "detikcom"],
  ["jawapos.com", "Jawa Pos"],
  ["jpnn.com", "JPNN"],
  ["kapanlagi.com", "KapanLagi"],
  ["kompas.com", "Kompas.com"],
  ["kumparan.com", "kumparan"],
  ["liputan6.com", "Liputan6"],
  ["merdeka.com", "Merdeka.com"],
  ["okezone.com", "Okezone"],
  ["posmetro.co.id", "Posmetro"],
  ["republika.co.id", "Republika"],
  ["setkab.go.id", "Sekretariat Kabinet RI"],
  ["sindonews.com", "SINDOnews"],
  ["suara.com", "Suara.com"],
  ["tempo.co", "Tempo"],
  ["tribunnews.com", "Tribunnews"],
  ["viva.co.id", "VIVA"],
]);

/** Parts of a path that say "feed", not which one. */
const noise = /^(rss|rss\.xml|feed|feeds|api|index\.php|rss2\.0|social|get|all|www|sindikasi)$/i;
const wholeOutlet = "Semua berita";

const sourceFile = process.argv[2] ?? "../shared/data/feeds-id-outlets/feeds.csv";
if (existsSync(sourceFile)) writeOutlets(sourceFile, "data/outlets/outlets.json");
else console.log(`${sourceFile} is not there; data/outlets/outlets.json stays as it is.`);

function writeOutlets(from: string, to: string): void {
  const rows: Record<string, string>[] = parse(readFileSync(from, "utf8"), { columns: true });
  const outlets = new Map<string, Outlet>();
  const seen = new Set<string>();
  for (const row of rows) {
    const url = URL.parse(row["feed_url"] ?? "");
    const domain = [...outletNames.keys()].find(
      (name) => url?.hostname === name || url?.hostname.endsWith(`.${name}`),
    );
    // News sitemaps stand among the feeds; the desk finds those by itself when a site is added.
    if (!url || !domain || /sitemap/i.test(url.pathname)) continue;
    const key = `${url.hostname}${url.pathname.replace(/\/$/, "")}${url.search}`;
    if (seen.has(key)) continue;
    seen.add(key);
    const outlet = outlets.get(domain) ?? { outlet: outletNames.get(domain) ?? domain, domain, feeds: [] };
    outlet.feeds.push({ title: titleOf(url, domain), url: url.href.replace(/^http:/, "https:") });
    outlets.set(domain, outlet);
  }
  const sorted = [...outlets.values()].sort((a, b) => a.outlet.localeCompare(b.outlet, "id"));
  for (const { feeds } of sorted) {
    tellApart(feeds);
    feeds.sort(byTitle);
  }
  writeFileSync(to, `${JSON.stringify(sorted, null, 1)}\n`);
  console.log(
    `${sorted.length} outlets, ${sorted.reduce((sum, { feeds }) => sum + feeds.length, 0)} feeds → ${to}`,
  );
}

/** An outlet that offers a section at two addresses gets the host written behind both. */
function tellApart(feeds: Feed[]): void {
  const counts = Map.groupBy(feeds, ({ title }) => title);
  for (const same of counts.values())
    if (same.length > 1)
      for (const feed of same) {
        const { hostname, pathname } = new URL(feed.url);
        const isOneHost = new Set(same.map(({ url }) => new URL(url).hostname)).size === 1;
        feed.title += ` (${isOneHost ? pathname : hostname})`;
      }
}

function byTitle(a: Feed, b: Feed): number {
  const rank = Number(b.title.startsWith(wholeOutlet)) - Number(a.title.startsWith(wholeOutlet));
  return rank || a.title.localeCompare(b.title, "id") || (a.url < b.url ? -1 : 1);
}

/** What the address says the feed is about: its section, or the edition that its subdomain names. */
function titleOf(url: URL, domain: string): string {
  const edition = url.hostname.slice(0, -domain.length - 1).replace(/^(www|rss|feed|feeds|sindikasi)$/, "");
  const section = url.pathname
    .split("/")
    .filter((part) => part !== "" && !noise.test(part))
    .map((part) => part.replace(/\.(xml|rss)$/, ""));
  const words = [edition, ...section].filter((part) => part !== "").map(readable);
  if (domain === "okezone.com") return words[0] === "0" ? wholeOutlet : `Kanal ${words[0] ?? ""}`;
  return [...new Set(words)].join(" · ").replace(/^Detikcom$/, wholeOutlet) || wholeOutlet;
}

function readable(part: string): string {
  const spaced = part
    .replace(/[-_]+/g, " ")
    .replace(/^detik(?=[A-Z])/, "")
    .trim();
  return spaced.charAt(0).toUpperCase() + spaced.slice(1);
}
