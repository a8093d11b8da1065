import type { ReadToken } from "../read/reading.ts";

/** Words that hold sentences together and name nothing. */
const FUNCTION_WORDS = new Set(
  `yang dan di ke dari untuk pada dengan dalam ini itu juga akan oleh sebagai adalah telah sudah tidak bukan belum jangan
  bisa dapat harus ada atau serta karena agar saat ketika setelah sebelum sejak hingga sampai antara tersebut dia ia
  mereka kami kita saya aku kamu anda kalian beliau nya pun lah kah para sang si tak masih lagi lebih paling sangat
  banyak semua seluruh setiap tiap beberapa sebuah seorang suatu hal secara seperti bahwa namun tetapi tapi jika kalau
  apabila maka sehingga sementara sedangkan lalu kemudian menjadi jadi merupakan terhadap tentang terkait atas bagi kata
  ujar tutur ucap ungkap jelas lanjut imbuh tambah katanya ujarnya jelasnya ungkapnya menurut mengatakan menyebut
  menyatakan mengaku pihak pihaknya sendiri sama hanya saja sekitar selain melalui yakni yaitu bila mau ingin kok sih
  dong deh nih tuh ya yah loh lho kan baru kini sekarang tadi kemarin besok hari senin selasa rabu kamis jumat sabtu
  minggu januari februari maret april mei juni juli agustus september oktober november desember wib wita wit pukul jam
  tahun bulan satu dua tiga empat lima enam tujuh delapan sembilan sepuluh pertama kedua ketiga rp persen apa siapa
  kapan mana bagaimana kenapa mengapa berapa apakah bagian cara langsung kembali usai soal begini begitu sini sana situ
  the of and to in for on is are was were be a an by with at from that this it as foto baca scroll`
    .split(/\s+/)
    .filter(Boolean),
);

/** Whether a word, folded, only holds sentences together. */
export const isFunctionWord = (exact: string): boolean => FUNCTION_WORDS.has(exact);

/** Whether a token names something: a word that is not a function word, or a hashtag. */
export const isContent = ({ kind, word }: ReadToken): boolean =>
  kind === "hashtag" || (kind === "word" && word.exact.length > 2 && !FUNCTION_WORDS.has(word.exact));

/** The form in which inflections of one word meet. */
export const rootOf = ({ word }: ReadToken): string => word.roots.join(" ");
