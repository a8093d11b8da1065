/** What a word tells of a checkable claim; bits. */
export const Claim = {
  service: 1,
  /** Heads of places, which take a name or a number: "Jalan Mawar", "RT 3". */
  placeHead: 2,
  /** Words after "di" that name no place. */
  noPlace: 4,
  /** A time with a number or a name beside it. */
  time: 8,
  /** A time by itself. */
  sureTime: 16,
  /** What follows a time: "hari ini", "minggu lalu". */
  afterTime: 32,
  /** What precedes a time: "sudah tiga hari". */
  beforeTime: 64,
  unit: 128,
  money: 256,
  /** "di", behind which a place may be named. */
  inPlace: 512,
} as const;

const lists: readonly (readonly [number, string])[] = [
  [
    Claim.service,
    `ktp e-ktp ektp kk akta akte bpjs kis pajak pbb listrik pln pdam air lampu pju jalan trotoar jembatan drainase
    selokan got gorong gorong-gorong sampah puskesmas rs rsud posyandu sekolah ppdb sd smp sma smk kampus beasiswa
    bansos blt pkh bpnt sembako beras minyak lpg gas bbm pertalite solar sim stnk bpkb samsat izin imb nib sertifikat
    tanah kereta krl mrt lrt bus busway transjakarta jaklingko halte stasiun terminal bandara pelabuhan parkir tol
    internet wifi sinyal pupuk mbg gaji honor tunjangan antrean antrian loket pelayanan layanan aplikasi website situs
    ambulans ambulan damkar posko vaksin obat imigrasi paspor visa haji umrah nikah kua pasar pkl pungli tilang taman
    toilet banjir macet kabel tiang pohon pagar sungai kali`,
  ],
  [
    Claim.placeHead,
    `jalan jl jln gang gg perumahan perum komplek kompleks kelurahan kecamatan kec kel desa dusun kabupaten kab kota
    provinsi rt rw halte stasiun terminal simpang perempatan pertigaan bundaran pasar kantor gedung taman jembatan
    puskesmas rsud sekolah kampung depan dekat samping belakang km sdn smpn sman`,
  ],
  [
    Claim.noPlace,
    "mana sini situ sana dalam luar atas bawah antara samping depan belakang hati dunia akhirat media sosmed twitter tv",
  ],
  [
    Claim.time,
    `hari minggu bulan tahun jam pukul tanggal tgl senin selasa rabu kamis jumat sabtu ahad januari februari maret april
    mei juni juli agustus september oktober november desember pagi siang sore malam menit`,
  ],
  [Claim.sureTime, "kemarin semalam tadi sejak semenjak wib wita wit"],
  [Claim.afterTime, "ini lalu kemarin senin selasa rabu kamis jumat sabtu minggu lamanya"],
  [
    Claim.beforeTime,
    "hari bulan tanggal sudah udah selama tiap setiap berhari beberapa dua tiga empat lima enam tujuh delapan sembilan sepuluh",
  ],
  [
    Claim.unit,
    `rupiah ribu rb juta jt miliar milyar triliun persen kg kilo ton liter meter km orang warga siswa korban unit rumah
    kali hari jam menit bulan tahun minggu titik kk jiwa kasus`,
  ],
  [Claim.money, "rp idr"],
  [Claim.inPlace, "di"],
];

const bits = new Map<string, number>();
for (const [bit, words] of lists)
  for (const word of words.split(/\s+/)) if (word !== "") bits.set(word, (bits.get(word) ?? 0) | bit);

const WITH_UNIT = /^(?:rp)?\d[\d.,]*([a-z]*)$/;

/** What a word as it is written tells of a claim. */
export function claimBits(exact: string): number {
  const known = bits.get(exact);
  if (known !== undefined) return known;
  const [, unit = null] = WITH_UNIT.exec(exact) ?? [];
  if (unit === null) return 0;
  return exact.startsWith("rp") || ((bits.get(unit) ?? 0) & Claim.unit) !== 0 ? Claim.unit | Claim.money : 0;
}
