import type { Category } from "./intent.ts";

/** Signs of who speaks to whom, and in what voice. Written for this engine. */
export const REGISTER: Readonly<Record<string, Category>> = {
  newsVerb: {
    words: `mengatakan menyatakan menegaskan tegaskan ungkap mengungkapkan mengungkap sebut menyebut ujar ujarnya tutur
      tuturnya kata_dia katanya_kepada resmi resmikan meresmikan tinjau meninjau kunjungi mengunjungi kunjungan gelar
      menggelar luncurkan meluncurkan lantik periksa memeriksa tetapkan menetapkan siapkan targetkan janjikan menekankan
      menyoroti soroti digelar diperiksa ditetapkan dibagikan menyerahkan memantau memastikan pastikan menyampaikan_bahwa
      dinilai diduga terancam jelang usai terkait_kasus menurut pantau sidak_ke berkunjung imbau mengimbau bahas membahas
      menggagas menginisiasi diinisiasi membuka_rekrutmen kembali_digelar bertujuan berkomitmen deklarasi`,
    leans: { other: 0.7 },
  },
  newsFrame: {
    words: `ini_alasan ini_kata begini_cara begini_kisah* ini_dia simak_fakta berikut_daftar baca_selengkapnya selengkapnya
      simak live streaming breaking update viral fakta kisah momen potret sinopsis resep tips survei responden elektabilitas
      responden wib kamis jumat senin selasa rabu sabtu jakarta_- dalam_rangka berdasarkan_data rilis pers wawancara
      kapolri polri bhabinkamtibmas babinsa polsek polres koramil jenderal kementerian menteri menurutnya ketua_umum`,
    leans: { other: 0.5 },
  },
  ad: {
    words: `promo_gajian diskon order_sekarang pemesanan open_po buruan dapatkan nikmati gratis_ongkir link_di_bio cicilan
      jasa dijual disewakan giveaway voucher cashback followers follow klik hubungi_kami wa_kami menangkan_hadiah
      lowongan_kerja paket_wisata tiket_konser daftar_sekarang yuk ready_stock cod`,
    leans: { other: 0.6 },
  },
  insult: {
    words: `bodoh goblok tolol bego dungu idiot anjing anjir anjrit bangsat bajingan babi kampret tai taik brengsek
      keparat monyet cebong kadrun kampang laknat kafir munafik penjilat sampah_masyarakat bacot asu jancok jancuk cok
      pantek kontol memek ngentot penipu pembohong maling_negara begundal banci cupu kacung pecundang biadab sok fufufafa
      omong_kosong omon-omon asbun buzzer buzzerp gila pakai_otak tidak_punya_otak otak_udang`,
    leans: { other: 0.7 },
  },
  laugh: {
    words: "wkwk* awok* haha* hehe* hihi* lol lmao ngakak xixi* kwkw* kocak lucu canda bercanda bjir",
    leans: { other: 0.6 },
  },
  slang: {
    words: `gue gw gua lu lo loe elu aku ak aq gwe ane ente cuy bro sis guys gais ges nder sender mutual tl anjay njir jir
      sumpah banget doang aja deh sih dong kok_bisa kek kayak kaya ngga ga gak nggak pengen kangen gabut mager`,
    leans: { other: 0.2 },
  },
  operatorVoice: {
    words: `hai_kak halo_kak mohon_maaf_atas ketidaknyamanan* mohon_maaf_atas_kendala silakan silahkan_menghubungi mohon_info_nomor mohon_info_untuk mohon_dapat_mengirimkan akan_segera_kami kami_sampaikan untuk_kami terus_meningkatkan_pelayanan perhatian_kami demi_kenyamanan menghubungi kami_informasikan
      terima_kasih_atas_informasi* terima_kasih_atas_laporan* terima_kasih_atas_saran kami_teruskan customer_care
      info_selengkapnya kami_imbau direct_message dapat_menghubungi tetaplah jangan_ragu nomor_pelanggan tks kami_mohon_maaf`,
    leans: { other: 1.8 },
  },
  politics: {
    words: `presiden prabowo jokowi gibran anies ganjar mahfud imin muhaimin capres cawapres paslon pilpres pemilu kampanye
      partai rezim kabinet pemerintah pemerintahan rakyat oligarki dinasti politik politikus debat relawan pendukung
      koalisi dpr menhan gerindra pdip pks pkb demokrat amin kpk konstitusi negara cebong kadrun pilkada`,
    leans: { other: 0.5 },
  },
  slogan: {
    words: `untuk_indonesia indonesia_maju indonesia_emas masa_depan perubahan generasi_muda pemimpin kepemimpinan
      menyejahterakan kesejahteraan ketahanan_pangan swasembada astacita asta_cita perjuangan kita_semua`,
    leans: { appreciation: 0.2, other: 0.3 },
  },
  greeting: {
    words: `assalamualaikum assalamu'alaikum assalamu asalamualaikum salam selamat_pagi selamat_siang selamat_sore selamat_malam
      permisi yth dengan_hormat kepada_yth maaf mohon_maaf mohon_izin mohon_ijin izin ijin halo hai dear perkenalkan pagi
      siang sore malam met_pagi`,
    leans: { complaint: 0.2, question: 0.2, other: -0.2 },
  },
  addressee: {
    words: `pak bapak bu ibu min admin mimin kak kakak gan mas mbak wali_kota walikota gubernur bupati camat lurah kadis
      kepala_dinas pemkot pemda pemprov bapak_ibu bpk bp dinas_terkait pihak_terkait pihak_berwenang rt rw`,
    leans: { complaint: 0.2, aspiration: 0.2, question: 0.1, other: -0.2 },
  },
  place: {
    words: `jl jln jalan gang gg rt rw kelurahan kel kecamatan kec desa dusun perum perumahan blok simpang perempatan
      pertigaan depan_rumah sebelah samping depan seberang alamat lokasi wilayah kampung no`,
    leans: { complaint: 0.3 },
  },
  firstFormal: {
    words: "saya kami warga_kami anak_saya ibu_saya rumah_saya tempat_kami",
    leans: { complaint: 0.2, other: -0.2 },
  },
  story: {
    words: `tadi kemarin pas waktu_itu ternyata terus jadi_inget jadi_keinget inget keinget cerita pengalaman semalam kali_ini
      bareng temen teman lagi_di lagi_naik otw nangis nonton lagu mimpi doain kangen besok_ke`,
    leans: { other: 0.3 },
  },
  opinion: {
    words: `menurut_saya menurutku menurut_gue kayaknya kayanya sepertinya memang emang namanya_juga ujung-ujungnya paling
      jangankan katanya bukan_soal masalahnya_kan padahal pantesan pantas gara-gara gegara jadi_korban janji janjinya
      cuma hanya demi buat_apa siapa_suruh makanya logika faktanya terbukti_gagal kasihan kasian malu ngurus`,
    leans: { other: 0.3 },
  },
  contrast: {
    words: "tapi tetapi namun sayangnya cuma_sayang walaupun meskipun meski padahal malah",
    leans: { complaint: 0.2 },
  },
  emojiWarm: { words: "👍 ❤ 😍 🥰 👏 🔥 💪 😊 🤩 😇 ✨ 💯 🫶 🤗 💖 ❤️ :) <3", leans: { appreciation: 0.5 } },
  emojiPlead: { words: "🙏 🙏🏻 🙏🏽 🥺", leans: {} },
  emojiLaugh: { words: "😂 🤣 😆 😅 😜 🤪 😏 🙄 😭", leans: { other: 0.4 } },
  emojiAngry: { words: "😡 🤬 😠 😤 👎 😞 😔 😢 :(", leans: { complaint: 0.4 } },
  negation: { words: "tidak bukan belum jangan tanpa", leans: {} },
};
