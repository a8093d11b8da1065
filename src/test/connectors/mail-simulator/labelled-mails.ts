import type { AutomaticKind } from "#connectors/ports/inbox-port.ts";

/** A mail of our own invention, with what a reader of it should find. */
export interface LabelledMail {
  readonly name: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
  readonly automatic: AutomaticKind | null;
  /** What its writer says now. */
  readonly own: string;
}

const mail = (
  name: string,
  automatic: AutomaticKind | null,
  headers: Readonly<Record<string, string>>,
  own: string,
  rest = "",
): LabelledMail => ({ name, headers, body: `${own}${rest}`, automatic, own });

const person = { From: "Ratna <ratna@warta.test>", Subject: "Re: Jadwal jumpa pers" };
const daemon = {
  From: "Mail Delivery System <MAILER-DAEMON@mx.test>",
  Subject: "Undelivered Mail Returned to Sender",
};
const quoted = "> Apakah Ibu hadir?\n> Salam\n> Humas";
const outlook =
  "Dari: Humas <humas@kota.test>\nDikirim: Senin, 3 November 2025 10.05\nKepada: Ratna\nPerihal: Jadwal\n\nApakah hadir?";

export const labelledMails: readonly LabelledMail[] = [
  // Persons.
  mail(
    "a plain question",
    null,
    { From: "budi@contoh.test", Subject: "Jalan rusak" },
    "Jalan di depan SD berlubang.",
  ),
  mail(
    "an answer with Gmail's quotation",
    null,
    person,
    "Saya hadir.",
    `\n\nPada Sen, 3 Nov 2025 pukul 10.05 Humas <humas@kota.test> menulis:\n\n${quoted}`,
  ),
  mail(
    "an answer with an English quotation",
    null,
    person,
    "I will come.",
    `\n\nOn Mon, Nov 3, 2025 at 10:05 AM Humas <humas@kota.test> wrote:\n\n${quoted}`,
  ),
  mail("an answer from Outlook", null, person, "Hadir.", `\n\n________________________________\n${outlook}`),
  mail(
    "an answer from an old Outlook",
    null,
    person,
    "Hadir.",
    "\n\n-----Original Message-----\nFrom: Humas\nSent: Monday\nTo: Ratna\n\nHadir?",
  ),
  mail("an answer with a signature", null, person, "Hadir.", "\n\n-- \nRatna\nWarta Kota\n0812-0000-0000"),
  mail("an answer from a telephone", null, person, "Hadir.", "\n\nDikirim dari iPhone saya"),
  mail(
    "an answer from a telephone above the quotation",
    null,
    person,
    "Hadir.",
    `\n\nDikirim dari Samsung saya\n\nPada 3 Nov 2025 10.05, Humas menulis:\n${quoted}`,
  ),
  mail("an answer below the quotation", null, person, "Hadir.", ""),
  mail(
    "a line that wraps",
    null,
    person,
    "Hadir.",
    `\n\nPada tanggal Sen, 3 Nov 2025 pukul 10.05 Humas Pemerintah Kota Contoh\n<humas@kota.test> menulis:\n\n${quoted}`,
  ),
  mail(
    "Thunderbird in Indonesian",
    null,
    person,
    "Hadir.",
    `\n\nPada 03/11/2025 10:05, Humas menulis:\n${quoted}`,
  ),
  mail(
    "Apple's program",
    null,
    person,
    "Hadir.",
    `\n\n> On 3 Nov 2025, at 10:05, Humas <humas@kota.test> wrote:\n> \n${quoted}`,
  ),
  mail(
    "a complaint that speaks of automatic answers",
    null,
    { ...person, Subject: "Keluhan: balasan otomatis terus" },
    "Saya hanya mendapat balasan otomatis.",
  ),
  mail(
    "a person who answers an absence notice",
    null,
    { ...person, Subject: "Re: Balasan otomatis: Jadwal" },
    "Baik, saya tunggu.",
  ),
  mail("a person who says that no machine wrote it", null, { ...person, "Auto-Submitted": "no" }, "Hadir."),
  mail(
    "a message that is passed on",
    null,
    { ...person, Subject: "Fwd: Aduan" },
    "Mohon ditindak.\n\n---------- Forwarded message ---------\nDari: Warga <warga@contoh.test>\nDate: Sen, 3 Nov 2025\nSubject: Aduan\nTo: ratna@warta.test\n\nAir mati sejak pagi.",
  ),
  mail("a signature without its mark", null, person, "Hadir.\n\nSalam,\nRatna"),
  mail(
    "a disclaimer of a firm",
    null,
    person,
    "Hadir.",
    "\n\nDISCLAIMER: Surel ini hanya untuk penerima yang dituju. Bila Anda bukan penerimanya, hapuslah.",
  ),
  mail(
    "German program, Indonesian writer",
    null,
    person,
    "Hadir.",
    `\n\nAm 03.11.2025 um 10:05 schrieb Humas:\n${quoted}`,
  ),
  // Absence notices.
  mail(
    "a notice by the standard",
    "reply",
    { ...person, "Auto-Submitted": "auto-replied" },
    "Saya cuti sampai Senin.",
  ),
  mail(
    "Exchange's notice",
    "reply",
    {
      ...person,
      Subject: "Automatic reply: Jadwal",
      "Auto-Submitted": "auto-generated",
      "X-Auto-Response-Suppress": "All",
    },
    "I am away.",
  ),
  mail(
    "Exchange's notice in Indonesian",
    "reply",
    { ...person, Subject: "Balasan otomatis: Jadwal" },
    "Saya sedang dinas luar.",
  ),
  mail("an old vacation program", "reply", { ...person, Precedence: "auto_reply" }, "Saya cuti."),
  mail(
    "a helpdesk's receipt",
    "reply",
    { From: "helpdesk@dinas.test", Subject: "[#123] Kami telah menerima surel Anda", "X-Autoreply": "yes" },
    "Nomor tiket Anda 123.",
  ),
  mail("Yahoo's vacation answer", "reply", { ...person, "X-Autorespond": "Jadwal" }, "Saya libur."),
  mail("an answer without a way back", "reply", { ...person, "Return-Path": "<>" }, "Saya tidak di tempat."),
  mail(
    "a notice that only its words tell",
    "reply",
    { ...person, Subject: "Re: Jadwal" },
    "Terima kasih atas surel Anda. Saya sedang cuti dan kembali hari Senin.",
  ),
  // Bounces.
  mail(
    "Postfix",
    "bounce",
    { ...daemon, "Content-Type": 'multipart/report; report-type=delivery-status; boundary="b"' },
    "This is the mail system.",
  ),
  mail(
    "Exim",
    "bounce",
    {
      From: "Mail Delivery System <Mailer-Daemon@mx.test>",
      Subject: "Mail delivery failed: returning message to sender",
      "X-Failed-Recipients": "x@y.test",
    },
    "No such user.",
  ),
  mail(
    "qmail",
    "bounce",
    { From: "MAILER-DAEMON@mx.test", Subject: "failure notice" },
    "Hi. This is the qmail-send program.",
  ),
  mail(
    "Exchange",
    "bounce",
    { From: "postmaster@dinas.test", Subject: "Undeliverable: Undangan" },
    "Your message couldn't be delivered.",
  ),
  mail(
    "a gateway in Indonesian",
    "bounce",
    { From: "postmaster@dinas.test", Subject: "Surel tidak terkirim: Undangan" },
    "Kotak surat penuh.",
  ),
  mail(
    "a bounce that nothing marks",
    "bounce",
    { From: "Admin Surel <admin@dinas.test>", Subject: "Undangan" },
    "Maaf, alamat x@dinas.test sudah tidak ada.",
  ),
  // Lists.
  mail("a mailing list", "list", { ...person, "List-Id": "<wartawan.milis.test>" }, "Besok jumpa pers."),
  mail(
    "a newsletter",
    "list",
    { From: "kabar@media.test", Subject: "Kabar pagi", "List-Unsubscribe": "<https://media.test/berhenti>" },
    "Berita hari ini.",
  ),
  mail("an old list", "list", { ...person, Precedence: "list" }, "Besok jumpa pers."),
  // Machines.
  mail(
    "a monitor",
    "notice",
    { From: "cron@server.test", Subject: "Cron", "Auto-Submitted": "auto-generated" },
    "Selesai.",
  ),
  mail(
    "an address that nobody reads",
    "notice",
    { From: "no-reply@bank.test", Subject: "Mutasi" },
    "Saldo Anda.",
  ),
  mail(
    "an address that nobody reads, in Indonesian",
    "notice",
    { From: "jangan-balas@lapor.test", Subject: "Laporan baru" },
    "Ada laporan baru.",
  ),
  mail(
    "a bulk sender",
    "notice",
    { From: "promo@toko.test", Subject: "Diskon", Precedence: "bulk" },
    "Diskon 50%.",
  ),
  mail(
    "a receipt of reading",
    "notice",
    {
      ...person,
      Subject: "Read: Jadwal",
      "Content-Type": 'multipart/report; report-type=disposition-notification; boundary="b"',
    },
    "Your message was read.",
  ),
].map((one) =>
  one.name === "an answer below the quotation"
    ? { ...one, body: `Pada Sen, 3 Nov 2025 10.05, Humas menulis:\n${quoted}\n\nHadir.` }
    : one,
);

/** The bytes of a labelled mail. */
export function bytesOf({ headers, body }: LabelledMail): Buffer {
  const isReport = (headers["Content-Type"] ?? "").startsWith("multipart");
  const head = {
    To: "humas@kota.test",
    "MIME-Version": "1.0",
    "Content-Type": "text/plain; charset=utf-8",
    ...headers,
  };
  const text = isReport ? `--b\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n${body}\r\n--b--` : body;
  const lines = Object.entries(head).map(([name, value]) => `${name}: ${value}`);
  return Buffer.from(`${lines.join("\r\n")}\r\n\r\n${text.replaceAll(/\r?\n/g, "\r\n")}\r\n`);
}
