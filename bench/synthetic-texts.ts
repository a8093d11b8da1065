import { readFileSync } from "node:fs";
import path from "node:path";
import { seededRandom } from "./synthetic-posts.ts";

const list = (words: string): readonly string[] => words.split("|").map((word) => word.trim());

/** Parts of posts to an office and about it, written for this figure; `{…}` is filled from the list of that name. */
const parts: Readonly<Record<string, readonly string[]>> = {
  post: list(
    `{greet} {service} di {place} {fault} sudah {time}, {urge}|{thing} {praise}, terima kasih {who} {smile}|{greet} mau tanya,
    {ask} di {place} ya? {soon}|{who} tolong dong {service} {place} {fault} {angry}|usul aja sih, {wish} di {place} biar warga {gain}|
    {name} meninjau {service} di {place}, warga {feel}|antre dari jam {number} di {place} tapi {service} {fault}, {angry}|
    kata {name} anggaran {thing} Rp{number} miliar tapi {service} di {place} masih {fault}|{thing} {praise} tapi {service} {fault},
    {urge}|baru tahu kalau {ask}, {soon}|RT @warga{number}: {service} {place} {fault} {angry} #{tag}|{feel} banget sama {thing} di {place}
    {smile} #{tag}`,
  ),
  greet: list(
    "min|Halo admin|pagi min|Assalamualaikum pak|permisi|Yth. Bapak Wali Kota|woi|kak|Selamat siang|bro",
  ),
  service: list(
    `lampu jalan|air PDAM|jalan|sampah|drainase|KTP|antrean puskesmas|bus|halte|aplikasi|loket|trotoar|wifi taman|pasar|listrik|
    jembatan|sekolah|bansos|parkir|got`,
  ),
  place: list(
    `Jalan Melati|Kecamatan Gubeng|Surabaya|Kabupaten Sidoarjo|Pasar Minggu|depan SMPN 3|Jl. Ahmad Yani|Kota Bandung|Desa Sukamaju|
    Terminal Purabaya|RT 04 RW 02|Bekasi|Stasiun Gambir|Malang|Sleman|Makassar|kelurahan kami|Jakarta Timur|Medan|Denpasar`,
  ),
  fault: list(
    `mati|rusak parah|gak jalan|macet total|bocor|blm diangkut|error terus|lemot bgt|dipungli|bau busuk|berlubang|penuh|nggak ada petugas|
    ditutup tanpa pemberitahuan|banjir lagi|padam|kacau|tidak dilayani`,
  ),
  time: list("seminggu|3 hari|dua bulan|dr kemarin|sejak Senin|berhari-hari|5 jam|lama bgt"),
  urge: list(
    "mohon segera ditindaklanjuti|tolong diperbaiki|kapan beresnya?|jgn diem aja|ditunggu tindak lanjutnya|kecewa berat",
  ),
  thing: list(
    "pelayanan|programnya|petugas|taman kota|acara kemarin|mal pelayanan publik|vaksinasi|layanan malam|posyandu|makan bergizi gratis",
  ),
  praise: list("cepat dan ramah|keren bgt|mantap|sangat membantu|bagus|memuaskan|jempol|lumayan lah"),
  who: list("pak wali|petugasnya|Pak Camat|admin|pemkot|Bu Risma|dinas terkait|semuanya"),
  smile: list("👍|🙏|😍|:)|||❤️"),
  angry: list("😡|parah|bgst|payah|!!!|kecewaaa|capek deh|sampai kapan|||"),
  ask: list(
    "kapan pendaftaran dibuka|syarat bikin KK apa|jam buka kantor|bisa urus online nggak|nomor aduan berapa|gimana cara daftar",
  ),
  soon: list("makasih|mohon infonya|trims|urgent|ditunggu ya kak"),
  wish: list(
    "dibangun taman bermain|ada halte baru|diadakan pelatihan UMKM|dipasang CCTV|jam layanan ditambah|bus sekolah",
  ),
  gain: list("aman|nyaman|gak jauh2|terbantu|sehat|senang"),
  name: list(
    "Gubernur Jawa Timur|Bupati|Menteri Kesehatan|Budi Santoso|Siti Aminah|Wali Kota Bandung|Kapolres|DPRD|Presiden|KPK",
  ),
  feel: list("senang|kecewa|marah|puas|bingung|bangga|resah"),
  tag: list("MakanBergiziGratis|lapor|jalanrusak|SurabayaHebat|PelayananPublik|infomacet"),
  number: list("2|3|5|7|8|12|20|45|100|250"),
};

/**
 * Posts of some twenty words: of five, four are put together from parts, with a stretch of a headline where they are
 * short, and one is a headline with another one. The same for the same number.
 */
export function syntheticTexts(count: number): string[] {
  const random = seededRandom(20_260_405);
  const pick = (from: readonly string[]): string => from[Math.floor(random() * from.length)] ?? "";
  const fill = (pattern: string): string =>
    pattern.replace(/\{(\w+)\}/g, (_, name: string) => fill(pick(parts[name] ?? [])));
  const headlines = readHeadlines();
  return Array.from({ length: count }, () => {
    let text = random() < 0.2 ? pick(headlines) : fill(pick(parts["post"] ?? [])).replace(/\s+/g, " ");
    while (text.split(" ").length < 16) text = `${text} ${pick(headlines)}`;
    return text.split(" ").slice(0, 24).join(" ");
  });
}

function readHeadlines(): string[] {
  const file = path.join(import.meta.dirname, "..", "data", "demo", "headlines.jsonl");
  const lines = readFileSync(file, "utf8").trim().split("\n");
  return lines.map((line) => {
    const { title }: { title: string } = JSON.parse(line);
    return title;
  });
}
