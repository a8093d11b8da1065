import { describe, expect, it } from "vitest";
import { evaluateQuery, type QueryDocument } from "./evaluate-query.ts";
import { parseQuery } from "./parse-query.ts";

const document: QueryDocument = {
  title: "Presiden ke-3 B.J. Habibie wafat",
  text: "Bukunya dibaca anak-anak. Tiket daring gagal dibeli, aplikasinya lambat! #MakanBergizi @kemenkes_ri https://detik.com/x",
  publishedAt: new Date("2019-09-11T11:05:00Z"),
  fields: { outlet: ["Kompas.com", "kompas"], author: null, tag: ["Penting"], has: ["image"], lang: "id" },
};
const clock = { now: new Date("2019-09-12T03:00:00Z"), zone: "Asia/Jakarta" };

function answers(query: string): boolean {
  const parsed = parseQuery(query);
  if (!parsed.ok) throw new Error(query);
  return evaluateQuery(parsed.tree, document, clock);
}

describe("evaluateQuery", () => {
  it.each([
    "",
    "HABIBIE wafat tiket",
    '"bj habibie"',
    "buku anak bukumu",
    '"bukunya"',
    '"anak-anak"',
    "sakit OR wafat",
    "habibie NOT sakit",
    "NOT sakit",
    "transport* OR aplik*",
    "habibie NEAR/1 wafat",
    "wafat NEAR/5 presiden",
    '("tiket daring" OR aplikasi) NEAR/1 gagal',
    "gagal NEAR/2 aplikasi",
    "in:title habibie tiket",
    "isi:(tiket gagal)",
    "#makanbergizi",
    "makanbergizi",
    "@Kemenkes_RI",
    "kemenkes_ri",
    "https://www.detik.com/lain",
    "outlet:KOMPAS",
    "outlet:(detik OR kompas)",
    "tag:penting has:gambar -author:*",
    "since:2019-09-11 until:2019-09-11",
    "since:1d",
    "since:16h",
  ])("says yes to %s", (query) => expect(answers(query)).toBe(true));

  it.each([
    "habibie sakit",
    '"habibie bj"',
    '"buku"',
    '"wafat bukunya"',
    "wafat NEAR/50 bukunya",
    "habibie NEAR/3 habibie",
    "presiden NEAR/2 wafat",
    "in:title tiket",
    "in:text habibie",
    "#habibie",
    "@kemenkes",
    "outlet:komp",
    "-outlet:komp*",
    "author:*",
    "since:15h",
    "until:2019-09-10",
    "until:1d NOT since:2d",
  ])("says no to %s", (query) => expect(answers(query)).toBe(false));
});
