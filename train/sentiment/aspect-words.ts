import type { TargetSpan } from "#text/sentiment/target-zones.ts";

/** Words by which reviews of CASA and HoASA name their aspects. */
const ASPECT_WORDS: Readonly<Record<string, string>> = {
  fuel: "bensin bbm bahan-bakar irit boros konsumsi solar pertamax pertalite liter km/l hemat",
  machine: "mesin tenaga tarikan performa cc torsi akselerasi transmisi matic gigi rpm power mesinnya",
  part: "part sparepart suku-cadang onderdil body bodi ban jok lampu rem setir ac shockbreaker suspensi kaki-kaki interior eksterior velg spion dashboard kabin fitur desain dimensi bagasi",
  price: "harga harganya murah mahal harga-jual otr terjangkau",
  service:
    "servis service bengkel pelayanan layanan dealer pelayanannya staf staff resepsionis karyawan petugas pelayan receptionist karyawannya stafnya",
  ac: "ac acnya pendingin",
  air_panas: "air-panas air-hangat water-heater heater shower showernya hot-water",
  bau: "bau baunya aroma wangi apek pesing",
  kebersihan: "bersih kebersihan kotor kebersihannya jorok",
  linen:
    "sprei seprai handuk selimut bantal kasur guling linen sprai handuknya kasurnya seprei bed tempat-tidur",
  sunrise_meal: "sarapan breakfast makan-pagi makanan sarapannya",
  tv: "tv televisi channel tvnya chanel",
  wifi: "wifi wi-fi internet wifinya koneksi sinyal",
};

/** The places where a review names an aspect; none where it does so in other words. */
export function aspectSpans(text: string, aspect: string): TargetSpan[] {
  const lower = text.toLowerCase();
  return (ASPECT_WORDS[aspect] ?? "").split(" ").flatMap((name) => {
    const word = name.replaceAll("-", " ");
    const spans: TargetSpan[] = [];
    for (let at = lower.indexOf(word); at >= 0 && word !== ""; at = lower.indexOf(word, at + 1)) {
      const end = at + word.length;
      if (!isLetter(lower.charAt(at - 1)) && !isLetter(lower.charAt(end))) spans.push({ start: at, end });
    }
    return spans;
  });
}

function isLetter(unit: string): boolean {
  return unit !== "" && unit.toLowerCase() !== unit.toUpperCase();
}
