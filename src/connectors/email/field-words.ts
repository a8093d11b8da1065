import type { FieldWords } from "#connectors/ports/manifest.ts";

const security: Pick<FieldWords, "choices"> = {
  choices: {
    tls: { id: "TLS sejak awal", en: "TLS from the start" },
    starttls: { id: "STARTTLS, wajib", en: "STARTTLS, demanded" },
    none: { id: "Tanpa pengamanan, hanya di mesin ini", en: "None, only on this machine" },
  },
};

/** How the fields of all ways to connect a mailbox are called. */
export const fieldWords: Readonly<Record<string, FieldWords>> = {
  address: {
    label: { id: "Alamat surel", en: "Mail address" },
    hint: { id: "Alamat yang dipakai menjawab.", en: "The address that answers go out from." },
    example: "humas@kota.go.id",
  },
  name: {
    label: { id: "Nama pengirim", en: "Sender's name" },
    example: "Humas Kota Contoh",
  },
  imapHost: { label: { id: "Server IMAP", en: "IMAP server" }, example: "imap.kota.go.id" },
  imapPort: { label: { id: "Port IMAP", en: "IMAP port" }, example: "993" },
  imapSecurity: { label: { id: "Pengamanan IMAP", en: "IMAP security" }, ...security },
  smtpHost: { label: { id: "Server SMTP", en: "SMTP server" }, example: "smtp.kota.go.id" },
  smtpPort: { label: { id: "Port SMTP", en: "SMTP port" }, example: "465" },
  smtpSecurity: { label: { id: "Pengamanan SMTP", en: "SMTP security" }, ...security },
  user: {
    label: { id: "Nama pengguna", en: "User name" },
    hint: {
      id: "Kosongkan bila sama dengan alamat surelnya.",
      en: "Leave it empty if it is the same as the mail address.",
    },
  },
  folders: {
    label: { id: "Folder lain yang dibaca", en: "Other folders to read" },
    hint: {
      id: "Kotak masuk dan folder terkirim selalu dibaca.",
      en: "The inbox and the sent mail are always read.",
    },
    example: "Pengaduan",
  },
  announceTo: {
    label: { id: "Alamat untuk pengumuman", en: "Address for announcements" },
    hint: {
      id: "Misalnya milis wartawan. Pernyataan yang tidak menjawab siapa pun dikirim ke sini.",
      en: "For instance the journalists' mailing list. Statements that answer nobody go there.",
    },
    example: "wartawan@kota.go.id",
  },
  serverKeepsSent: {
    label: { id: "Server menyimpan surel terkirim sendiri", en: "The server itself keeps sent mail" },
    hint: {
      id: "Nyalakan untuk Gmail dan Microsoft 365, supaya salinannya tidak ganda.",
      en: "Turn it on for Gmail and Microsoft 365, so that there are no second copies.",
    },
  },
  copyToSelf: {
    label: { id: "Salinan untuk diri sendiri", en: "Copy to oneself" },
    hint: {
      id: "Setiap surel yang dikirim juga masuk ke kotak ini: bukti bahwa ia benar terkirim, walau sambungan putus.",
      en: "Every mail that is sent also comes to this mailbox: proof that it left, even if the line breaks.",
    },
  },
  dkimDomain: {
    label: { id: "Domain DKIM", en: "DKIM domain" },
    hint: {
      id: "Hanya bila server kantor tidak menandatangani sendiri.",
      en: "Only if the office's server does not sign by itself.",
    },
    example: "kota.go.id",
  },
  dkimSelector: { label: { id: "Selektor DKIM", en: "DKIM selector" }, example: "gaung" },
  dkimKey: {
    label: { id: "Kunci pribadi DKIM", en: "DKIM private key" },
    hint: {
      id: "Dalam format PEM. Kunci umumnya dipasang di DNS pada selektor._domainkey.domain.",
      en: "In PEM form. Its public key stands in DNS at selector._domainkey.domain.",
    },
  },
  password: {
    label: { id: "Kata sandi", en: "Password" },
    hint: { id: "Sebaiknya kata sandi aplikasi.", en: "An app password if possible." },
  },
  tokenUrl: {
    label: { id: "Alamat token", en: "Token address" },
    hint: {
      id: "Google: https://oauth2.googleapis.com/token · Microsoft: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
      en: "Google: https://oauth2.googleapis.com/token · Microsoft: https://login.microsoftonline.com/{tenant}/oauth2/v2.0/token",
    },
    example: "https://oauth2.googleapis.com/token",
  },
  tenant: {
    label: { id: "Directory (tenant) ID", en: "Directory (tenant) ID" },
    hint: {
      id: "Kosongkan hanya bila aplikasinya dibuka untuk banyak direktori.",
      en: "Leave it empty only if the application is open to many directories.",
    },
    example: "00000000-0000-0000-0000-000000000000",
  },
  clientId: { label: { id: "ID aplikasi (client ID)", en: "Application id (client ID)" } },
  clientSecret: {
    label: { id: "Rahasia aplikasi (client secret)", en: "Application secret (client secret)" },
  },
  refreshToken: { label: { id: "Refresh token", en: "Refresh token" } },
};

/** What people fill in for one mail. */
export const optionWords: Readonly<Record<string, FieldWords>> = {
  to: {
    label: { id: "Kepada", en: "To" },
    hint: {
      id: "Kosongkan untuk alamat pengumuman akun ini.",
      en: "Leave it empty for this account's address for announcements.",
    },
    example: "warga@contoh.id",
    isFirst: true,
  },
  cc: { label: { id: "Tembusan", en: "Copy to" }, isFirst: true },
};
