/** Texts to try, written for this page; whoever is named in them is invented. */
export const sampleTexts = [
  {
    key: "complaint",
    text: "Min, lampu jalan di Jl. Melati depan pasar Wonokromo Surabaya udah mati dari tgl 3 Maret, gelap bgt kalo malem. Udah lapor 3x ke kelurahan tp ga ada respon sama sekali. Kapan dibenerin? Ini no saya 0812-3456-7890, NIK 3578014507900003. Jgn janji mulu dong.",
  },
  {
    key: "news",
    text: "Gubernur Jawa Timur Khairani Putri meresmikan tiga puskesmas pembantu di Kabupaten Banyuwangi, Selasa (17/3). Warga menyambut baik karena tidak perlu lagi menempuh 40 kilometer ke rumah sakit. Namun, Ketua Forum Kesehatan Desa Banjar menyayangkan jumlah bidan yang belum bertambah sejak 2024. Dinas Kesehatan menjanjikan sepuluh tenaga baru pada Juni.",
  },
  {
    key: "letter",
    text: "Sehubungan dengan akan dilaksanakannya kegiatan perbaikan jaringan pipa dalam rangka peningkatan kualitas pelayanan kepada masyarakat, maka bersama ini disampaikan bahwa akan dilakukan penghentian sementara pengaliran air bersih pada wilayah sebagaimana dimaksud dalam lampiran, di mana hal tersebut merupakan upaya daripada PDAM agar supaya pelayanan menjadi lebih baik lagi. Kami menjamin gangguan serupa tidak akan pernah terjadi lagi. Demikian untuk menjadi maklum.",
  },
  {
    key: "praise",
    text: "Antrean di loket Dukcapil tadi pagi memang panjang, tapi petugasnya ramah dan KTP saya jadi dalam satu jam. Salut, terima kasih Bu Ratih di loket 4! Semoga kecamatan lain ikut begini.",
  },
] as const;
