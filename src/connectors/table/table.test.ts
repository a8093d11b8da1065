import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import fc from "fast-check";
import { strToU8, type Zippable, zipSync } from "fflate";
import iconv from "iconv-lite";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { openTable } from "./open-table.ts";
import { createStore } from "./shared-strings.ts";
import type { TableFormat, TableRow } from "./table-shape.ts";
import { writeTable } from "./write-table.ts";
import { kindOfFormat } from "./xlsx-workbook.ts";

let folder: string;
let count = 0;
beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "gaung-table-"));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function put(content: string | Uint8Array): Promise<string> {
  count += 1;
  const file = path.join(folder, `table-${count}`);
  await writeFile(file, content);
  return file;
}

type Read = { columns: readonly string[]; rows: TableRow[]; cells: (readonly string[])[] };

async function read(content: string | Uint8Array, format: TableFormat, sheet?: string): Promise<Read> {
  const table = await openTable(await put(content), format, { sheet });
  try {
    const rows: TableRow[] = [];
    for await (const batch of table.rows(table.start)) rows.push(...batch);
    return { columns: table.columns, rows, cells: rows.map((row) => row.cells) };
  } finally {
    table.close();
  }
}

const written = async (parts: AsyncIterable<Uint8Array>): Promise<Buffer> => {
  const pieces: Uint8Array[] = [];
  for await (const piece of parts) pieces.push(piece);
  return Buffer.concat(pieces);
};

