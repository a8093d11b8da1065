import type { Category } from "./intent.ts";

/** How people tell that something fails. Written for this engine. */
export const COMPLAINT: Readonly<Record<string, Category>> = {
  failure: {
    words: `rusak* kerusakan padam pemadaman mati mampet macet tersumbat buntu bocor* kebocoran ambrol ambles amblas
      longsor roboh* ambruk tumbang berlubang bolong lubang* jeblok jebol retak pecah patah keropos hancur* gelap_gulita
      banjir kebanjiran tergenang genangan meluap keruh berbau bau menyengat kotor jorok kumuh menumpuk tumpukan berserakan
      menggelantung menjuntai semrawut amburadul terbengkalai mangkrak karatan error eror trouble gangguan down lemot
      lelet ngelag nge-lag lag rto putus_sambung putus_nyambung putus-putus blank hang ngehang gagal kendala terkendala
      offline ngadat mogok konslet korsleting terpotong kepotong macet_total padam_lagi mati_total loss slow issue problem
      broken ngeblank ngedrop njeglek rubuh lepas hilang hangus basi kadaluarsa kedaluwarsa keracunan muntah* issu`,
    leans: { complaint: 1.1 },
  },
  failureMild: {
    words: `lambat lamban lama_sekali prosesnya_lama nunggu_lama menunggu_lama kelamaan telat terlambat keterlambatan molor antre antri antrean antrian penuh sesak berdesakan
      rimbun lebat sedimen lumpur debu berdebu asap bising kebisingan berisik liar parkir_liar pungutan susah sulit ribet
      kesulitan mahal kemahalan langka kosong habis masalah permasalahan persoalan keluhan kurang minim tidak_layak kurang_layak rawan
      jeglongan bergelombang tidak_rata rata_rata_telat kendur kering panas melawan_arah menutupi gelap sempit`,
    leans: { complaint: 0.5 },
  },
  hazard: {
    words: `bahaya berbahaya membahayakan mengganggu menggangu terganggu meresahkan resah dikhawatirkan khawatir dikwatirkan
      kuatir kawatir celaka kecelakaan korban terperosok jatuh rawan_kecelakaan mengancam takut takutnya waswas ngeri
      merugikan dirugikan menghambat terhambat menyusahkan meresahkan_warga jambret begal maling kemalingan mencuri`,
    leans: { complaint: 0.7 },
  },
  lack: {
    words: `tidak_bisa tidak_dapat tidak_ada tidak_pernah tidak_jadi tidak_keluar tidak_masuk tidak_mengalir tidak_menyala
      tidak_nyala tidak_berfungsi tidak_terdaftar tidak_sesuai tidak_jelas tidak_merata tidak_mau tidak_diterima
      tidak_muncul tidak_respon* tidak_direspon* tidak_ditanggapi tidak_dijawab tidak_profesional tidak_tepat_sasaran
      tidak_adil tidak_kunjung tidak_diangkut tidak_lancar tidak_update tidak_terawat tidak_kebagian tidak_kerja
      belum_ada belum_bisa belum_dapat belum_jadi belum_selesai belum_masuk belum_cair belum_diangkut belum_diperbaiki
      belum_diproses belum_terdaftar belum_pernah belum_juga belum_sampai belum_keluar belum_di* belum_menerima
      belum_terealisasi belum_terwujud belum_terlaksana belum_tersentuh belum_sama_sekali sama_sekali tak_kunjung
      kurang_respon* tanpa_penjelasan tanpa_alasan tanpa_konfirmasi tidak_mampu_menanggung ditolak dibatalkan terhapus
      tidak_digaji dilempar* diping-pong dioper dipersulit diabaikan dibiarkan ditelantarkan cant cannot doesnt didnt`,
    leans: { complaint: 0.9 },
  },
  duration: {
    words: `berhari-hari berminggu-minggu berbulan-bulan bertahun-tahun sejak semalam sampai_sekarang sampai_saat_ini
      sampai_hari_ini hingga_kini hingga_saat_ini hingga_sekarang hingga_hari_ini dari_kemarin dari_tadi dari_semalam
      dari_pagi sudah_lama terus_menerus terus-terusan setiap_hujan setiap_hari setiap_kali tiap_hujan tiap_hari tiap_malam
      tiap_pagi setiap_malam berkali-kali berulang_kali berulang-ulang bolak-balik bolak_balik lagi_dan_lagi lagi-lagi
      kesekian_kali sudah_hampir seringkali sering makin semakin tiba-tiba mulu melulu`,
    leans: { complaint: 0.5 },
  },
  report: {
    words: `lapor melapor melaporkan laporan laporkan dilaporkan pengaduan aduan mengadu mengadukan adukan ngadu keluhan
      mengeluh mengeluhkan komplain complain komplen protes menyayangkan menyampaikan_keluhan kritik izin_melaporkan`,
    leans: { complaint: 0.8 },
  },
  fix: {
    words: `perbaiki diperbaiki perbaikan dibenahi benahi bebenah dibenerin benerin didandani ditindak tindak menindak
      penindakan ditertibkan penertiban menertibkan ditangani penanganan ditindaklanjuti tindaklanjuti tindak_lanjut*
      menindaklanjuti tindak_lanjuti ditindak_lanjuti dicek dicek_ulang cek_lokasi segera sidak disidak dibersihkan
      bersihkan diangkut pengangkutan dikeruk pengerukan ditegur menegur diusut diurus diurusin solusi solusinya
      disurvei disurvey survey mohon_perhatian* mohon_dibantu mohon_bantuan* mohon_solusi* tolong_dibantu kejelasan
      evaluasi dievaluasi pembersihan perantingan perampingan pemangkasan pemotongan penebangan dinormalisasi normalisasi`,
    leans: { complaint: 0.6 },
  },
  wrongdoing: {
    words: `pungli calo suap menyuap oknum curang kecurangan menipu penipuan ditipu tertipu nakal arogan semena-mena
      sewenang-wenang pilih_kasih diskriminasi menyalahgunakan penyalahgunaan gelap_mata ilegal liar preman memeras
      diperas pemerasan manipulasi korupsi dikorupsi nepotisme titipan ugal-ugalan ngebut ngetem maki membentak dibentak
      marah-marah dimarahi ketus jutek judes cuek nyolot tidak_sopan tidak_ramah kurang_ramah kasar acuh lalai sepihak`,
    leans: { complaint: 0.7 },
  },
  dismay: {
    words: `kecewa mengecewakan dikecewakan parah kapok kesal nyesal menyesal miris sedih capek capai muak bete dongkol
      jengkel bosan sumpek ilfil rugi merugi kacau payah buruk bobrok zonk nyebelin sebel ampun terlalu_lama lama_banget
      susah_banget susah_sekali tega keterlaluan tidak_becus tidak_guna tidak_niat percuma sia-sia`,
    leans: { complaint: 0.5, appreciation: -0.4 },
  },
  badReview: {
    words: `hambar kemanisan keasinan alot amis apek biasa_saja biasa_aja kurang_enak tidak_enak kurang_bersih kurang_nyaman
      tidak_nyaman kurang_memuaskan tidak_memuaskan tidak_worth tidak_merekomendasikan tidak_recommended tidak_rekomen
      overprice overpriced tidak_balik_lagi tidak_akan_kembali pelayanan_lambat pelayanan_buruk pelayanan_kurang sayangnya
      sayang_sekali namun_sayang kurang_cocok tidak_istimewa di_bawah_ekspektasi tidak_sebanding asal-asalan mengecewakan`,
    leans: { complaint: 0.9, appreciation: -0.3 },
  },
  service: {
    words: `pelayanan layanan petugas pegawai kantor_kelurahan kelurahan kecamatan dispendukcapil disdukcapil dinas pdam
      pln puskesmas rumah_sakit loket cs customer_service operator teknisi sopir supir pramudi kondektur satpam kasir
      pelayan pju lampu_jalan lampu jalan jembatan saluran got selokan gorong-gorong gorong drainase trotoar pohon sampah
      air listrik sinyal jaringan internet wifi koneksi aplikasi halte bus bis kereta krl angkot stasiun eskalator toilet
      modem tv channel ktp kk akta akte bansos bantuan beasiswa sekolah bpjs sertifikat paving plengsengan sungai`,
    leans: { complaint: 0.2 },
  },
};
