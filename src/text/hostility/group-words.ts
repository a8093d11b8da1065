import type { HostileList } from "./hostile-entry.ts";

const groups =
  "cina china chinese tionghoa arab jawa papua batak madura minang padang sunda dayak ambon bugis flores \
timor keling yahudi kristen islam muslim katolik hindu buddha syiah ahmadiyah wahabi nasrani bule pribumi";
const curses =
  "babi anjing monyet kafir laknat bangsat biadab bajingan asu goblok tolol bego sesat terkutuk jahanam";

const crossed = `${groups} kafir kapir komunis lgbt rohingya`
  .split(" ")
  .flatMap((group) => curses.split(" ").flatMap((curse) => [`${group}_${curse}`, `${curse}_${group}`]));

/** Words against people for what they are, and nicknames of political camps. */
export const groupWords: readonly HostileList[] = [
  {
    kind: "slur",
    strengths: [3, 3, 3],
    words: `${crossed.join(" ")} dasar_cina dasar_china dasar_arab dasar_jawa dasar_papua dasar_batak dasar_madura
    dasar_padang dasar_yahudi dasar_kristen dasar_syiah dasar_kafir dasar_komunis dasar_pki dasar_keling cina_loleng
    cina_kunyuk cina_komunis cina_totok_lu amoy_murahan chink nigger nigga negro_lu monyet_papua papua_monyet
    islam_teroris teroris_islam agama_teroris agama_sesat agama_setan agama_iblis islam_sampah kristen_sampah
    nabi_palsu_lu onta_arab onta_gurun unta_gurun onta_padang_pasir kadal_gurun gembel_arab habib_abal-abal
    kafir_harbi kafir_laknatullah kapir_laknat kafir_najis yahudi_laknatullah kaum_sodom kaum_luth_lu kaum_pelangi
    bani_onta bani_taplak bani_serbet bani_kadal bani_kadrun babi_cina kafir_cina aseng_laknat usir_cina usir_aseng
    ganyang_cina bantai_cina usir_arab mata_sipit_lu cina_sipit sipit_cina dasar_sipit si_sipit kaum_sipit
    otak_onta otak_unta hitam_legam_lu kulit_hitam_lu suku_primitif suku_terbelakang`,
  },
  {
    kind: "slur",
    strengths: [2, 2, 2],
    words: `asing_dan_aseng aseng_dan_asing antek_asing antek_aseng antek_cina antek_china antek_komunis antek_pki
    antek_yahudi antek_zionis antek_amerika asing_aseng bangsa_tempe bangsa_budak bangsa_kuli pro_aseng cukong_cina
    cukong_aseng rezim_komunis rezim_pki partai_komunis_lu pemimpin_kafir presiden_kafir gubernur_kafir partai_kafir
    partai_setan partai_iblis`,
  },
  {
    // Nicknames of camps: they shut out, but hit no one for their birth.
    kind: "slur",
    strengths: [2, 2, 2],
    unlessNear: "animal",
    words: `cebong cebongers cebonger kecebong_lu cebi kampretos kampreters kadrun kadrunn kadruners togog
    togogers kampret_cebong cebong_kampret bani_cebong bani_kampret kaum_cebong kaum_kampret para_kampret kubu_kampret
    pasukan_nasi_bungkus panasbung panastak bong_lu bongs bani_micin sumbu_pendek kaum_bumi_datar bumi_datar_lu
    otak_cebong otak_kampret otak_kadrun buzzerp buzzerrp kecebong ternak_mulyono_lu`,
  },
  {
    kind: "slur",
    strengths: [0, 1, 2],
    words: `kafir kapir kafirun komunis pki aseng murtad zionis keling_lu negro teroris radikalis liberal_laknat
    penista_agama penista_islam anti_islam anti_pancasila inlander`,
  },
];

/** Names of peoples, faiths and kinds of people: plain words that a curse beside them turns into a slur. */
export const groupNames = `${groups} aseng kafir kapir komunis pki pengungsi rohingya pendatang transmigran difabel disabilitas lgbt gay lesbi
  waria transgender mualaf ateis`;
