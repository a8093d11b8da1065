import type { HostileList } from "./hostile-entry.ts";

const me = "gue gua gw aku ku saya kami tak kita";
const acts =
  "bunuh bacok tusuk tembak gorok penggal hajar gebuk gebukin gampar tabok tonjok pukul injak bakar tabrak habisi sikat cincang mutilasi culik perkosa santet keroyok";
const victims = "kau kamu dia mereka semua semuanya orangnya rumahnya rumahmu kantornya keluarganya anaknya";

/** "gue bacok", "bacok kamu": every act with who does it or who suffers it. */
const crossed = [
  ...acts.split(" ").flatMap((act) => me.split(" ").map((who) => `${who}_${act}`)),
  ...acts.split(" ").flatMap((act) => victims.split(" ").map((whom) => `${act}_${whom}`)),
].join(" ");

/** Violence announced, wished or urged. */
export const threatWords: readonly HostileList[] = [
  {
    kind: "threat",
    strengths: [3, 3, 3],
    isCommand: true,
    words: `kubunuh ku_bunuh kubacok ku_bacok kutusuk ku_tusuk kugorok ku_gorok kupenggal kubakar kuhajar ku_hajar
    kugampar ku_gampar kutembak ku_tembak kuculik kusantet ku_santet takbunuh tak_pateni takpateni kupatahkan_lehermu
    tak_bacok gue_bacok gw_bacok gua_bacok gue_bunuh gw_bunuh gua_bunuh gue_gorok gw_gorok kami_bunuh
    bunuh_kau bunuh_kamu bunuh_aja_mereka bunuhlah bunuhin_aja gorok_aja gorok_lehernya penggal_kepala
    penggal_kepalanya penggal_lehernya penggal_saja penggal_aja gantung_di_monas gantung_di_tugu bakar_hidup-hidup
    bakar_hidup2 dibakar_hidup-hidup_aja halal_darahnya darahnya_halal halal_dibunuh wajib_dibunuh harus_dibunuh
    pantas_dibunuh layak_dibunuh mending_dibunuh dibunuh_saja bunuh_saja_dia bunuh_saja_mereka perkosa_aja
    diperkosa_aja diperkosa_saja mutilasi_aja tembak_kepalanya tembak_mati_aja bakar_rumahnya bakar_kantornya
    bakar_rumahmu tunggu_pembalasan tunggu_balasan_kami tunggu_balasanku siap-siap_mati siap_mati_kau
    nyawamu nyawa_lu nyawa_kau nyawa_kamu habis_kau habis_lu kutunggu_di_rumahmu gue_tau_rumah_lu gue_tahu_rumah_kamu
    rumahmu_kubakar ku_bakar_rumahmu tau_rumah_lu kill_you kill_them_all`,
  },
  {
    kind: "threat",
    strengths: [1, 2, 3],
    isCommand: true,
    words: `bunuh_saja bunuh_aja gantung_saja gantung_aja digantung_saja digantung_aja dibakar_saja dibakar_aja
    tembak_saja tembak_aja ditembak_saja ditembak_aja bantai_saja bantai_aja hajar_saja hajar_aja culik_aja
    culik_saja santet_aja santet_saja gebukin gebuki_aja keroyok_aja hukum_mati_aja cincang_aja bom_aja bom_saja`,
  },
  {
    // A wish rather than an act.
    kind: "threat",
    strengths: [0, 2, 2],
    isCommand: true,
    words: `mati_saja mati_aja mati_sana cepat_mati cepetan_mati mati_kek mati_lah cari_mati masuk_neraka kena_azab`,
  },
  {
    kind: "threat",
    strengths: [2, 2, 2],
    isCommand: true,
    words: `mati_saja_kamu mati_saja_kau mati_aja_kau mati_aja_sana mampus_kau mampus_kamu mampus_kalian mampus_sana
    modar_kau modar_kamu modar_sana semoga_mati semoga_cepat_mati mati_kamu mati_kau semoga_mampus awas_kamu awas_kau awas_kalian
    awas_aja_kau awas_aja_kamu awas_saja_kau awas_saja_kamu tunggu_saja_kau tunggu_saja_kamu tunggu_aja_kau
    tunggu_aja_kamu masuk_neraka_kau ke_neraka_sana neraka_sana azab_menunggu semoga_diazab die_bitch go_to_hell`,
  },
  {
    // Calls against many.
    kind: "threat",
    strengths: [0, 2, 3],
    isCommand: true,
    words: `ganyang bantai musnahkan habisi basmi binasakan enyahkan lenyapkan bumihanguskan usir perangi
    hancurkan sweeping`,
  },
  { kind: "threat", strengths: [0, 2, 3], isCommand: true, words: crossed },
];
