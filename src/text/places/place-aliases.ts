/**
 * What people call provinces, regencies and cities besides their official names: short forms of offices and newsrooms,
 * old names, chat spellings. A line is a code and its aliases. An alias after `?` is an ordinary word or name as well
 * and counts only beside evidence of a place.
 */
export const PLACE_ALIASES = `
11 nad, nanggroe aceh darussalam, serambi mekkah, aceh darussalam, atjeh
12 sumut, sumatra utara
13 sumbar, sumatra barat, ranah minang
14 bumi lancang kuning
15 provinsi jambi
16 sumsel, sumatra selatan
18 sai bumi ruwa jurai
19 babel, bangka belitung, kepulauan babel, kep babel
21 kepri, kep riau
31 dki, dki jakarta, jakarta, dkj, jkt, jakartah, batavia, daerah khusus ibukota jakarta, daerah khusus ibu kota jakarta, ibukota jakarta
32 jabar, tatar sunda
33 jateng
34 yogyakarta, jogja, yogya, jogjakarta, diy, daerah istimewa jogja, daerah istimewa jogjakarta
34.71 jogja, yogya, jogjakarta, ? yk, djogja, ngayogyakarta
35 jatim
51 pulau dewata, pulau bali
52 ntb, nusatenggara barat
53 ntt, nusatenggara timur, flobamora
61 kalbar
62 kalteng
63 kalsel
64 kaltim
65 kaltara
71 sulut, nyiur melambai
72 sulteng
73 sulsel
74 sultra
75 bumi hulonthalo
76 sulbar
81 moluccas
82 malut
91 irian jaya, irja, bumi cenderawasih, provinsi papua
92 pabar
93 papsel
94 papteng
95 papeg
96 ? pbd
11.01 asel
11.02 agara
11.12 abdya
11.13 galus
11.18 pijay
11.71 kutaraja, kuta raja
11.73 lhoksmawe, lhokseumaweh
12.01 tapteng
12.02 taput, tarutung
12.03 tapsel
12.07 deliserdang, lubuk pakam
12.10 labuhan batu, rantau prapat, rantauprapat
12.12 toba samosir, tobasa
12.13 ? madina
12.16 humbahas
12.18 sergai
12.19 ? batubara
12.20 paluta
12.21 ? palas
12.22 labusel
12.23 labura
12.71 ? mdn
12.72 pematang siantar, siantar, p siantar
12.74 tanjung balai
12.76 tebingtinggi
12.77 padang sidempuan, padangsidempuan, sidempuan, sidimpuan
12.78 gunung sitoli
13.01 pessel
13.07 limapuluh kota, lima puluh koto, 50 kota
13.08 lubuk sikaping
13.10 damasraya
13.12 pasbar
13.75 bukit tinggi
14.02 inhu
14.04 inhil
14.06 rohul
14.07 rohil
14.08 siak sri indrapura
14.09 kuansing
14.71 pakanbaru, ? pku
15.04 batang hari
15.06 tanjabbar, tanjab barat
15.07 tanjabtim, tanjab timur
16.01 oku
16.02 ? oki, kayuagung, kayu agung
16.05 ? mura
16.06 muba
16.08 oku timur
16.09 oku selatan
16.12 ? pali
16.13 muratara
16.71 ? plg
16.72 pagaralam
16.73 lubuklinggau
18.01 lamsel
18.02 lamteng
18.03 lampura, kotabumi
18.04 lambar
18.05 tulangbawang, ? tuba
18.07 lamtim
18.12 tubaba
18.71 bandarlampung, balam, tanjung karang, tanjungkarang
19.02 tanjung pandan, tanjungpandan
19.06 beltim
19.71 pangkalpinang
21.71 ? btm
21.72 tanjungpinang
31.01 pulau seribu, kep seribu
31.71 jakpus, jak pus
31.72 jakut, jak ut
31.73 jakbar
31.74 jaksel
31.75 jaktim
32.01 cibinong
32.02 palabuhanratu, pelabuhan ratu
32.04 soreang
32.06 tasik, singaparna
32.12 dermayu
32.15 kerawang
32.17 kbb
32.71 buitenzorg
32.73 bdg, bandoeng, paris van java, kota kembang
32.75 ? bks
32.76 ? dpk
33.02 purwokerto
33.04 banjar negara
33.11 solo baru, kartasura
33.22 ungaran
33.29 bumiayu
33.72 ? solo, ? sala, kota bengawan
33.74 smg
34.01 kulonprogo
34.02 mbantul
34.03 gunung kidul
35.05 kanigoro
35.07 kepanjen
35.10 bwi
35.14 bangil
35.15 ? sda
35.19 mejayan
35.22 bjn
35.73 mlg, ngalam
35.78 sby, kota pahlawan, soerabaja, suroboyo, surabayah
35.79 kota wisata batu
36.02 rangkasbitung, rangkas
36.03 tigaraksa
36.71 ? tng
36.74 tangsel
51.08 singaraja
51.71 dps
52.01 lobar
52.02 loteng, praya
52.03 lotim
52.07 ksb
52.08 ? klu
53.02 ? tts
53.03 ttu
53.06 flotim, larantuka
53.07 maumere
53.10 ruteng
53.15 labuan bajo, labuhan bajo
53.18 sbd
53.19 matim
61.08 ngabang
61.71 ? ptk
62.01 ? kobar, pangkalan bun, pangkalanbun
62.02 kotim, sampit
62.03 kuala kapuas
62.71 palangkaraya
63.01 pelaihari
63.02 ? kota baru
63.03 martapura
63.06 hss
63.07 hst
63.08 hsu
63.10 tanbu, batulicin
63.71 bjm, bdjm
63.72 bjb, banjar baru
64.02 kukar, tenggarong
64.07 kubar
64.08 kutim, sangatta
64.09 penajam, ? ppu
64.71 ? bpn
64.72 ? smd, ? smr
71.01 bolmong
71.03 sangihe
71.04 talaud
71.05 minsel
71.06 minut
71.08 bolmut
71.09 sitaro
71.10 boltim
71.11 bolsel
71.71 menado, ? mdo
72.01 luwuk
72.04 tolitoli, toli toli
72.07 bangkep
72.08 parimo
72.09 touna, tojo unauna
72.11 ? balut
73.01 selayar
73.06 sungguminasa
73.08 watampone
73.10 pangkep
73.14 sidrap
73.17 belopa
73.18 tator, toraja
73.22 lutra
73.24 lutim
73.26 torut
73.71 ujung pandang, ujungpandang, mks, mksr, makasar
73.72 pare pare, pare-pare
74.02 unaaha
74.05 konsel
74.07 wangi wangi
74.09 konut
74.10 butur
74.12 konkep
74.71 kdi
74.72 bau bau
75.03 bonebol
75.05 gorut
76.01 mamuju utara, ? matra
76.04 polman, polewali
76.06 mateng
81.02 langgur
81.03 maluku tenggara barat, saumlaki, ? mtb
81.05 ? sbt
81.06 ? sbb
81.08 ? mbd
81.71 amboina
82.01 halbar
82.02 halteng
82.03 halut, tobelo
82.04 halsel
82.06 haltim
82.07 morotai
82.72 tidore
91.03 sentani
91.06 biak
92.03 fakfak
93.02 boven digul
94.04 timika
95.01 wamena
95.02 pegubin, oksibil
96.01 aimas
`;

