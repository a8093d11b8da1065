import type { HostileList } from "./hostile-entry.ts";

/** Words that belittle. Folded spelling, `_` for a space. */
export const insultWords: readonly HostileList[] = [
  {
    // Stupidity said with contempt: no polite text has these words.
    kind: "insult",
    strengths: [1, 2, 2],
    words: `goblok goblog gblk gblg guoblok guoblog geblek geblok goblokin goblin_lu gublug koplok belegug
    bego begok pea_lu tolol tlol dungu bahlul bloon blo'on o'on dongo dodol_lu bolot
    pekok pekok_lu ndlogok dlogok bungul buyan moron idiot stupid dumb dumbass retard retarded dongok
    otak_udang otak_kosong otak_dengkul otak_kerdil otak_setengah otak_cetek otak_kopong otak_miring otak_keledai
    otak_babi otak_selangkangan otak_mesum otak_kotor otak_ngeres otak_sempit otak_tumpul otakmu_dimana
    otaknya_dimana otak_lu_dimana otaknya_di_mana otak_di_dengkul otaknya_di_dengkul otak_lo_dimana otak_mana
    iq_jongkok iq_rendah iq_minus iq_kolam iq_200_sekolam
    tidak_punya_otak tidak_ada_otak tanpa_otak tidak_berotak gapunya_otak gaada_otak kagak_ada_otaknya
    tidak_ada_otaknya tidak_punya_akal tidak_pakai_otak pakai_otak pake_otak dipakai_otaknya pakai_tuh_otak
    minus_otak kurang_otak cacat_otak cacat_logika cacat_mental buta_hati buta_mata_hati otak_cacat`,
  },
  {
    // Curses of character.
    kind: "insult",
    strengths: [1, 2, 2],
    words: `bangsat bangsad bngst bgst bgsd bangst bangzat bajingan bajingan_tengik bjngn bajing_lu bajingseng brengsek
    berengsek brengsex brngsek keparat jahanam jahannam jahanem bedebah
    biadab biadap bejat bejad bejatnya durjana durhaka tengik sompret kampang kampank kehed goblog_siah
    kurang_ajar kurangajar kurang_ajarnya krg_ajar kunyuk kutu_kupret cecunguk cecurut curut_lu begundal
    bastard scumbag asshole son_of_a jerk sob_lu scum
    tidak_tahu_malu tidak_punya_malu tidak_ada_malu gatau_malu gapunya_malu tidak_punya_rasa_malu urat_malu
    tidak_tahu_diri gatau_diri tidak_tau_diri tidak_tahu_diuntung muka_tembok muka_badak muka_dua bermuka_dua
    muka_tebal sampah_masyarakat manusia_sampah sampah_lu mulut_sampah mulut_busuk mulut_comberan
    mulut_got mulut_kotor mulut_lemes mulut_ember bau_busuk_mulutnya bacot bct bacod bacotan bacotlu bacotmu ngebacot
    congor congormu cocot cocotmu cangkem cangkemmu lambemu bacot_doang banyak_bacot
    manusia_laknat manusia_biadab manusia_iblis iblis_berwujud iblis_berwajah berhati_iblis berhati_busuk
    setan_alas setan_berwujud anak_setan anak_haram anak_dajal anak_dajjal anak_iblis anak_anjing anak_babi
    anak_monyet anak_jadah anak_jadahnya anak_pelacur anak_lonte anak_pki haram_jadah haramjadah antek_dajal
    penjilat_pantat jilat_pantat jilatin_pantat penjilat_ludah jilat_ludah menjilat_ludah pantat_lu
    tikus_berdasi tikus_kantor tikus_negara lintah_darat manusia_tikus buaya_darat sarap sableng edan_kon sinting
    otak_sinting gila_jabatan haus_kekuasaan haus_darah budak_asing
    pengkhianat_bangsa penghianat_bangsa pengkhianat_negara penghianat_negara musuh_negara sampah_negara
    sampah_demokrasi badut_negara badut_politik benalu_negara beban_negara beban_keluarga najis najong jijay
    jijik_lihat jijik_liat muak_lihat muak_liat eneg_lihat eneg_liat makan_tuh_tai makan_tai makan_taik taik_kucing
    tai_kucing tahi_kucing tai_ayam sok_suci sok_alim sok_pinter sok_bersih bacrit bapak_kau`,
  },
  {
    // Beasts that serve as expletives; next to talk of animals they are animals.
    kind: "insult",
    strengths: [1, 2, 2],
    unlessNear: "animal",
    words: `anjing anjg anjeng anjng anying anyink anjink anjing_lah asu asuu asyu asw asem_ik
    babi babik monyet mnyt monyong kirik bedes celeng celengan_lu cicing_lu kampret kamfret kampreto
    jurig bodat beruk anjiang binatang_lu wedus`,
  },
  {
    // Beasts that are said of people only when somebody is spoken of.
    kind: "insult",
    strengths: [0, 1, 2],
    unlessNear: "animal",
    words: `kera lutung dajal dajjal benalu parasit belatung demit babu`,
  },
  {
    // Words of contempt with a plain reading: they weigh when somebody is meant.
    kind: "insult",
    strengths: [0, 1, 2],
    words: `bodoh bodo bodoh-bodoh bodohnya gila sakit_jiwa licik busuk rakus serakah bengis kejam keji picik terlaknat terkutuk laknat laknatullah
    culas sombong songong sengak belagu sontoloyo tengil munafik penjilat pengecut pecundang pengkhianat penghianat
    pembohong pendusta penipu pembual tukang_bohong tukang_tipu tukang_bual maling pencuri rampok perampok garong koruptor
    bandit preman penjahat jongos kacung budak antek badut pelawak provokator
    biang_kerok pengadu_domba pemecah_belah penista penghasut pembantai penjajah
    buruk_rupa gembrot cebol pesek dekil kere kampungan norak alay lebay cupu culun ndeso
    gaptek katrok banci_kaleng banci_tampil lemah_otak cengeng
    ngaca ngaca_dong ngaca_dulu ngaca_woi diktator otoriter fasis zalim dzalim dzolim zolim lalim
    plonga-plongo planga-plongo plongo cungkring gembel burik bau_tanah mulutmu otakmu otaknya
    tampangmu mukamu caper`,
  },
  {
    // Mild and playful: rude in an office's inbox, nothing more.
    kind: "insult",
    strengths: [1, 1, 1],
    words: `banci bencong bencis udik sialan sial_lu sialan_lu anjir anjirr anjrit anjrot anjay anjayy njir njirr njing nying jir kampret_lah
    pea gila_lu gila_kali gila_ya_lu keras_kepala_lu kepala_batu mampus koplak gendeng gemblung gelo edan
    ndablek songong_lu sotoy sok_tau sok_tahu sok_jago sok_pintar sok_asik banyak_omong omong_kosong_lu bacoters
    tutup_mulut_lu diam_lu diem_lu wtf bullshit crap kacrut kampungan_lu miring_otaknya lemot_lu gak_guna_lu
    budek_lu budeg_lu kuping_lu_budek bolot_lu ngehe asem_lu babi_lah hina_lu dina_lu`,
  },
  {
    // Illness and handicap as a curse.
    kind: "insult",
    strengths: [0, 1, 2],
    words: `cacad budek budeg picek cebol maho homo lesbong`,
  },
  {
    // Plain words that belittle only who is called so: "dasar sampah", "lu ular".
    kind: "insult",
    strengths: [0, 0, 2],
    unlessNear: "animal",
    words: `sampah ular tikus kadal buaya kecoa kecoak lalat keledai kerbau sapi bunglon serigala musang binatang hewan
    setan iblis tuyul genderuwo kuntilanak zombie drakula lintah ulat kutu cacing siluman badak bangkai ampas
    boneka wayang mafia pembunuh pelacur cabul mesum jelek gendut buta tuli bisu cacat autis miskin jorok bau kotor
    sesat mabok manja lemah onta unta`,
  },
  {
    // Sayings in which the words are plain.
    kind: "insult",
    strengths: [0, 0, 0],
    words: `bodo_amat bodoh_amat bodo_amatlah cinta_monyet cinta_buta jambu_monyet topeng_monyet cacar_monyet lidah_buaya
    lubang_buaya telur_mata_sapi mata_sapi kuda_hitam kambing_hitam buta_warna buta_huruf buta_aksara tuna_wisma
    gila_belanja gila_bola gila_kerja gila-gilaan rumah_sakit_jiwa orang_sakit_jiwa gangguan_jiwa preman_pensiun saksi_bisu
    tempat_sampah bank_sampah buang_sampah kotak_sampah babi_guling babi_panggang sate_babi daging_babi flu_babi
    demam_babi celengan_babi anjing_laut anjing_pelacak anjing_penjaga anjing_kampung anjing_liar hot_dog kutu_buku
    kutu_air kutu_loncat raja_hutan ular_tangga ular_naga tikus_got setan_merah manusia_kera kumis_lele topi_koboi
    polisi_tidur dasar_hukum dasar_negara anak_tiri tidak_bodoh tidak_gila tidak_goblok naik_onta susu_onta pipis_onta
    unta_merah tai_lalat tahi_lalat tai_chi kucing_garong raja_setan raja_monyet si_buta`,
  },
];
