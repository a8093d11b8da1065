/** What somebody invented says to the demo's office. */
export type DemoWords = { handle: string; name: string; text: string; isPrivate?: boolean };

/** September 2019: smoke, a mourning nation, and ordinary questions. The first four are there when a visitor comes. */
export const demoWords: readonly DemoWords[] = [
  {
    handle: "siti.rahmawati",
    name: "Siti Rahmawati",
    text: "@humas.contoh besok sekolah di kecamatan kami libur atau tidak? Asapnya masih tebal, anak saya sudah batuk.",
  },
  {
    handle: "bang.togar",
    name: "Togar Simanjuntak",
    text: "@humas.contoh lampu jalan depan pasar sudah seminggu mati. Sudah dua kali lapor, tidak ada yang datang.",
  },
  {
    handle: "dewi_ayu",
    name: "Dewi Ayu",
    text: "@humas.contoh terima kasih petugas loketnya ramah sekali tadi pagi, urusan KTP selesai 15 menit.",
  },
  {
    handle: "pak.rt.melati",
    name: "RT 04 Melati",
    text: "@humas.contoh mohon maaf, pembagian masker di kelurahan jam berapa? Telepon saya 0812-0000-1919.",
    isPrivate: true,
  },
  {
    handle: "yusuf.h",
    name: "Yusuf Hidayat",
    text: "@humas.contoh apa benar besok kantor tutup karena hari berkabung? Saya mau ambil surat.",
  },
  {
    handle: "info_warga",
    name: "Info Warga",
    text: "@humas.contoh beredar pesan berantai kalau air PDAM tercemar. Ini benar atau hoaks?",
  },
  {
    handle: "rina.kuliner",
    name: "Rina",
    text: "@humas.contoh usul: jadwal layanan keliling dipasang di sini tiap Senin, biar kami tidak salah hari.",
  },
  {
    handle: "bang.togar",
    name: "Togar Simanjuntak",
    text: "@humas.contoh ini hari kedelapan, pasar tetap gelap. Kalau begini kami patungan sendiri saja.",
  },
];

/** What the office has said when a visitor comes. */
export const demoStatement =
  "Posko informasi kabut asap dibuka di halaman kantor setiap hari pukul 08.00 sampai 20.00. Masker dibagikan gratis, bawa KTP. Pertanyaan dijawab di sini.";

/** What people say who were answered. */
export const demoThanks: readonly string[] = [
  "Terima kasih jawabannya, sudah jelas.",
  "Baik, saya tunggu kabarnya ya.",
  "Siap, terima kasih. Semoga cepat beres.",
];
