import type { TableFormat } from "#connectors/table/table-shape.ts";
import { writeTable } from "#connectors/table/write-table.ts";

/** A file to import, and what is to come of it. */
export type SyntheticFile = {
  format: TableFormat;
  bytes: AsyncGenerator<Uint8Array>;
  rows: number;
  refused: number;
  /** The titles of the mentions that must be there in the end, each once. */
  titles: ReadonlySet<string>;
};

const columns = ["judul", "tanggal", "media", "tautan", "isi"].map((name) => ({ name, heading: name }));
const words = "warga gubernur banjir jalan rusak bantuan dinas layanan cepat lambat anggaran sekolah".split(
  " ",
);

/** A file of rows of which some come twice and some cannot be read, decided by `random`. */
export function makeSyntheticFile(format: TableFormat, rows: number, random: () => number): SyntheticFile {
  const titles = new Set<string>();
  const cells: string[][] = [];
  let refused = 0;
  for (let row = 0; row < rows; row += 1) {
    const isBroken = random() < 0.03;
    // A tenth says what an earlier row has said.
    const item = random() < 0.1 ? Math.floor(random() * row) : row;
    const title = `Berita nomor ${item}, "${words[item % words.length]}"`;
    const text = Array.from({ length: 30 }, (_, at) => words[(item * 7 + at * at) % words.length]).join(" ");
    const day = `2025-${String(1 + (item % 12)).padStart(2, "0")}-${String(1 + (item % 28)).padStart(2, "0")}`;
    cells.push([
      title,
      isBroken ? "entah kapan" : `${day} 09:12`,
      "Kabar Uji",
      `https://uji.test/${item}`,
      text,
    ]);
    if (isBroken) refused += 1;
    else titles.add(title);
  }
  const batches = async function* () {
    for (let from = 0; from < rows; from += 1_000) yield cells.slice(from, from + 1_000);
  };
  const bytes = async function* (): AsyncGenerator<Uint8Array> {
    yield* writeTable(format, columns, batches(), { zoneOffsetMin: 420 });
  };
  return { format, bytes: bytes(), rows, refused, titles };
}