/** Capitals of provinces: of several places of one name the capital is meant first. */
export const CAPITALS =
  "11.71 12.71 13.71 14.71 15.71 16.71 17.71 18.71 19.71 21.72 32.73 33.74 34.71 35.78 36.73 51.71 52.71 53.01 53.71 61.71 62.71 63.72 64.72 65.01 71.71 72.71 73.71 74.71 75.71 76.02 81.71 82.72 91.71 92.02 93.01 94.01 95.01 96.71";

/** Cities and regencies of national weight that are no capitals. */
export const LARGE_PLACES =
  "21.71 31.71 31.72 31.73 31.74 31.75 32.01 32.15 32.71 32.74 32.75 32.76 32.78 32.04 33.72 33.02 34.04 35.07 35.73 35.15 35.09 35.10 36.03 36.71 36.74 51.03 53.15 63.71 64.71 64.02";

/** Official names that are common words or names of people as well: alone and in lower case they are no places. */
export const WORDLIKE_NAMES =
  "agam, alor, asahan, asmat, bangli, batang, batu, belu, berau, bone, bungo, buol, buru, demak, ende, kampar, karo, kapuas, kaur, kendal, klaten, kuningan, lahat, landak, lebak, lebong, lingga, malaka, malang, maros, mappi, melawi, metro, muna, natuna, ngada, padang, palu, pati, paser, pidie, puncak, rembang, sabang, sampang, serang, siak, sigi, sikka, solok, sorong, subang, tapin, tebo, tegal, toba, tual, tuban, wajo, muko, medan, batu bara, gunung mas, tanah laut, tanah datar, empat lawang, sungai penuh, padang panjang, padang lawas, pesisir barat, pesisir selatan, tebing tinggi";

/** Names that are names of a people, a language or an older land as well. */
export const PEOPLES =
  "aceh ambon asmat bali banjar banten bima buton gayo gorontalo jawa kaur kerinci komering kutai lampung luwu madura makassar mamasa manado mandar manggarai melayu mentawai minahasa minang mongondow muna nias palembang papua paser rejang samosir sangihe simalungun sumba sumbawa talaud tidore ternate toba toraja bugis konawe kei karo";
