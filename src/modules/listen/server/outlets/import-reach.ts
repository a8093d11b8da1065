import { parse } from "csv-parse/sync";
import { recordAudit } from "#platform/audit/record-audit.ts";
import type { RequestContext } from "#platform/http/request-context.ts";
import { AppError } from "#shared/app-error.ts";
import { foldValue } from "#text/fold.ts";
import { NewReach, type reachRefusal } from "../../contract/outlet.ts";
import { withOutlets } from "./outlet-tables.ts";
import { keepReach } from "./reach-store.ts";
import { accountKey } from "./voice-key.ts";

type Refusal = { line: number; reason: (typeof reachRefusal.options)[number] };

const mostRows = 5_000;
/** Headings by which a column is known, folded and without what is no letter. */
const headings = {
  name: ["media", "outlet", "nama", "name", "akun", "account"],
  channel: ["kanal", "channel", "jejaring", "network"],
  low: ["rendah", "low", "dari", "from", "terendah", "minimum", "min"],
  high: ["tinggi", "high", "sampai", "to", "tertinggi", "maksimum", "max"],
  basis: ["dasar", "basis", "satuan"],
  certainty: ["kepastian", "certainty", "confidence"],
  source: ["sumber", "source"],
  asOf: ["tanggal", "date", "asof", "per"],
} as const;
type Field = keyof typeof headings;

const bases: Readonly<Record<string, NewReach["basis"]>> = {
  monthlyvisitors: "monthly_visitors",
  pengunjungbulanan: "monthly_visitors",
  editionreaders: "edition_readers",
  pembacaedisi: "edition_readers",
  dailyaudience: "daily_audience",
  audiensharian: "daily_audience",
  followers: "followers",
  pengikut: "followers",
};
const certainties: Readonly<Record<string, NewReach["certainty"]>> = {
  measured: "measured",
  terukur: "measured",
  claimed: "claimed",
  klaim: "claimed",
  estimated: "estimated",
  perkiraan: "estimated",
};
const letters = (words: string): string => foldValue(words).replace(/[^a-z]/g, "");

/**
 * An officer brings the reaches of many outlets at once from a CSV: `media, rendah, tinggi, dasar, kepastian, sumber, tanggal`, and
 * `kanal` for accounts. Every good row is taken, and every other is told by its line. The same file twice changes nothing.
 * @throws AppError `invalid` for a text that is no CSV, that lacks a column, or that has more than 5,000 rows
 */
export async function importReach(
  context: Pick<RequestContext, "db" | "workspaceId" | "actor" | "now">,
  { csv }: { csv: string },
): Promise<{ added: number; known: number; refused: Refusal[] }> {
  const { workspaceId, actor } = context;
  const at = context.now();
  const rows = readRows(csv);
  const refused: Refusal[] = [];
  return context.db.transaction().execute(async (platformTx) => {
    const tx = withOutlets(platformTx);
    let [added, known] = [0, 0];
    for (const { line, cells } of rows) {
      const read = readReach(cells, at);
      if (typeof read === "string") {
        refused.push({ line, reason: read });
        continue;
      }
      const { voice, reach } = read;
      const { isNew } = await keepReach(tx, workspaceId, voice, reach, actor, at);
      if (isNew) added += 1;
      else known += 1;
    }
    if (added > 0) {
      const details = { added, known, refused: refused.length };
      const facts = { action: "reach.imported", subjectKind: "reach", subjectId: null, details };
      await recordAudit(platformTx, workspaceId, actor, facts, at);
    }
    return { added, known, refused };
  });
}

type Cells = (field: Field) => string;

function readRows(csv: string): { line: number; cells: Cells }[] {
  const [head = ""] = csv.split("\n", 1);
  const delimiter =
    [",", ";", "\t"].toSorted((a, b) => head.split(b).length - head.split(a).length)[0] ?? ",";
  let table: string[][];
  try {
    table = parse(csv, {
      bom: true,
      delimiter,
      relax_column_count: true,
      skip_empty_lines: false,
      trim: true,
    });
  } catch {
    throw new AppError("invalid", "listen.reach_not_csv");
  }
  const [first = [], ...body] = table;
  const place = (field: Field): number =>
    first.findIndex((heading) => (headings[field] as readonly string[]).includes(letters(heading)));
  if (place("name") < 0 || place("low") < 0 || place("source") < 0)
    throw new AppError("invalid", "listen.reach_columns");
  if (body.length > mostRows) throw new AppError("invalid", "listen.reach_too_long", { maximum: mostRows });
  return body.flatMap((row, at) => {
    if (row.every((cell) => cell === "")) return [];
    // Spreadsheets guard cells that might be formulas with an apostrophe.
    const cells: Cells = (field) => (row[place(field)] ?? "").replace(/^'(?=[=+\-@])/, "").trim();
    return [{ line: at + 2, cells }];
  });
}

function readReach(cells: Cells, at: Date) {
  const name = cells("name");
  const channel = letters(cells("channel"));
  const key = channel === "" || channel === "news" ? foldValue(name) : accountKey(channel, name);
  if (key === null || key === "" || key.length > 300) return "no_name";
  const low = peopleOf(cells("low"));
  const high = cells("high") === "" ? low : peopleOf(cells("high"));
  if (low === null || high === null || low > high) return "bad_range";
  const basis = bases[letters(cells("basis"))];
  if (basis === undefined) return "bad_basis";
  const certainty = cells("certainty") === "" ? "estimated" : certainties[letters(cells("certainty"))];
  if (certainty === undefined) return "bad_certainty";
  if (cells("source") === "" || cells("source").length > 300) return "no_source";
  const written = cells("asOf");
  const asOf = written === "" ? at.toISOString().slice(0, 10) : written;
  const reach = NewReach.safeParse({ low, high, basis, certainty, source: cells("source"), asOf });
  if (!reach.success)
    return reach.error.issues.some(({ path }) => path[0] === "asOf") ? "bad_date" : "bad_range";
  if (Date.parse(asOf) > at.getTime()) return "bad_date";
  return {
    voice: {
      kind: key.includes(":") && channel !== "" && channel !== "news" ? "account" : "outlet",
      key,
    } as const,
    reach: reach.data,
  };
}

/** A number of people: digits with dots, commas or blanks between thousands. */
function peopleOf(cell: string): number | null {
  const digits = cell.replace(/[\s.,_]/g, "");
  return /^\d{1,11}$/.test(digits) ? Number(digits) : null;
}
