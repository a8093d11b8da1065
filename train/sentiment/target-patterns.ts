import type { Tone } from "#text/sentiment/sentiment.ts";
import type { Random } from "../random.ts";
import type { TargetText } from "./fit-target.ts";

const NAMES =
  "Bapenda|Dinas PU|kelurahan|kecamatan|Satpol PP|Bank Jatim|Bulog|Kimia Farma|Pelindo|Angkasa Pura|RS Harapan|SMA 3|Pasar Baru|halte|masjid agung|gedung olahraga|Bu Rina|Pak Joko|Citilink|Honda|Suzuki|stasiun|rektor|kepala dinas|ruang tunggu|toilet|petugas|teknisi|koki|gurunya|sopirnya|kolamnya".split(
    "|",
  );
const GOOD =
  "ramah|cepat|bersih|sangat membantu|bagus sekali|mantap|tidak mengecewakan|sigap dan sopan|enak|nyaman|memuaskan|keren banget|rapi|jujur|profesional|tidak ribet".split(
    "|",
  );
const BAD =
  "lambat|kotor|jutek|payah|mengecewakan|tidak ramah|kurang memuaskan|ribet banget|parah|buruk|tidak jelas|rusak|lemot|sombong|tidak becus|bau".split(
    "|",
  );
const PLAIN =
  "buka jam delapan|ada di jalan Melati|pindah ke gedung baru|punya dua cabang|libur hari Minggu|ikut rapat kemarin|berdiri tahun 1990|akan datang besok|menggelar acara|terletak di pusat kota".split(
    "|",
  );
const JOINTS =
  ", |, tapi |, tetapi | tapi |, sedangkan |, sementara |. |, namun |, sayangnya |, untung | dan ".split("|");

/** Sentences from patterns written for this project, where what is said of one thing is not said of the other. */
export function patternTargets(count: number, random: Random): TargetText[] {
  const pick = (list: readonly string[]): string => list[Math.floor(random() * list.length)] ?? "";
  const texts: TargetText[] = [];
  while (texts.length < count) {
    const one = pick(NAMES);
    const other = pick(NAMES);
    if (one.includes(other) || other.includes(one)) continue;
    const add = (text: string, first: Tone, second: Tone): void => {
      for (const [name, tone] of [
        [one, first],
        [other, second],
      ] as const) {
        const start = text.indexOf(name);
        texts.push({ text, tone, spans: [{ start, end: start + name.length }] });
      }
    };
    const kind = Math.floor(random() * 8);
    if (kind === 0) add(`${one} ${pick(GOOD)}${pick(JOINTS)}${other} ${pick(BAD)}`, "positive", "negative");
    else if (kind === 1)
      add(`${one} ${pick(BAD)}${pick(JOINTS)}${other} ${pick(GOOD)}`, "negative", "positive");
    else if (kind === 2)
      add(`${one} lebih ${pick(GOOD.slice(0, 3))} daripada ${other}`, "positive", "negative");
    else if (kind === 3) add(`${one} ${pick(PLAIN)}, ${other} ${pick(GOOD)}`, "neutral", "positive");
    else if (kind === 4) add(`${one} dan ${other} ${pick(PLAIN)}`, "neutral", "neutral");
    else if (kind === 5) add(`Mending ${one} daripada ${other}`, "positive", "negative");
    else if (kind === 6) add(`${one} kalah ${pick(GOOD.slice(0, 3))} dari ${other}`, "negative", "positive");
    else add(`${one} ${pick(GOOD)}, tidak seperti ${other}`, "positive", "negative");
  }
  return texts;
}
