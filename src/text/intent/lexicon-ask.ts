import type { Category } from "./intent.ts";

/** How people ask. Written for this engine. */
export const ASK: Readonly<Record<string, Category>> = {
  askWord: {
    words: `apakah kapan berapa bagaimana mana bolehkah bisakah adakah haruskah benarkah betulkah perlukah
      kapankah berapakah siapakah manakah dimanakah dapatkah maukah cukupkah sampai_kapan how when where which bilamana`,
    leans: { question: 1 },
  },
  whatWord: { words: "apa siapa apaan what who is_there", leans: { question: 0.4 } },
  whyWord: {
    words: "kenapa kok masak masa_sih kenapakah why lha_kok lah_kok",
    leans: { complaint: 0.3, question: 0.2 },
  },
  askVerb: {
    words: `tanya nanya menanyakan bertanya tanyakan nanyak takon naros tanya-tanya mau_nanya mau_tanya izin_bertanya
      ingin_bertanya ingin_tahu mau_tahu pengen_tau pengin_tahu penasaran pertanyaan konfirmasi`,
    leans: { question: 1.2 },
  },
  askInfo: {
    words: `mohon_info mohon_informasi* minta_info minta_informasi* info_dong infonya info_lebih butuh_info mohon_penjelasan
      mohon_pencerahan* mohon_petunjuk mohon_arahan minta_penjelasan minta_nomor minta_kontak informasikan diinformasikan
      infokan diinfokan boleh_tahu kasih_tahu beri_tahu dimana_ya mohon_kejelasan* cek_status ada_yang_tahu
      ada_yang_pernah ada_info bantu_jawab mohon_jawaban* rekomendasi rekomen`,
    leans: { question: 1 },
  },
  procedure: {
    words: `cara caranya syarat syaratnya persyaratan prosedur prosedurnya alur tahapan biaya biayanya harga harganya
      tarif tarifnya ongkos jadwal jadwalnya jam_buka jam_operasional jam_berapa rute rutenya lokasi lokasinya alamatnya
      nomor_telepon no_wa kontak dokumen formulir berkas_apa daftar_online pendaftaran status estimasi cek masa_kontrak
      masa_aktif perbedaan bedanya beda rincian kuota promo paket tagihan garansi kompensasi denda penalti`,
    leans: { question: 0.7 },
  },
  order: {
    words: `pasang_baru upgrade downgrade ganti_paket ubah_paket pindah_paket berlangganan berhenti_berlangganan
      putus_langganan terminasi terminate relokasi tambah_perangkat aktivasi aktifkan mau_ganti mau_ubah ingin_ganti
      mau_daftar ingin_daftar mau_beli ingin_beli mau_pasang ingin_pasang mau_cek ingin_ikut mau_ikut mau_cp
      hubungi_cs terhubung_dengan`,
    leans: { question: 0.8, aspiration: 0.2 },
  },
  askTail: {
    words: `ya_min ya_kak ya_pak ya_bu ya_mas ya_mbak ya_gan ya_sis ya_guys ya_gais tidak_sih tidak_ya bukan_sih kah
      tidak_min tidak_kak belum_ya bisa_tidak ada_tidak boleh_tidak masih_ada_tidak apa_tidak apa_bisa apa_boleh
      apa_ada bagaimana_ya berapa_ya kapan_ya apa_ya mana_ya siapa_ya nya_apa apa_saja maksudnya`,
    leans: { question: 0.8 },
  },
  scold: {
    words: `kenapa_tidak kenapa_belum kenapa_selalu kenapa_terus kenapa_masih kenapa_harus kok_tidak kok_belum kok_masih
      kok_begini kok_gini kok_gitu kok_bisa kok_malah kok_lama kok_susah kapan_beres kapan_normal kapan_selesai
      kapan_diperbaiki kapan_jadi kapan_nyala sampai_kapan bagaimana_ini bagaimana_nih bagaimana_sih gimana_nih
      apa_gunanya apa_harus apa_iya masa_iya mana_janji* niat_tidak serius_nih yang_benar_saja apa_kabar kerjanya_apa
      ini_kenapa kenapa_ya_kok kenapa_sih apa_tidak_malu mau_dibawa_ke_mana mau_sampai_kapan tidak_ada_tindak*`,
    leans: { complaint: 1, question: -0.3 },
  },
};
