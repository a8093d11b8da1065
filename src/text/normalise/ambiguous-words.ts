/**
 * Forms that stand for several words, and how the words around them decide. One line a form: readings in the order in
 * which they are tried, each with its condition, the last one without. Conditions: `#_` a number before, `_#` a number
 * behind, `_A` a word with a capital behind, `.` a full stop against it, `^` first of its sentence, `$` last of it, `a,b_` one of these words before,
 * `_a,b` one of these behind; several after one another must all hold. `=` is the form as written. The words around a
 * form are looked at as written and in standard spelling.
 */
const TABLE = `
km | #_ kilometer | _# kilometer | per,ribu,juta,kecepatan,sepanjang,beberapa_ kilometer | _per,jam kilometer | kamu
kg | kilogram
cm | #_ sentimeter | cuma
bpk | _A bapak | bapak
gr | #_ gram | gara-gara
rb | #_ ribu | =
jt | #_ juta | =
m | #_ = | =
gw | #_ gigawatt | saya
mo | mau
th | #_ tahun | _# tahun | =
mb | #_ megabita | _A mbak | mbak
lt | _# lantai | #_ lantai | =
no | _# nomor | wa,hp,telepon,ponsel,rekening,tlp,telp,whatsapp,id_ nomor | _telepon,hp,wa,antrian,antrean,rekening nomor | =
mnt | #_ menit | minta
dtk | detik
dr | ._A dokter | dari
bs | bisa
sm | sama
ms | _A mas | masih
tau | tahu
tp | tapi
kt | _A kata | _orang,dia,mereka,siapa,bapak,ibu kata | kita
kl | kalau
bg | ^_A bang | _A bang | _saya,kami,kita,mereka,yang,warga,semua bagi | bang
pd | kurang,lebih,tidak,makin,sangat,terlalu,jadi,percaya_ percaya diri | _banget,sekali,aja,saja,amat percaya diri | pada
plg | jam,mau,sudah,belum,baru,kapan,otw,bisa,boleh,ayo_ pulang | _kampung,kerja,ke,dari,sekolah,dulu,malam,sore pulang | _id,pln,pdam pelanggan | paling
tgl | _# tanggal | di,ke_ tinggal | _di,sama,di,bareng tinggal | tanggal
sd | #__# sampai dengan | #_ sekolah dasar | kelas,anak,lulus,lulusan,guru,murid,siswa_ sekolah dasar | _negeri,kelas sekolah dasar | _A sekolah dasar | _# sekolah dasar | =
smp | #__# sampai | #_ = | kelas,anak,lulus,lulusan,guru,murid,siswa,masa,zaman,jaman_ = | _negeri,sma = | _# = | _A = | sampai
sma | #_ = | kelas,anak,lulus,lulusan,guru,murid,siswa,masa,zaman,jaman,smp,dari_ = | _negeri,sederajat = | _# = | _A = | sama
sk | surat,nomor,terbit,cabut,terima_ surat keputusan | _gubernur,bupati,menteri,kemenkes,pengangkatan surat keputusan | suka
sp | #_ = | _# = | siapa
bb | turun,naik,nurunin,kurangi_ berat badan | =
dl | dulu
hr | hari
jm | jam
ktr | kantor
kw | barang,kualitas,sepatu,tas_ tiruan | =
kp | _A kampung | =
gg | _A gang | _# gang | =
ds | _A desa | =
kel | _A kelurahan | kecamatan,kec_ kelurahan | =
st | _A stasiun | =
hj | _A haji | =
h | _A haji | =
rs | _A rumah sakit | rumah sakit
rm | _A rumah makan | =
ko | _A = | kok
ka | kak
min | #_ = | _# = | ^ admin | halo,mohon,tolong,terima,kasih,tanya,iya,mbak,pak,maaf,siang,pagi,malam,sore,selamat,makasih,ya_ admin | $ admin | =
dm | cek,lewat,kirim,balas,sudah,via,bales_ pesan langsung | _saya,aja,saja,ya,kami pesan langsung | =
wa | via,no,nomor,chat,lewat,grup,kirim,di,pakai,by_ whatsapp | _saja,aja,grup,saya,ke,admin whatsapp | =
ig | instagram
hub | _# hubungi | _A hubungi | hubungi
tl | tindak,segera,mohon,belum,sudah_ tindak lanjut | =
d | #_ = | _# = | ^ = | _ini,itu di | di
k | #_ = | _# = | ^ = | $ = | ke
y | ya
g | #_ gram | _# = | tidak
sapa | _warga,hangat,penggemar,penonton,salam = | tegur,saling,meny,di_ = | ^ siapa | _yang,yg,saja,aja,sih,tahu,tau,mau,bilang,tuh,itu,namanya,dia,lagi,nih siapa | tidak,gak,entah,untuk,buat,sama,dengan,punya_ siapa | =
ama | ^ = | sama
kaya | _raya,mendadak,akan,sekali,banget,bgt = | orang,lebih,paling,makin,semakin,jadi,menjadi,sangat,yang,terlalu,terkaya,negara_ = | _gini,begini,gitu,begitu,apa,orang,aku,saya,kamu,dia,mau,ada,tidak,ga,gak,lagi,udah,sudah,yang,anak,di seperti | =
bt | bete
u | _# = | #_ = | untuk
sdh | sudah
met | _A = | _ultah,pagi,siang,sore,malam,datang,tahun,lebaran,idul,natal,milad selamat | =
pr | banyak,ada,tugas,masih,jadi,ngerjain_ pekerjaan rumah | _besar,banyak,kita,bersama,pemerintah pekerjaan rumah | =
org | orang
pak | =
tar | ^ nanti | =
lp | =
mslh | masalah
bc | _A = | baca
jg | juga
pj | _A penjabat | =
ad | ada
thd | terhadap
or | =
mah | =
`;

