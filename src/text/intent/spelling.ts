import { stemWord } from "../clitics.ts";

/**
 * How often-typed grammar words are written in chats and in Javanese and Sundanese, each line a standard form and what
 * stands for it. The rules see the standard form even where the reader knows no spelling.
 */
const SPELLINGS = `
tidak gak ga nggak ngga enggak engga tdk gk g tak kagak kaga ndak ora gada kgk nda tidaklah gx teu henteu mboten not
sudah udah udh sdh dah uda wis wes sdah telah pun_sudah already
belum blm blom belom durung blum gurung tacan
bisa bs isa iso biso dapatkah
ada ad ono aya gaada
tolong tlg tlong tulung tlng toling
mohon mhn mohom nohon mohn moho monggo
terima_kasih terimakasih trimakasih trima trims makasi mksh thx thanks thank tks suwun nuwun nuhun tq tengkyu tengkiu makasih makasii matursuwun
kenapa knp ngapa napa mengapa nopo kunaon ngopo knapa ngapain
kok koq kq ko
bagaimana gimana gmn bgmn piye pripun kumaha gimanaa gmna
berapa brp piro sabaraha brapa brpa
kapan kpn iraha kapn
mana dimana kemana dmn kmn ngendi mendi
apa ap opo naon apakh
apakah apkh apkah
sampai smpe sampe nyampe smpai
sekarang skrg skrng skr saiki ayeuna skg skrang
banget bgt bgtt pisan tenan bngt
dengan dgn dg
yang yg
untuk utk buat
karena krn karna krna gara
kalau kalo klo kl kalok kalu jika
saya sy sya aye
bapak bpk bapa
tanya tny nanya
ya yaa yah yaaa y nggih iya
semoga smoga mugi mugo
informasi informasinya
info infonya
cuma cm cuman doang
jangan jgn jngan ojo ojok
juga jg jga
masih msh mash
terus trs trus
lebih lbh
baik bae
jalan jln dalan
petugas ptgas
harus hrs kudu
setiap tiap tiap2 saben
kerja_sama kerjasama kerjasamanya
`;

const STANDARD = new Map<string, readonly string[]>();
for (const line of SPELLINGS.trim().split("\n")) {
  const [standard = "", ...spellings] = line.split(" ");
  for (const spelling of spellings) STANDARD.set(spelling, standard.split("_"));
}

/** The forms of a written word under which the word lists are asked, the likeliest first. */
export function formsOf(exact: string, normal: readonly string[]): readonly string[] {
  const forms = new Set<string>();
  const short = exact.replace(/(.)\1{2,}/gu, "$1");
  for (const form of [exact, short, ...normal]) {
    const standard = STANDARD.get(form);
    if (standard?.length === 1 && standard[0] !== undefined) forms.add(standard[0]);
    forms.add(form);
    const stem = stemWord(form);
    forms.add(stem);
    const stemStandard = STANDARD.get(stem);
    if (stemStandard?.length === 1 && stemStandard[0] !== undefined) forms.add(stemStandard[0]);
  }
  return [...forms];
}

/** What one written word says in two: "makasih" is "terima kasih". */
export function twoWordsOf(exact: string): readonly string[] | null {
  const standard = STANDARD.get(exact) ?? STANDARD.get(exact.replace(/(.)\1{2,}/gu, "$1"));
  return standard !== undefined && standard.length > 1 ? standard : null;
}
