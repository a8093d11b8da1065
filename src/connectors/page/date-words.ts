/** Words of dates and times as Indonesian and English outlets write them. Data: a new spelling is a new entry. */

/** Month words, Indonesian (with old and clipped spellings) and English, to 1-12. */
export const MONTHS: ReadonlyMap<string, number> = new Map(
  [
    "januari jan january janu jn",
    "februari feb february pebruari peb febr",
    "maret mar march mrt",
    "april apr avril",
    "mei may",
    "juni jun june",
    "juli jul july",
    "agustus agt agu ags agst agus aug august",
    "september sep sept",
    "oktober okt oct october",
    "november nov nop nopember",
    "desember des dec december",
  ].flatMap((words, index) => words.split(" ").map((word): [string, number] => [word, index + 1])),
);

/** Zone words to minutes east of UTC. WIB, WITA and WIT: Keputusan Presiden 41/1987. The rest: RFC 5322 §4.3 and use. */
export const ZONE_OFFSETS_MIN: ReadonlyMap<string, number> = new Map([
  ["wib", 420],
  ["wita", 480],
  ["wit", 540],
  ["z", 0],
  ["ut", 0],
  ["utc", 0],
  ["gmt", 0],
  ["est", -300],
  ["edt", -240],
  ["cst", -360],
  ["cdt", -300],
  ["mst", -420],
  ["mdt", -360],
  ["pst", -480],
  ["pdt", -420],
  ["bst", 60],
  ["cet", 60],
  ["cest", 120],
  ["eet", 120],
  ["msk", 180],
  ["ist", 330],
  ["ict", 420],
  ["sgt", 480],
  ["myt", 480],
  ["hkt", 480],
  ["jst", 540],
  ["kst", 540],
  ["aest", 600],
]);

/** Names given to offsets in results; every other offset is written `+hh:mm`. */
export const ZONE_NAMES: ReadonlyMap<number, string> = new Map([
  [0, "UTC"],
  [420, "Asia/Jakarta"],
  [480, "Asia/Makassar"],
  [540, "Asia/Jayapura"],
]);

/** Units of "… yang lalu", in seconds; those of a day and more lead to day precision. */
export const RELATIVE_UNITS_S: ReadonlyMap<string, number> = new Map([
  ["detik", 1],
  ["second", 1],
  ["sec", 1],
  ["menit", 60],
  ["mnt", 60],
  ["minute", 60],
  ["min", 60],
  ["jam", 3600],
  ["hour", 3600],
  ["hari", 86_400],
  ["day", 86_400],
  ["minggu", 604_800],
  ["pekan", 604_800],
  ["week", 604_800],
]);

/** Units of "… yang lalu" that count months. */
export const RELATIVE_UNITS_MONTHS: ReadonlyMap<string, number> = new Map([
  ["bulan", 1],
  ["month", 1],
  ["tahun", 12],
  ["year", 12],
]);

/** Days named from today. */
export const RELATIVE_DAYS: ReadonlyMap<string, number> = new Map([
  ["hari ini", 0],
  ["today", 0],
  ["kemarin lusa", -2],
  ["kemarin dulu", -2],
  ["kemarin", -1],
  ["kemaren", -1],
  ["yesterday", -1],
]);
