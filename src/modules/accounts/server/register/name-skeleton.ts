/** Letters of other scripts, and digits, that are taken for a Latin letter at a glance. `i` and `l` are one. */
const lookAlikes: Readonly<Record<string, string>> = {
  а: "a",
  ɑ: "a",
  α: "a",
  "4": "a",
  в: "b",
  "8": "b",
  с: "c",
  ϲ: "c",
  ԁ: "d",
  е: "e",
  є: "e",
  "3": "e",
  ɡ: "g",
  "9": "g",
  һ: "h",
  і: "l",
  ι: "l",
  ı: "l",
  i: "l",
  ј: "j",
  "1": "l",
  "|": "l",
  "!": "l",
  ӏ: "l",
  к: "k",
  κ: "k",
  м: "m",
  п: "n",
  ո: "n",
  о: "o",
  ο: "o",
  "0": "o",
  р: "p",
  ρ: "p",
  ԛ: "q",
  г: "r",
  ѕ: "s",
  "5": "s",
  $: "s",
  т: "t",
  τ: "t",
  "7": "t",
  υ: "u",
  ս: "u",
  ν: "v",
  ѵ: "v",
  ԝ: "w",
  ω: "w",
  х: "x",
  χ: "x",
  у: "y",
  γ: "y",
  ʏ: "y",
  "2": "z",
};

/** What impostors put before or behind an office's name. */
const dressing = [
  "official",
  "resmi",
  "asli",
  "real",
  "admin",
  "cs",
  "care",
  "help",
  "helpdesk",
  "bantuan",
  "layanan",
  "info",
  "center",
  "centre",
  "pusat",
  "customer",
  "service",
  "support",
  "halo",
  "pengaduan",
  "indonesia",
  "id",
];

/** A name shorter than this is too short to be sure of anything without its beginning and end. */
const leastLength = 4;

/**
 * What a name looks like at a glance: without case, marks, dots and dashes, with look-alike letters as one, double letters
 * once, and without the words that impostors add. Two names with one skeleton can be taken for each other.
 * Method: as the skeletons of Unicode TR 39 §4, with a table of our own.
 */
export function nameSkeleton(name: string): string {
  let skeleton = fold(name);
  for (let isDressed = true; isDressed; ) {
    const shorter = dressed
      .flatMap((word) => [
        skeleton.endsWith(word) ? skeleton.slice(0, -word.length) : "",
        skeleton.startsWith(word) ? skeleton.slice(word.length) : "",
      ])
      .find((rest) => rest.length >= leastLength);
    isDressed = shorter !== undefined;
    skeleton = shorter ?? skeleton;
  }
  return skeleton;
}

function fold(name: string): string {
  return [...name.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase()]
    .map((sign) => lookAlikes[sign] ?? sign)
    .join("")
    .replace(/[^\p{L}\p{N}]/gu, "")
    .replace(/rn/g, "m")
    .replace(/vv/g, "w")
    .replace(/(.)\1+/gu, "$1");
}

const dressed = dressing.map(fold);

/** Whether one letter more, less or other makes one text of the other. */
export function isOneOff(one: string, other: string): boolean {
  if (one === other || Math.abs(one.length - other.length) > 1) return false;
  let start = 0;
  while (start < one.length && one[start] === other[start]) start += 1;
  let [endOne, endOther] = [one.length, other.length];
  while (endOne > start && endOther > start && one[endOne - 1] === other[endOther - 1]) {
    endOne -= 1;
    endOther -= 1;
  }
  return endOne - start <= 1 && endOther - start <= 1;
}
