import type { Category } from "./intent.ts";

/** How people thank, praise and support. Written for this engine. */
export const PRAISE: Readonly<Record<string, Category>> = {
  thanks: {
    words: "terima_kasih berterima_kasih makasih ucapkan_terima_kasih syukron thank_you",
    leans: { appreciation: 0.5 },
  },
  thanksFor: {
    words: `terima_kasih_telah terima_kasih_sudah terima_kasih_kepada terima_kasih_untuk terima_kasih_banyak_kepada
      terima_kasih_atas_kerja* terima_kasih_atas_bantuan terima_kasih_pak terima_kasih_bu makasih_sudah makasih_ya
      makasih_banget makasih_banyak berterima_kasih terima_kasih_prabowo terima_kasih_presiden berkat`,
    leans: { appreciation: 0.8 },
  },
  thanksClose: {
    words: `atas_perhatian* atas_bantuan* atas_kerja_sama* atas_kerjasama* atas_tanggapan* atas_respon* atas_pengertian*
      sekian_dan demikian sebelumnya_terima_kasih terima_kasih_sebelumnya sebelum_dan_sesudahnya terima_kasih_atas_perhatian*`,
    leans: { appreciation: -0.8, complaint: 0.3, aspiration: 0.2 },
  },
  praise: {
    words: `mantap mantul mantab keren hebat bagus salut bravo luar_biasa terbaik jos joss top bangga membanggakan
      inspiratif inspirasi juara kagum mengagumkan memuaskan puas cemerlang gemilang gercep gerak_cepat solutif
      informatif amanah jempol mulus sempurna istimewa cerdas jenius pintar tegas jujur bijak bijaksana merakyat
      rendah_hati peduli kepedulian tulus visioner berkualitas kompeten berprestasi andal handal goks gokil apik saé sae
      apresiasi mengapresiasi the_best good great nice love keren_abis salute respect respek bukti_nyata kerja_nyata langkah_konkret keberhasilan prestasi cerah membantu_banget sangat_membantu
      bermanfaat manfaat pahlawan panutan idola acungan_jempol kinerja_nyata`,
    leans: { appreciation: 0.9 },
  },
  reviewPraise: {
    words: `enak enaknya lezat nikmat nyaman ramah murah terjangkau bersih asri sejuk adem cocok favorit segar gurih
      renyah empuk lembut lengkap variatif bervariasi luas indah cantik unik menarik romantis betah rekomendasi recommended
      direkomendasikan merekomendasikan worth_it kenyang puas asyik asik seru menyenangkan strategis suasana suasananya
      pemandangan pemandangannya santai wangi halus cozy kekinian instagramable doyan suka balik_lagi kembali_lagi
      datang_lagi tidak_mengecewakan cepat_saji oke mewah menawan mengesankan meresap lumayan`,
    leans: { appreciation: 0.8 },
  },
  reviewNoun: {
    words: `makanan makanannya masakan masakannya minuman menu menunya resto restoran kafe cafe warung tempatnya tempat rasa
      rasanya harga_makanan porsi porsinya bumbu sambal hotel kamar sarapan pelayanannya pelayan batagor bakso ayam ikan kopi
      nongkrong kuliner parkiran interior desain film filmnya kampung_daun`,
    leans: { appreciation: 0.2 },
  },
  support: {
    words: `dukung mendukung dukungan didukung sukseskan menyukseskan sukses lanjutkan maju gaspol gas_terus menang menangkan
      memenangkan kemenangan pilih memilih coblos yakin percaya optimis setuju bersama satu_putaran hadir_untuk solusi_nyata
      solusi_cerdas langkah_nyata langkah_baik terus_berkarya semangat_terus untuk_indonesia`,
    leans: { appreciation: 0.5 },
  },
  joy: {
    words: `senang senangnya bahagia alhamdulillah syukur bersyukur terharu gembira lega seneng hepi happy hore yeay asik
      akhirnya untungnya untung_ada cinta sayang_banget`,
    leans: { appreciation: 0.5 },
  },
  wellWish: {
    words: `sehat_selalu sukses_selalu sehat-sehat panjang_umur semoga_sehat semoga_sukses selamat_dan_sukses amal_jariah
      amal_ibadah berkah semoga_berkah sukses_terus`,
    leans: { appreciation: 0.7 },
  },
};
