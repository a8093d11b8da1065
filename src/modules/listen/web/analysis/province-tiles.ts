/**
 * The 38 provinces as equal tiles, laid by hand so that the archipelago keeps its shape: Sumatra at the left, Java and
 * Nusa Tenggara below, Kalimantan and Sulawesi in the middle, Maluku and Papua at the right. Columns and rows count from
 * 1; empty columns are sea. `letters` is the province of ISO 3166-2:ID, for tiles too narrow for `short`.
 */
export type ProvinceTile = { code: string; column: number; row: number; short: string; letters: string };

export const tileColumns = 14;
export const tileRows = 7;

const tile = (code: string, column: number, row: number, short: string, letters: string): ProvinceTile => ({
  code,
  column,
  row,
  short,
  letters,
});

/** In the order in which the keyboard walks them: island by island, west to east. */
export const provinceTiles: readonly ProvinceTile[] = [
  tile("11", 1, 1, "Aceh", "AC"),
  tile("12", 1, 2, "Sumut", "SU"),
  tile("14", 2, 2, "Riau", "RI"),
  tile("21", 3, 2, "Kepri", "KR"),
  tile("13", 1, 3, "Sumbar", "SB"),
  tile("15", 2, 3, "Jambi", "JA"),
  tile("19", 3, 3, "Babel", "BB"),
  tile("17", 1, 4, "Bengkulu", "BE"),
  tile("16", 2, 4, "Sumsel", "SS"),
  tile("18", 2, 5, "Lampung", "LA"),
  tile("36", 3, 6, "Banten", "BT"),
  tile("31", 4, 6, "Jakarta", "JK"),
  tile("32", 4, 7, "Jabar", "JB"),
  tile("33", 5, 6, "Jateng", "JT"),
  tile("34", 5, 7, "DIY", "YO"),
  tile("35", 6, 6, "Jatim", "JI"),
  tile("51", 7, 7, "Bali", "BA"),
  tile("52", 8, 7, "NTB", "NB"),
  tile("53", 9, 7, "NTT", "NT"),
  tile("65", 6, 1, "Kaltara", "KU"),
  tile("61", 5, 2, "Kalbar", "KB"),
  tile("64", 6, 2, "Kaltim", "KI"),
  tile("62", 5, 3, "Kalteng", "KT"),
  tile("63", 6, 3, "Kalsel", "KS"),
  tile("71", 9, 1, "Sulut", "SA"),
  tile("75", 8, 1, "Gorontalo", "GO"),
  tile("72", 8, 2, "Sulteng", "ST"),
  tile("76", 8, 3, "Sulbar", "SR"),
  tile("73", 8, 4, "Sulsel", "SN"),
  tile("74", 9, 4, "Sultra", "SG"),
  tile("82", 11, 1, "Malut", "MU"),
  tile("81", 11, 3, "Maluku", "MA"),
  tile("96", 12, 2, "PBD", "PD"),
  tile("92", 13, 2, "Pabar", "PB"),
  tile("94", 13, 3, "Pateng", "PT"),
  tile("91", 14, 3, "Papua", "PA"),
  tile("95", 14, 4, "Papeg", "PE"),
  tile("93", 14, 5, "Pasel", "PS"),
];

/**
 * How dark a tile is, 0 (none) to 4: by the root of its share of the most, so that one large province does not leave
 * all others pale.
 */
export const shadeOf = (count: number, most: number): number =>
  count <= 0 || most <= 0 ? 0 : Math.min(4, Math.max(1, Math.ceil(4 * Math.sqrt(count / most))));

/** The counts that shades 1 to 4 stand for, both ends included; shades that no whole number falls into are left out. */
export function shadeRanges(most: number): { shade: number; from: number; to: number }[] {
  return [1, 2, 3, 4].flatMap((shade) => {
    const from = shade === 1 ? 1 : Math.floor(most * ((shade - 1) / 4) ** 2) + 1;
    const to = Math.floor(most * (shade / 4) ** 2);
    return to < from ? [] : [{ shade, from, to }];
  });
}

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/**
 * The province that a key leads to: the nearest tile in the direction of the arrow, those in the same row or column
 * before those beside it; Home and End the first and last. Undefined where there is none, and for other keys.
 */
export function nextTile(from: string, key: string): string | undefined {
  if (key === "Home") return provinceTiles[0]?.code;
  if (key === "End") return provinceTiles.at(-1)?.code;
  const at = provinceTiles.find(({ code }) => code === from);
  const direction = directions[key];
  if (at === undefined || direction === undefined) return undefined;
  const [x, y] = direction;
  const ahead = provinceTiles.flatMap(({ code, column, row }) => {
    const along = (column - at.column) * x + (row - at.row) * y;
    const aside = Math.abs((column - at.column) * y) + Math.abs((row - at.row) * x);
    return along <= 0 ? [] : [{ code, far: along + 3 * aside }];
  });
  return ahead.sort((a, b) => a.far - b.far)[0]?.code;
}