describe("CSV", () => {
  const expected = {
    columns: ["judul", "isi"],
    cells: [
      ["Banjir, lagi", 'kata "ia"\nbaris dua'],
      ["Satu", "x"],
    ],
  };
  const quote = (text: string, delimiter: string): string =>
    /[\n",;|\t]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text + delimiter.slice(1);
  test.each([";", ",", "\t", "|"])("with %j between cells", async (delimiter) => {
    const rows = [expected.columns, ...expected.cells].map((cells) =>
      cells.map((cell) => quote(cell, delimiter)).join(delimiter),
    );
    expect(await read(rows.join("\r\n"), "csv")).toMatchObject(expected);
  });

  test.each([
    ["UTF-8 with a mark", (text: string) => Buffer.from(`\ufeff${text}`)],
    ["UTF-16", (text: string) => Buffer.from(`\ufeff${text}`, "utf16le")],
    ["big-endian UTF-16", (text: string) => iconv.encode(text, "utf-16be", { addBOM: true })],
    ["Windows-1252", (text: string) => iconv.encode(text, "windows-1252")],
  ])("in %s", async (_name, encode) => {
    const text = "judul;isi\nCafé “Kopi” – Yogya;rp\nB;naïve\n";
    const { columns, cells } = await read(encode(text), "csv");
    expect(columns).toEqual(["judul", "isi"]);
    expect(cells).toEqual([
      ["Café “Kopi” – Yogya", "rp"],
      ["B", "naïve"],
    ]);
  });

  test.each([
    ["of Unix", "judul;isi\na;b\nc;d\n"],
    ["of old Macs", "judul;isi\ra;b\rc;d\r"],
    ["of several systems", "judul;isi\r\na;b\nc;d\r\n"],
  ])("with line ends %s", async (_whose, text) => {
    expect((await read(text, "csv")).cells).toEqual([
      ["a", "b"],
      ["c", "d"],
    ]);
  });

  test("one damaged character does not make a UTF-8 file a Windows one", async () => {
    const bytes = Buffer.concat([
      Buffer.from("judul\nCafé dan naïve\nbagian "),
      Buffer.from([0xff]),
      Buffer.from("\n"),
    ]);
    expect((await read(bytes, "csv")).cells).toEqual([["Café dan naïve"], ["bagian \ufffd"]]);
  });

  test("a title above the names, a hint of the delimiter, empty and short rows", async () => {
    const text =
      "sep=;\nLaporan Media Juni 2025;;\n;;\njudul;tanggal;media\nA;1/6/2025\n\n;;\nB;2/6/2025;Kompas;;\n";
    const { columns, rows } = await read(text, "csv");
    expect(columns).toEqual(["judul", "tanggal", "media"]);
    expect(rows.map(({ number, cells, problem }) => ({ number, cells, problem }))).toEqual([
      { number: 5, cells: ["A", "1/6/2025", ""], problem: null },
      { number: 8, cells: ["B", "2/6/2025", "Kompas"], problem: null },
    ]);
  });

  test("without names letters stand in, and repeated names are told apart", async () => {
    const bare = await read(
      "Banjir,https://a.test/1,2025-06-18\nKering,https://a.test/2,2025-06-19\n",
      "csv",
    );
    expect(bare.columns).toEqual(["A", "B", "C"]);
    expect(bare.cells).toHaveLength(2);
    expect((await read("judul,judul,,isi\na,b,c,d\n", "csv")).columns).toEqual([
      "judul",
      "judul (2)",
      "C",
      "isi",
    ]);
  });

  test("a row with more cells than names is a problem, not a shift", async () => {
    const { rows } = await read("judul,isi\na,b,c\nd,e\n", "csv");
    expect(rows.map((row) => row.problem)).toEqual(["too_many_cells", null]);
  });

  test("a quote that is never closed costs its line only", async () => {
    const { rows } = await read('judul,isi\nsatu,"tak ditutup\ndua,b\ntiga,c\n', "csv");
    expect(rows).toMatchObject([
      { number: 2, problem: "quotes", source: 'satu,"tak ditutup' },
      { number: 3, cells: ["dua", "b"] },
      { number: 4, cells: ["tiga", "c"] },
    ]);
  });

  test("100 MB behind an open quote are refused without being held", async () => {
    const line = `${"kata ".repeat(200)}\n`;
    const file = await put(`judul,isi\nsatu,"tak ditutup\n${line.repeat(100_000)}dua,b\n`);
    const table = await openTable(file, "csv");
    const before = process.memoryUsage().rss;
    const problems: (string | null)[] = [];
    let peak = 0;
    let rows = 0;
    for await (const batch of table.rows(table.start)) {
      rows += batch.length;
      problems.push(...batch.map((row) => row.problem).filter((problem) => problem !== null));
      peak = Math.max(peak, process.memoryUsage().rss);
    }
    expect(problems).toEqual(["too_long"]);
    expect(rows).toBe(100_002);
    expect(peak - before).toBeLessThan(150 * 1024 * 1024);
  }, 60_000);

  test("100 MB of commas, NUL bytes and a million columns end in a clear no or in rows", async () => {
    await expect(read(",".repeat(20_000_000), "csv")).rejects.toMatchObject({ kind: "no_rows" });
    const wide = `${Array.from({ length: 1_000_000 }, (_, at) => `k${at}`).join(",")}\n`;
    await expect(read(wide, "csv")).rejects.toMatchObject({ name: "TableError" });
    const broad = `${Array.from({ length: 5_000 }, (_, at) => `k${at}`).join(",")}\n`;
    await expect(read(broad, "csv")).rejects.toMatchObject({ kind: "too_many_columns" });
    expect((await read("judul,isi\na\0b,c\0\n", "csv")).cells).toEqual([["ab", "c"]]);
    await expect(read("\n\n\n", "csv")).rejects.toMatchObject({ kind: "no_rows" });
  }, 60_000);

  test("nothing but broken quotes ends", async () => {
    const text = `judul,isi\n${Array.from({ length: 5_000 }, (_, at) => `${at},"a`).join("\n")}x`;
    const table = await openTable(await put(text), "csv");
    const drain = async () => {
      let rows = 0;
      for await (const batch of table.rows(table.start)) rows += batch.length;
      return rows;
    };
    // Two open quotes close each other, so that some lines become one row; none is endless.
    expect(await drain()).toBeGreaterThan(0);
  });
});

describe("JSONL", () => {
  test("nested fields, lists, 64-bit ids, bad lines one by one", async () => {
    const text = [
      '{"id":1867540000000000123,"text":"halo","user":{"name":"Ratna","n":12},"tags":["a","b"],"ok":true,"x":null}',
      '{"id":2,"text":"putus',
      "[1,2]",
      "",
      '{"id":3,"text":"dua","media":[{"u":1}]}',
      '{"gaung_line":"{\\"id\\":4,\\"text\\":\\"diperbaiki\\"}","gaung_reason":"?"}',
    ].join("\n");
    const { columns, rows } = await read(text, "jsonl");
    expect(columns).toEqual(["id", "text", "user.name", "user.n", "tags", "ok", "x", "media"]);
    expect(rows.map(({ number, problem }) => [number, problem])).toEqual([
      [1, null],
      [2, "not_json"],
      [3, "not_an_object"],
      [5, null],
      [6, null],
    ]);
    expect(rows[0]?.cells).toEqual(["1867540000000000123", "halo", "Ratna", "12", "a, b", "true", "", ""]);
    expect(rows[3]?.cells).toEqual(["3", "dua", "", "", "", "", "", '[{"u":1}]']);
    expect(rows[4]?.cells.slice(0, 2)).toEqual(["4", "diperbaiki"]);
    expect(rows[1]?.source).toBe('{"id":2,"text":"putus');
  });

  test("an array with an object a line is read, another array is named", async () => {
    expect((await read('[\n{"a":1},\n{"a":2}\n]\n', "jsonl")).cells).toEqual([["1"], ["2"]]);
    await expect(read('[{"a":1},{"a":2}]', "jsonl")).rejects.toMatchObject({ kind: "json_array" });
    await expect(read("halo\ndunia\n", "jsonl")).rejects.toMatchObject({ kind: "not_json_lines" });
  });

  test("a line of 60 MB is refused without being held", async () => {
    const { rows } = await read(`{"a":"1"}\n{"a":"${"x".repeat(60_000_000)}"}\n{"a":"2"}\n`, "jsonl");
    expect(rows.map(({ problem }) => problem)).toEqual([null, "too_long", null]);
  });
});

const sheetXml = (rows: string): string =>
  `<?xml version="1.0"?><worksheet xmlns="m"><dimension ref="A1:C4"/><sheetData>${rows}</sheetData></worksheet>`;

function workbook(sheet: string, more: Zippable = {}, workbookExtra = ""): Uint8Array {
  const relation = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
  return zipSync({
    "[Content_Types].xml": strToU8("<Types/>"),
    "_rels/.rels": strToU8(
      `<Relationships><Relationship Id="a" Type="${relation}/officeDocument" Target="/xl/workbook.xml"/></Relationships>`,
    ),
    "xl/workbook.xml": strToU8(
      `<workbook xmlns:r="r">${workbookExtra}<sheets><sheet name="Rahasia" state="hidden" r:id="h"/><sheet name="Data" r:id="d"/><sheet name="Lain" r:id="l"/></sheets></workbook>`,
    ),
    "xl/_rels/workbook.xml.rels": strToU8(
      `<Relationships><Relationship Id="h" Type="${relation}/worksheet" Target="worksheets/h.xml"/><Relationship Id="d" Type="${relation}/worksheet" Target="worksheets/d.xml"/><Relationship Id="l" Type="${relation}/worksheet" Target="worksheets/l.xml"/><Relationship Id="s" Type="${relation}/sharedStrings" Target="sharedStrings.xml"/><Relationship Id="y" Type="${relation}/styles" Target="styles.xml"/></Relationships>`,
    ),
    "xl/worksheets/d.xml": strToU8(sheet),
    "xl/worksheets/l.xml": strToU8(sheetXml('<row r="1"><c t="inlineStr"><is><t>lain</t></is></c></row>')),
    "xl/worksheets/h.xml": strToU8(sheetXml("")),
    "xl/styles.xml": strToU8(
      '<styleSheet><numFmts><numFmt numFmtId="170" formatCode="[$-421]dd\\ mmmm\\ yyyy;@"/></numFmts><cellStyleXfs><xf numFmtId="22"/></cellStyleXfs><cellXfs><xf numFmtId="0"/><xf numFmtId="14"/><xf numFmtId="22"/><xf numFmtId="170"/></cellXfs></styleSheet>',
    ),
    ...more,
  });
}

const shared = {
  "xl/sharedStrings.xml": strToU8(
    '<sst><si><t>judul</t></si><si><r><t>Ban</t></r><r><t xml:space="preserve">jir </t></r><rPh><t>x</t></rPh></si><si><t>tanggal &amp; jam</t></si></sst>',
  ),
};

describe("XLSX", () => {
  const rows =
    '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="C1" t="s"><v>2</v></c><c r="D1" t="inlineStr"><is><t>id</t></is></c></row>' +
    '<row r="3"><c r="A3" t="s"><v>1</v></c><c r="C3" s="2"><v>45826.383333333331</v></c><c r="D3"><v>1.86754000000000E+18</v></c></row>' +
    '<row r="4"><c r="A4" t="str"><v>rumus</v></c><c r="C4" s="3"><v>45826</v></c><c r="D4"><v>1.2E+5</v></c></row>';

  test("texts, dates by their format, empty cells and rows, numbers that Excel rounded", async () => {
    const { columns, rows: found } = await read(workbook(sheetXml(rows), shared), "xlsx");
    expect(columns).toEqual(["judul", "B", "tanggal & jam", "id"]);
    expect(found.map(({ number, cells }) => [number, ...cells])).toEqual([
      [3, "Banjir ", "", "2025-06-18 09:12:00", "1.86754e+18"],
      [4, "rumus", "", "2025-06-18", "120000"],
    ]);
  });

  test("the calendar of old Macs, and the named sheet", async () => {
    const old = workbook(sheetXml(rows), shared, '<workbookPr date1904="1"/>');
    expect((await read(old, "xlsx")).cells[1]?.[2]).toBe("2029-06-19");
    expect((await read(workbook(sheetXml(rows), shared), "xlsx", "Lain")).columns).toEqual(["lain"]);
    await expect(read(workbook(sheetXml(rows), shared), "xlsx", "Tiada")).rejects.toMatchObject({
      kind: "no_such_sheet",
    });
  });

  test.each([
    ["General", "number"],
    ["0.00", "number"],
    ['"Rp"#,##0', "number"],
    ["yyyy-mm-dd", "date"],
    ["dd/mm/yyyy hh:mm", "datetime"],
    ["[h]:mm:ss", "time"],
    ["mmm yy", "date"],
    ["[Red]0;[Blue]-0", "number"],
  ])("the format %s shows a %s", (code, kind) => {
    expect(kindOfFormat(170, new Map([[170, code]]))).toBe(kind);
  });

  test("what is no workbook, locked or a bomb is said to be", async () => {
    await expect(read("judul;isi\n", "xlsx")).rejects.toMatchObject({ kind: "not_a_workbook" });
    await expect(read(zipSync({ "a.txt": strToU8("x") }), "xlsx")).rejects.toMatchObject({
      kind: "not_a_workbook",
    });
    await expect(read(zipSync({ EncryptedPackage: strToU8("x") }), "xlsx")).rejects.toMatchObject({
      kind: "workbook_locked",
    });
    await expect(read(workbook("<worksheet><sheetData><row"), "xlsx")).rejects.toMatchObject({
      kind: "not_a_workbook",
    });
    const spaces = workbook(sheetXml(" ".repeat(60_000_000)));
    expect(spaces.length).toBeLessThan(200_000);
    await expect(read(spaces, "xlsx")).rejects.toMatchObject({ kind: "workbook_bomb" });
    const entities = `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>${sheetXml('<row><c t="str"><v>&b;</v></c></row>')}`;
    await expect(read(workbook(entities), "xlsx")).rejects.toMatchObject({ kind: "not_a_workbook" });
  });

  test("a store of texts gives each back, from memory and from disk", async () => {
    const texts = Array.from({ length: 5_000 }, (_, at) => `teks ${at} ${"é".repeat(at % 97)}`);
    for (const memory of [1e9, 1_000]) {
      const store = createStore(folder, memory);
      for (const [at, text] of texts.entries()) {
        store.add(text);
        if (at % 100 === 0) await store.flush();
      }
      await store.flush();
      expect(texts.map((_, at) => store.get(at))).toEqual(texts);
      expect(store.get(-1) + store.get(5_000) + store.get(Number.NaN)).toBe("");
      expect(store.spilled() > 0).toBe(memory === 1_000);
      store.close();
    }
  });
});

describe("going on from any place", () => {
  const cell = fc.string({ unit: fc.constantFrom("a", "é", "😀", '"', ",", "\n", " ", ";"), maxLength: 8 });
  test.each(["csv", "jsonl", "xlsx"] as const)(
    "gives the rows that were left (%s)",
    async (format) => {
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.array(cell, { minLength: 3, maxLength: 3 }), { maxLength: 30 }),
          async (given) => {
            const cells = given.map(([a, b, c], at) => [`baris ${at}`, `${a}`, `x${b}`, `y${c}`]);
            const columns = ["satu", "dua", "tiga", "empat"].map((name) => ({ name, heading: name }));
            const batches = (async function* () {
              yield cells;
            })();
            const bytes = await written(writeTable(format, columns, batches, { zoneOffsetMin: 420 }));
            if (cells.length === 0 && format === "jsonl") return;
            const table = await openTable(await put(bytes), format);
            try {
              const all: TableRow[] = [];
              for await (const batch of table.rows(table.start)) all.push(...batch);
              expect(all.map((row) => row.cells)).toEqual(cells);
              for (const row of all) {
                const rest: TableRow[] = [];
                for await (const batch of table.rows(row.end)) rest.push(...batch);
                expect(rest).toEqual(all.filter(({ number }) => number > row.number));
              }
            } finally {
              table.close();
            }
          },
        ),
        { numRuns: 25 },
      );
    },
    60_000,
  );

  test("also in a UTF-16 file with a broken row in the middle", async () => {
    const file = await put(Buffer.from('\ufeffa;b\nsatu;é\n"dua;x\ntiga;y\n', "utf16le"));
    const table = await openTable(file, "csv");
    const all: TableRow[] = [];
    for await (const batch of table.rows(table.start)) all.push(...batch);
    expect(all.map((row) => row.problem ?? row.cells[0])).toEqual(["satu", "quotes", "tiga"]);
    for (const row of all) {
      const rest: TableRow[] = [];
      for await (const batch of table.rows(row.end)) rest.push(...batch);
      expect(rest).toEqual(all.filter(({ number }) => number > row.number));
    }
  });
});

