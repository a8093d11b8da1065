import type { Category } from "./intent.ts";

/** How people propose, wish and ask for what is not there yet. Written for this engine. */
export const PROPOSE: Readonly<Record<string, Category>> = {
  propose: {
    words: `usul usulan usulkan mengusulkan ngusul ngusulin saran saranku sarankan menyarankan disarankan_agar sebaiknya
      seyogyanya seyogianya hendaknya alangkah ada_baiknya alangkah_baiknya lebih_baik_kalau lebih_baik_jika bagusnya
      baiknya gimana_kalau bagaimana_kalau bagaimana_jika coba_deh coba_dong coba_saja masukan_saja sekadar_masukan
      memberi_masukan kasih_masukan boleh_usul mbok kiranya_dapat andai andaikan seandainya saatnya sudah_waktunya
      sudah_saatnya perlu_ada perlu_dibuat perlu_dibangun harus_ada aspirasi suggest`,
    leans: { aspiration: 1.4 },
  },
  ought: {
    words: `seharusnya harusnya semestinya mestinya harus wajib perlu perlunya diperlukan mesti kudu should`,
    leans: { aspiration: 0.4 },
  },
  prefer: {
    words: `mending mendingan lebih_baik lebih_bagus lebih_penting lebih_butuh daripada drpd ketimbang timbang cukup_di
      utamakan prioritaskan dahulukan diprioritaskan fokus_ke dialihkan alihkan konsentrasi`,
    leans: { aspiration: 0.7 },
  },
  urge: {
    words: `stop hentikan dihentikan distop disetop setop batalkan dibatalin dibatalkan_saja hapus hapuskan dihapus cabut
      tunda ditunda dipending ganti copot bubarkan dibubarkan tolak evaluasi_lagi kaji_ulang dikaji dikaji_ulang tinjau
      ditinjau_ulang sahkan tangkap jangan jangan_dulu kembalikan serahkan diserahkan turunkan naikkan potong_gaji potong_anggaran tambahkan
      tambahin tambah perbanyak diperbanyak adain adakan bikin bikinin buatlah bangun berikan perjuangkan desak
      mendesak menuntut tegakkan pindahkan pindahin balikin sediakan gratiskan digratiskan dicontoh contoh_saja sterilkan terapkan evaluasilah coba_belajar bubarin dibubarin`,
    leans: { aspiration: 0.6 },
  },
  provide: {
    words: `diadakan mengadakan pengadaan dibangun dibangunkan pembangunan dipasang dipasangkan pemasangan dibuatkan dibuat
      dibuka diberi diberikan memberikan ditambah ditambahkan ditambahin penambahan menambah disediakan penyediaan
      diperpanjang diperluas perluasan diperbesar pavingisasi pelebaran peninggian renovasi direnovasi bedah_rumah
      dilengkapi difasilitasi fasilitasi ditingkatkan peningkatan diterapkan`,
    leans: { aspiration: 0.5 },
  },
  apply: {
    words: `mengajukan ngajukan mengajuan pengajuan permohonan memohon pemohon proposal kursi_roda modal_usaha bantuan_modal
      bantuan_alat bantuan_bibit bantuan_dana dana_bantuan insentif tunjangan honor lowongan pekerjaan bekerja_menjadi
      keringanan mendapatkan_bantuan dapat_bantuan dimasukkan didaftarkan membutuhkan butuh sangat_membutuhkan
      mengharapkan tidak_mampu janda buruh phk penghasilan tulang_punggung`,
    leans: { aspiration: 0.7 },
  },
  wish: {
    words: `semoga moga moga-moga mudah-mudahan berharap harapan harapannya harap_agar diharapkan besar_harapan ingin_sekali
      pengen_banget pengen pengin kepengin agar supaya spy biar kalau_bisa klo_bisa jika_memungkinkan bila_perlu`,
    leans: { aspiration: 0.4 },
  },
  request: {
    words: `mohon tolong minta dimohon harap mintak nyuwun please plis pliss pls bantu bantuannya bantuan dibantu membantu
      berkenan sudi kiranya bisa_dibantu tolongin`,
    leans: { complaint: 0.3, aspiration: 0.3 },
  },
  policy: {
    words: `program kebijakan aturan peraturan undang-undang uu perda anggaran apbn apbd dana pajak subsidi tarif_baru
      pendidikan kesehatan lapangan_kerja lapangan_pekerjaan gaji sembako harga_bahan_pokok makan_siang makan_bergizi
      makan_gratis mbg guru koruptor menteri stafsus wilayah daerah`,
    leans: { aspiration: 0.2, other: 0.1 },
  },
};
