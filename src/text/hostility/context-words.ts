/** What words around a hostile one say of it; bits, so that one look at a word answers all questions. */
export const Cue = {
  /** Somebody spoken to: "kamu", "kalian". */
  addressed: 1,
  /** Somebody spoken of: a person, an office, a camp. */
  person: 2,
  /** The writer. */
  self: 4,
  /** A thing or a service: what is cursed is not somebody. */
  thing: 8,
  negation: 16,
  /** Somebody else's words are told: "dibilang", "mengatakan". */
  telling: 32,
  /** Talk of animals. */
  animal: 64,
  /** A people, a faith, a kind of people. */
  group: 128,
  /** What says of somebody what he is: "dasar", "kayak". */
  naming: 256,
  /** What makes a bare verb an order: "ayo", "harus". */
  urging: 512,
  /** A report of a crime. */
  report: 1024,
} as const;

const lists: readonly (readonly [number, string])[] = [
  [
    Cue.addressed,
    "kamu kau lu lo loe elu elo lw kalian kowe koe kon anda ente sampeyan engkau kalean ang siah maneh mu woi woy heh wahai",
  ],
  [
    Cue.person,
    `dia ia doi mereka orang orangnya manusia makhluk lelaki perempuan wanita cewek cowok laki presiden wapres menteri gubernur bupati walikota wali camat lurah kades ketua direktur bos dpr dprd
    mpr dpd kpk kpu bawaslu pejabat pemerintah aparat polisi polri tni hakim jaksa dokter guru kepsek dosen rektor
    petugas petugasnya sopir supir driver kurir satpam anggota dewan rezim penguasa politisi politikus
    caleg capres cawapres cagub partai kubu pendukung pendukungnya fans buzzer netizen pimpinan pemimpin haters suporter
    pasukan gerombolan kaum bani geng kelompok ustad ustadz ulama kiai habib pendeta artis seleb pelaku otak hati mulut
    muka wajah tampang mukanya otaknya mulutnya hatinya tampangnya kelakuan kelakuannya antek bini suami
    istri mantan pacar teman temen tetangga bocah anak anaknya bapaknya emaknya emak mak`,
  ],
  [Cue.self, "aku saya gue gua gw gwe gueh ane kami kita ku awak beta abdi urang inyong diriku"],
  [
    Cue.thing,
    `aplikasi apk app website web situs sistem server jaringan sinyal internet wifi pelayanan layanan kebijakan aturan
    peraturan program jalan jalanan macet macetnya kemacetan lampu antrean antrian jadwal cuaca panas panasnya hujan
    harga tarif tiket motor mobil bus busway krl kereta halte laptop hp film lagu game gim drama filmnya lagunya
    tugas skripsi ujian soal kuliah skor wasit film serial barang paket ongkir`,
  ],
  [
    Cue.negation,
    `tidak bukan tak jangan belum bukanlah jgn tdk gak ga nggak enggak ndak kagak stop tolak anti cegah hentikan lawan
    larang dilarang usah tanpa`,
  ],
  [
    Cue.telling,
    `bilang dibilang bilangin kata katanya kata-kata mengatakan berkata ujar ujarnya ucap ucapan mengucapkan sebut disebut
    menyebut menyebutnya nyebut dikatain ngatain mengatai dikatai dipanggil memanggil manggil teriak meneriaki
    diteriaki berteriak menuduh dituduh tuduh dicap dianggap menghina dihina hinaan makian memaki dimaki umpatan istilah
    arti artinya berarti bahasa berjudul judul bertuliskan tulisan kalimat mengaku menilai menyatakan membentak
    dibentak melontarkan`,
  ],
  [
    Cue.animal,
    `seekor ekor kucing kucingnya ayam kambing kuda burung ikan katak kodok berudu kecebong telur telor kolam sungai hutan
    kandang kebun ternak peternak peternakan pelihara piara peliharaan piaraan memelihara melihara dipelihara satwa hewan
    hewannya spesies mamalia primata kelelawar rabies gigit digigit menggigit gonggong menggonggong gonggongan liar
    kotoran bangkai vaksin vaksinasi pemilik jinak lucu imut gemas gemes daging sate guling panggang bakso rendang
    haram halal puppy husky bulldog golden pitbull pom pudel herder pelacak laut shio cacar virus flu wabah demam
    berburu pemburu jebakan racun umpan sarang ekornya bulu bulunya adopsi shelter steril anakan induk induknya betina
    jantan sawah berkeliaran hama tetangga ngepet malam jambu topeng kebun_binatang ketabrak menyalak melolong makanan memberi mengadopsi takut`,
  ],
  [Cue.naming, "dasar dsr kayak kaya kek si otak muka mulut bacot mental"],
  [
    Cue.urging,
    "ayo mari yuk harus wajib mending sebaiknya mestinya harusnya kudu segera saatnya waktunya tolong mohon pantas pantasnya layak biar biarin kita saja",
  ],
  [
    Cue.report,
    `polisi polres polsek polda tersangka terdakwa korban pelaku kasus divonis vonis sidang ditangkap menangkap diduga
    warga kata ujar dilaporkan tewas ditemukan mengancam diancam ancaman berita kronologi penjara hakim jaksa kpk kppu satgas razia pemkot pemkab pemprov dinas kementerian densus`,
  ],
];

const cues = new Map<string, number>();
for (const [cue, words] of lists)
  for (const word of words.split(/\s+/)) if (word !== "") cues.set(word, (cues.get(word) ?? 0) | cue);

/** What a word says of its neighbours. */
export const cueOf = (word: string): number => cues.get(word) ?? 0;

/** Adds a bit to words known elsewhere. */
export function addCue(words: string, cue: number): void {
  for (const word of words.split(/\s+/)) if (word !== "") cues.set(word, (cues.get(word) ?? 0) | cue);
}