describe("writing", () => {
  const columns = [
    { name: "title", heading: "Judul" },
    { name: "publishedAt", heading: "Terbit" },
    { name: "likes", heading: "Suka" },
  ];
  const at = new Date("2025-06-18T02:12:00Z");
  const batches = async function* () {
    yield [
      ['=HYPERLINK("http://x")', at, 5],
      ["+62 811", at, null],
      ['kata "ia",\nbaris\u0001 dua <b> & 😀', null, -3],
    ] as const;
  };
  const write = (format: TableFormat) =>
    written(writeTable(format, columns, batches(), { zoneOffsetMin: 420 }));

  test("CSV marks what a spreadsheet would run", async () => {
    expect((await write("csv")).toString()).toBe(
      '\ufeffJudul,Terbit,Suka\r\n"\'=HYPERLINK(""http://x"")",2025-06-18T09:12:00+07:00,5\r\n\'+62 811,2025-06-18T09:12:00+07:00,\r\n"kata ""ia"",\nbaris\u0001 dua <b> & 😀",,-3\r\n',
    );
  });

  test("JSONL keeps names and kinds", async () => {
    const lines = (await write("jsonl")).toString().trim().split("\n");
    expect(JSON.parse(lines[1] ?? "")).toEqual({
      title: "+62 811",
      publishedAt: "2025-06-18T09:12:00+07:00",
      likes: null,
    });
  });

  test("XLSX reads back as it was, texts as texts and dates as dates", async () => {
    const { columns: names, cells } = await read(await write("xlsx"), "xlsx");
    expect(names).toEqual(["Judul", "Terbit", "Suka"]);
    expect(cells).toEqual([
      ['=HYPERLINK("http://x")', "2025-06-18 09:12:00", "5"],
      ["+62 811", "2025-06-18 09:12:00", ""],
      ['kata "ia",\nbaris dua <b> & 😀', "", "-3"],
    ]);
  });
});
