/** Words of speech after which, or with "-nya", the speaker follows: "…," kata Jusuf Kalla; "…," ujarnya. */
export const BARE_CUES = `
kata ujar ucap tutur ungkap jelas terang papar tegas tambah lanjut imbuh sebut tulis cetus tukas pungkas tandas sambung
kenang beber rinci urai sindir canda kilah dalih klaim aku keluh harap pinta pesan seru ajak imbau cerita kisah tanya jawab
timpal sahut celetuk kelakar gurau puji kritik kecam sesal tegur cuit kicau ulas nilai duga tuding bantah sergah elak tepis
sarannya pesannya katanya bisik teriak protes janji saran usul singgung sanggah simpul analogi prediksi perkiraan tekan
`;

/** Verbs of speech with the speaker before them, which take what is said with or without "bahwa". */
export const ACTIVE_CUES = `
mengatakan menyatakan menuturkan mengungkapkan menjelaskan menerangkan memaparkan menegaskan menambahkan
menyebut menyebutkan mengaku mengakui mengklaim menilai menduga menganggap meyakini berharap mengharapkan mengimbau
menghimbau mengingatkan membantah menyampaikan berkata bilang berujar bertutur mengimbuhkan mencontohkan memperkirakan
memprediksi menceritakan mengisahkan memastikan menuding berpendapat beranggapan berpandangan berpesan berdalih berkilah
berjanji merinci membeberkan menguraikan menekankan menyimpulkan mengemukakan mengutarakan menyarankan mencurigai
mengeklaim menyayangkan berkeyakinan menimpali berucap berceloteh berseloroh menjanjikan menggarisbawahi
`;

/** Verbs that are speech only where a clause follows: with "bahwa", "agar", "supaya" or a comma soon after them. */
export const BOUND_CUES = `
meminta melanjutkan mendesak menuntut mengajak mengusulkan mengumumkan melaporkan mengungkap menulis menuliskan mengucapkan menjawab
mengkritik mengecam memuji mengapresiasi mengeluhkan mempertanyakan membenarkan mengonfirmasi mengkonfirmasi menyerukan
memerintahkan menginstruksikan menginginkan mendorong mencuitkan menyindir bertanya merekomendasikan
`;

/** Verbs whose speaker follows, with or without "oleh": "Hal itu diungkapkan oleh Haedar Nashir". */
export const PASSIVE_CUES = `
dikatakan dikatakannya diungkapkan diungkapkannya disampaikan disampaikannya dijelaskan dijelaskannya ditegaskan
ditegaskannya dituturkan dituturkannya diutarakan dikemukakan diakui diakuinya ditambahkan ditambahkannya dipaparkan
diterangkan diceritakan dinyatakan disebutkan disebutkannya
`;

/** Verbs of headlines, which drop their prefix: "Kemenhub Sebut Truk Langgar Aturan". */
export const HEADLINE_CUES = `
sebut klaim nilai tegaskan pastikan akui bilang tuding anggap katakan ungkapkan jelaskan nyatakan bantah duga yakini
sarankan prediksi harap berharap mengaku menilai menyebut ngaku
`;

export const PRONOUNS = `dia ia beliau`;

/** Between a speaker and the verb. */
export const ADVERBS = `
juga pun sendiri kemudian lantas lalu turut kembali telah sudah sempat pernah sekaligus hanya masih terus akan langsung
secara tegas terang-terangan lagi sebelumnya selanjutnya kini sering selalu mulai ikut justru malah tetap memang akhirnya
pernah blak-blakan terbuka gamblang
`;

/** Words that end the naming of a speaker behind a word of speech. */
export const NAME_STOPS = `
di pada dalam saat ketika kepada usai seusai setelah sebelum seperti dikutip dilansir mengutip menukil melansir yang sambil
seraya sembari sebagaimana lewat via dengan terkait soal tentang mengenai menanggapi menjawab dan ke untuk karena ditemui
dihubungi dikonfirmasi kemarin hari tadi baru-baru senin selasa rabu kamis jumat sabtu minggu siang malam pagi sore mengakhiri
menutup menjelaskan menambahkan menegaskan membuka merujuk mengacu menyusul antusias singkat beberapa sebelumnya melalui
`;

export const NEGATIONS = `tidak tak tanpa belum bukan enggan ogah jangan nggak enggak gak dilarang`;

export const DEMONSTRATIVES = `itu tersebut ini`;

/** Behind a verb of speech these name a thing that is told of, not what is said. */
export const NOMINAL_OBJECTS = `
kronologi kisah kisahnya alasan alasannya cara soal tentang hal kepada pentingnya perihal duka terima selamat kekecewaan
kesedihan rasa belasungkawa surat pesan permintaan permohonan maaf laporan kabar aspirasi kritik apresiasi keterangan
pendapat pendapatnya tanggapan tanggapannya ucapan identitas nama penyebab kebenaran kekhawatiran keprihatinan kegelisahan
keberatan dukungan pidato sambutan pertanyaan sumpah amanat materi informasi masukan rasa sikap perasaan perasaannya pengalaman
pengalamannya kepadanya semuanya itu tuduhan tudingan kesalahan kesalahannya perbuatannya perbuatan jawaban terkait mengenai visi
`;

/** Behind "menurut" these are no speakers. */
export const NO_SPEAKERS = `
jadwal data rencana catatan hasil survei informasi laporan undang-undang uu aturan kabar rumor pasal peraturan keterangan
pantauan perkiraan ramalan sumber-sumber kepercayaan hukum agama kamus pengakuan riset penelitian studi statistik sebuah
beberapa sejumlah berbagai para tradisi adat legenda cerita mitos primbon zodiak sejarah situs laman
`;

/** Persons by what they are to another: behind them the name of the other one is not the speaker's. */
export const RELATIONS = `
kuasa pengacara istri suami ibu ibunda ayah ayahanda anak putra putri adik kakak kakek nenek orangtua orang-tua keluarga jubir
asisten manajer mantan kekasih tunangan sepupu paman tante bibi keponakan menantu mertua rekan sahabat teman tetangga kerabat
pendukung sopir supir kubu tim juru
`;

/** Describing words which alone can stand for a speaker who has no name in the text. */
export const DESCRIPTIONS = `
polisi penyidik warga korban pelaku tersangka saksi pemerintah sumber pengamat pengacara pria wanita perempuan lelaki bocah
remaja pemain pelatih penyanyi aktor aktris artis politikus politisi legislator menteri jenderal petugas dokter guru dosen pakar
ekonom aktivis pedagang sopir pengusaha penulis presenter penggawa kiper bek gelandang striker penyerang pembalap petenis
pebulutangkis atlet kapten mantan eks ketua bintang gadis ibu bapak ayah istri suami politisi penjaga megabintang pesepakbola
tokoh perwakilan warganet netizen juru deputi kasi kasubdit kasubag kanit plt pj plh vice chief head general corporate ceo cto coo cfo cmo founder trainer moderator legal
panitia penasihat penasehat wakil komandan pendiri pimpinan pengurus pengasuh asisten staf sekretaris anggota direktur komisaris
bendahara co-founder country managing senior project public brand product marketing presiden analis ekonom vp evp svp orangtua
keluarga jaksa hakim terdakwa musisi vokalis pelapor pengendara nelayan petani mahasiswa peneliti ilmuwan
`;
