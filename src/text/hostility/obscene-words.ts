import type { HostileList } from "./hostile-entry.ts";

/** Words of the body and its acts that curse in Indonesian and in the tongues that colour it. */
export const obsceneWords: readonly HostileList[] = [
  {
    kind: "obscenity",
    strengths: [2, 2, 2],
    words: `kontol kontl kntol kntl konthol kontiol kontolodon kontolan kontole kont0l k0ntol
    peler pler palkon pelir tytyd titit tytit memek mmk memk meki_lu pepek_lu puki pukimak pukimai pukima puki_mak
    puqi cukimai cukimay cukimak cuki_mai tempik tempek itil itilmu jembut jembud jmbt jembot jembutmu silit_lu
    ngentot ngentod ngentit ngntt ngntot ngentt ngewe ngew3 entot entod dientot dientotin ngentotin ewean diewe
    kentu_lu kenthu ngentu kimpoi kimpet ngaceng ngacengan coli_lu ngocok_kontol crot crott ngecrot sange sangek
    sangean sagne ngocok_memek colmek jilmek jilatin_memek sepong nyepong sepongin nyepongin bokong_lu
    nenen_lu toket tocil toge_lu tetek_lu ewe_lu lonte lonthe l0nte lont3 perek_lu perek jablay jablai sundal sundel
    sundala sundalo telaso tailaso telaso_kau pantek pantex kimak kimbek kimak_kau kalera cibai
    matamu_picek matamu_suek matamu_buta ndasmu raimu raimu_asu gathel gateli gatheli gatel_kon naskleng
    leklai pelacur_lu bispak bisyar ayam_kampus_lu fuck fucking fuckin fucked fucker fck fak_yu fakyu
    motherfucker mofo bitch bitches bitchy btch pussy cunt slut whore dickhead cock_lu blowjob tits_lu`,
  },
  {
    kind: "obscenity",
    strengths: [1, 2, 2],
    words: `jancok jancuk jancoek jncok jncuk dancok dancuk diancok diancuk ancok ancuk cok cuk cuok juancok juancuk
    jancik jiancuk jangkrik_boss tai taik taek tahi taii taiik telek telek_lu bangke bangkee bangke_lah
    shit bullshit crap_lu kentut_lu pantat bokong bool bokep ngehek kancut_lu kolor_lu pekcun hancuk silit silitmu kacuk mbahmu mbokmu
    makmu emakmu bacol`,
  },
];
