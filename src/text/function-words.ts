/**
 * Words that carry grammar, not content, by language: the surest sign of which language a text is in. Words that both
 * languages have ("di", "in", "a", "do") are left out. From the grammars' closed classes; no copied list.
 */
export const functionWords = {
  id: "yang dan dari untuk dengan ini itu pada tidak akan adalah dalam juga karena oleh sebagai bisa saat atau jadi sudah telah para kami kita mereka ada lebih agar setelah seorang secara sejak usai soal tak bukan belum masih harus saja lagi bagi antara hingga sampai ke warga kata ujar gak nggak ga yg dgn utk tdk krn aja udah gue lu kalau kalo apa siapa bagaimana mengapa kenapa kapan",
  en: "the of and to is for that with was are as by from this it be have not has will after over his her their its you we they he she but who what when how why says said could would been were than into about more new",
} as const;

export type GuessedLanguage = keyof typeof functionWords;
