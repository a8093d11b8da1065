import { readFile, writeFile } from "node:fs/promises";
import path from "node:path";
import { parse } from "csv-parse/sync";

/** Where the official list is read and where the shipped one is written, and who hears of it. */
export type GazetteerOptions = {
  dataFolder: string;
  outputFolder: string;
  say: (line: string) => void;
};

type Row = Readonly<Record<string, string>>;

/** Villages are left out: 83,762 names, most of them common words or shared by many, would be 2.5 MB of false alarms. */
const LEVELS = new Set(["province", "regency", "district"]);
/** Names that the source shortens or spells unlike the office itself. */
const MENDED_NAMES: Readonly<Record<string, string>> = {
  "71.09": "Kabupaten Kepulauan Siau Tagulandang Biaro",
  "62.71": "Kota Palangka Raya",
  "74.72": "Kota Baubau",
  "73.72": "Kota Parepare",
  "31": "Daerah Khusus Jakarta",
};

/** Wakatobi lost the first digit of its longitude in the source. */
const MENDED_LONGITUDES: Readonly<Record<string, string>> = { "74.07": "123.539" };

/** Makes `data/gazetteer/places.tsv` from the list of codes of the Ministry of Home Affairs and the coordinates. */
export async function run({ dataFolder, outputFolder, say }: GazetteerOptions): Promise<void> {
  const source = path.join(dataFolder, "gazetteer-wilayah");
  const readRows = async (name: string): Promise<Row[]> =>
    parse(await readFile(path.join(source, name), "utf8"), { columns: true, skip_empty_lines: true });
  const rows = [
    ...(await readRows("provinces_regencies.csv")),
    ...(await readRows("districts_villages.csv")),
  ];
  const lines = rows
    .filter(({ level }) => LEVELS.has(level ?? ""))
    .map(toLine)
    .sort(byCode);
  await writeFile(path.join(outputFolder, "gazetteer", "places.tsv"), `${lines.join("\n")}\n`);
  const counts = Map.groupBy(rows, ({ level }) => level ?? "");
  for (const [level, members] of counts)
    say(`${level}: ${members.length}${LEVELS.has(level) ? "" : " (left out)"}`);
}

/** `code TAB name TAB latitude TAB longitude`; a district has no coordinates. */
function toLine({ code = "", name = "", latitude, longitude }: Row): string {
  const plain = (MENDED_NAMES[code] ?? name)
    .replace(/^Kep\. /, "Kepulauan ")
    .trim()
    .replace(/\s+/g, " ");
  if (!latitude || !longitude) return `${code}\t${plain}`;
  const east = Number(MENDED_LONGITUDES[code] ?? longitude);
  return `${code}\t${plain}\t${Number(latitude).toFixed(3)}\t${east.toFixed(3)}`;
}

function byCode(left: string, right: string): number {
  return left < right ? -1 : 1;
}
