/** How a word before another turns its tone. */
export const Turn = { none: 0, not: 1, less: 2, never: 3, rhetoric: 4 } as const;
/** One of the values of `Turn`. */
export type TurnKind = (typeof Turn)[keyof typeof Turn];

function words(list: string): string[] {
  return list.split(/\s+/).filter((word) => word !== "");
}

const NOT = words(`
  tidak bukan belum tanpa tak tiada bukanlah tidaklah belumlah bukannya tidakkah bukankah
  gak nggak ngga enggak ga gk g tdk tdak tidk ndak gag kagak kaga kgk nda ndk engga engg ngak nggk gakk gaak
  blm blum lom belom bkn bukn bkan ora ra dudu durung teu moal henteu lain mboten boten no not never dont`);
const LESS = words("kurang krg krang kurg kureng kurangnya kurng");
const NEVER = words("jangan jgn jngan jangn jangn ojo ulah jangankan");

/** The words that turn what follows them. */
export const TURNING_WORDS: ReadonlyMap<string, TurnKind> = new Map([
  ...NOT.map((word): [string, TurnKind] => [word, Turn.not]),
  ...LESS.map((word): [string, TurnKind] => [word, Turn.less]),
  ...NEVER.map((word): [string, TurnKind] => [word, Turn.never]),
]);

/** After "tidak", these make no negation: "tidak hanya murah", "bukan cuma enak", "bukan main". */
export const ONLY_WORDS: ReadonlySet<string> = new Set(
  words("hanya cuma cuman sekadar sekedar saja main melulu semata sembarang doang"),
);

/** "Siapa bilang jelek?": whoever asks so says the opposite. */
export const SAYING_WORDS: ReadonlySet<string> = new Set(words("bilang kata ngomong blg ngmg"));

/** What a negation passes over without being used up. */
export const LIGHT_WORDS: ReadonlySet<string> = new Set(
  words(`yang yg begitu terlalu terlampau sangat sekali banget bgt amat akan bisa dapat pernah ada merasa terasa lagi
    pun juga sama se seperti ikut mau jadi menjadi membuat bikin memberi ke di dan atau ini itu`),
);

/** A new clause begins here and ends what a negation turns. */
export const CLAUSE_WORDS: ReadonlySet<string> = new Set(
  words(`tapi tetapi namun tp tpi tapii dan karena krn karna sehingga shg jadi padahal pdhl sayangnya melainkan
    malah malahan sedangkan sementara supaya agar kalau kalo klo jika bila walau walaupun meski meskipun`),
);

/** What follows these outweighs what stands before them. */
export const CONTRAST_WORDS: ReadonlySet<string> = new Set(
  words(`tapi tetapi namun tp tpi tapii ttpi tapiii cuma cuman cm cmn hanya sayang sayangnya syg sygnya padahal pdhl
    melainkan malah malahan kecuali ternyata trnyata nyatanya but however unfortunately`),
);

/** What follows these, up to the next comma or clause, weighs less: "walaupun mahal, rasanya enak". */
export const CONCESSION_WORDS: ReadonlySet<string> = new Set(
  words("walau walaupun meski meskipun biarpun sekalipun kendati kendatipun although though"),
);

/** Words that strengthen the opinion beside them. */
export const STRENGTHENING_WORDS: ReadonlySet<string> = new Set(
  words(`sangat sekali banget bgt bangett bangeet amat sungguh benar-benar bener-bener betul-betul paling super pol
    poll abis bingits pisan tenan really very so sgt skali bnget bnr-bnr asli parah total`),
);

/** Too much of anything: "terlalu manis", "kebanyakan micin". */
export const EXCESS_WORDS: ReadonlySet<string> = new Set(
  words("terlalu terlampau kebanyakan kelewat trlalu tll keterlaluan"),
);

/** Endings that the reader of separated clitics leaves as words of their own. */
export const LOOSE_CLITICS: ReadonlySet<string> = new Set(["nya", "ny"]);

/** Then and now: "dulu kumuh, sekarang rapi". */
export const ONCE_WORDS: ReadonlySet<string> = new Set(words("dulu dahulu"));
export const NOW_WORDS: ReadonlySet<string> = new Set(words("sekarang kini"));

/** Words of what happens again and again, and ought not to. */
export const RECURRING_WORDS: ReadonlySet<string> = new Set(
  words("lagi terus mulu melulu lagi-lagi padahal kok malah doang pas baru sudah udah"),
);