type Neighbour = { exact: string; normal: string; kind: string; isCapital: boolean };
/** The words around a form, as far as they are known. */
export type Surroundings = {
  before: Neighbour | undefined;
  behind: Neighbour | undefined;
  /** A name is only read as something else where its neighbours say so. */
  mayBeName: boolean;
  /** Does a full stop stand against the form? */
  hasStop: boolean;
};
type Condition = (around: Surroundings) => boolean;
type Choice = {
  condition: Condition /** Decided without a neighbour. */;
  isWeak: boolean;
  reading: readonly string[];
};

function readConditions(source: string): Condition[] {
  const conditions: Condition[] = [];
  const isWord = (wanted: ReadonlySet<string>, word: Neighbour | undefined): boolean =>
    word !== undefined && (wanted.has(word.exact) || wanted.has(word.normal));
  if (source.includes("#_")) conditions.push(({ before }) => before?.kind === "number");
  if (source.includes("_#")) conditions.push(({ behind }) => behind?.kind === "number");
  if (source.includes("_A")) conditions.push(({ behind }) => behind?.kind === "word" && behind.isCapital);
  if (source.startsWith(".")) conditions.push(({ hasStop }) => hasStop);
  if (source.includes("^")) conditions.push(({ before }) => before === undefined);
  if (source.includes("$")) conditions.push(({ behind }) => behind === undefined);
  const [before, behind] = source.replace(/[#^$.]/g, "").split("_");
  const words = (list: string | undefined): Set<string> => new Set(list?.match(/[a-z]+/g) ?? []);
  const [wantedBefore, wantedBehind] = [words(before), words(behind)];
  if (wantedBefore.size > 0) conditions.push((around) => isWord(wantedBefore, around.before));
  if (wantedBehind.size > 0) conditions.push((around) => isWord(wantedBehind, around.behind));
  return conditions;
}

function readChoices(form: string, readings: readonly string[]): Choice[] {
  return readings.map((source) => {
    const space = source.indexOf(" ");
    const head = space < 0 ? source : source.slice(0, space);
    const hasCondition = /[_#^$]/.test(head);
    const reading = hasCondition ? source.slice(space + 1) : source;
    const conditions = hasCondition ? readConditions(head) : [];
    return {
      isWeak: !/[_.]/.test(hasCondition ? head : ""),
      condition: (around) => conditions.every((holds) => holds(around)),
      reading: reading === "=" ? [form] : reading.split(" "),
    };
  });
}

const CHOICES: ReadonlyMap<string, readonly Choice[]> = new Map(
  TABLE.trim()
    .split("\n")
    .map((line) => line.split(" | "))
    .map(([form = "", ...readings]) => [form, readChoices(form, readings)]),
);

/** Has the form several readings? */
export function isAmbiguous(exact: string): boolean {
  return CHOICES.has(exact);
}

/** The reading of an ambiguous form where nothing decides; undefined where it stays as it is. */
export function usualReading(form: string): readonly string[] | undefined {
  const usual = CHOICES.get(form)?.findLast(({ isWeak }) => isWeak)?.reading;
  return usual?.[0] === form ? undefined : usual;
}

/** The standard words of an ambiguous form among these neighbours; undefined for a form of one reading. */
export function chooseReading(exact: string, around: Surroundings): readonly string[] | undefined {
  const choices = CHOICES.get(exact);
  return choices?.find(({ condition, isWeak }) => !(isWeak && around.mayBeName) && condition(around))
    ?.reading;
}
