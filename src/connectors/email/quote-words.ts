/** "wrote:" as mail programs end the line above a quotation, in the languages that reach an Indonesian office. */
export const wroteWords = [
  "menulis",
  "menuliskan",
  "wrote",
  "writes",
  "tulis",
  "nulis",
  "berkata",
  "schreef",
  "schrieb",
  "a écrit",
];

/** How that line begins. */
export const attributionStarts = ["pada", "on", "di", "op", "am", "le", "tanggal", "hari", "dari", "from"];

/** Lines that a program puts above the message it answers; everything below belongs to that message. */
export const answeredSeparators = [
  "original message",
  "pesan asli",
  "pesan sebelumnya",
  "original appointment",
  "reply message",
  "balas pesan",
];

/** Lines above a message that is passed on: that message is what the mail is about. */
export const forwardedSeparators = [
  "forwarded message",
  "forwarded by",
  "begin forwarded message",
  "pesan terusan",
  "pesan yang diteruskan",
  "pesan diteruskan",
  "meneruskan pesan",
  "fwd",
];

/** The header lines that Outlook and its kin put above a quotation, by what they say. */
export const headerLabels = {
  from: ["from", "dari", "pengirim"],
  sent: ["sent", "date", "dikirim", "terkirim", "tanggal", "dikirim pada"],
  to: ["to", "kepada", "ke", "untuk", "cc", "tembusan"],
  subject: ["subject", "subjek", "perihal", "hal", "judul"],
};

/** How the line begins by which a telephone or a program signs. */
export const programSignatures = [
  "dikirim dari",
  "terkirim dari",
  "dikirim menggunakan",
  "dikirim melalui",
  "dikirim lewat",
  "sent from my",
  "sent from outlook",
  "sent from mail for",
  "sent from yahoo",
  "sent via",
  "sent with",
  "get outlook for",
  "dapatkan outlook untuk",
  "unduh outlook untuk",
];

/** How the subject of an absence notice begins, where its headers do not say what it is. */
export const absenceSubjects = [
  "automatic reply",
  "auto reply",
  "auto-reply",
  "autoreply",
  "auto response",
  "autoresponse",
  "out of office",
  "out of the office",
  "balasan otomatis",
  "jawaban otomatis",
  "respons otomatis",
  "pesan otomatis",
  "surel otomatis",
  "email otomatis",
  "sedang cuti",
  "di luar kantor",
  "sedang di luar kantor",
  "sedang tidak di kantor",
  "[auto-reply]",
  "[balasan otomatis]",
];

/** What the subject of a message says that a mail did not arrive, where its headers do not. */
export const bounceSubjects = [
  "undeliverable",
  "undelivered mail",
  "delivery status notification",
  "delivery failure",
  "failure notice",
  "mail delivery failed",
  "mail delivery failure",
  "returned mail",
  "mail system error",
  "message not delivered",
  "tidak terkirim",
  "gagal terkirim",
  "gagal mengirim",
  "pesan tidak terkirim",
  "tidak dapat dikirim",
  "pengiriman gagal",
];

/** Local parts of addresses that nobody reads. */
export const unreadAddresses =
  /^(no[-_.]?reply|do[-_.]?not[-_.]?reply|donotreply|jangan[-_.]?(di)?balas|tidak[-_.]?(untuk[-_.]?)?dibalas|noresponse|notifications?|notifikasi)([+._-].*)?$/i;

/** Local parts from which mail servers themselves write. */
export const daemonAddresses = /^(mailer[-_.]?daemon|mail[-_.]?daemon|maildaemon|mdaemon)([+._-].*)?$/i;
